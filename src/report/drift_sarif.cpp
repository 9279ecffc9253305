#include "report/drift_sarif.hpp"

#include <array>
#include <boost/json.hpp>
#include <filesystem>

#include "base/hash.hpp"
#include "pgplumb/version.hpp"
#include "report/escape.hpp"
#include "report/pretty_json.hpp"

namespace pgplumb::report {

namespace {

namespace json = boost::json;

struct Rule {
  const char* id;
  const char* name;
  const char* short_text;
  const char* help;
};

constexpr std::array<Rule, 3> rules = {
    {{"only-in-database", "OnlyInDatabase", "An object is in the database and not in the schema files.",
      "Add it to the schema files if it is to stay, or drop it with the next plan."},
     {"missing-in-database", "MissingInDatabase", "An object of the schema files is missing in the database.",
      "Make it again with the next plan, or take it out of the schema files."},
     {"differs", "Differs", "An object is not as the schema files say.",
      "Put it right with the next plan, or write into the schema files what the database has."}}};

json::object message(const std::string& text) {
  return {{"text", text}};
}

json::array rules_json() {
  json::array array;
  for (const Rule& rule : rules)
    array.push_back(json::object{{"id", rule.id},
                                 {"name", rule.name},
                                 {"shortDescription", message(rule.short_text)},
                                 {"help", message(rule.help)},
                                 {"defaultConfiguration", json::object{{"level", "warning"}}}});
  return array;
}

// Readers take a relative URI as one from the top of the repository.
std::string uri_of(const std::string& file) {
  const std::filesystem::path path(file);
  return (path.is_absolute() ? "file://" : "") + uri(path.lexically_normal().generic_string());
}

/// Where the files say it, else where it would belong; a region only where one of both is known, since a line that has
/// nothing to do with it would be shown beside it.
json::object location(const ObjectChange& difference, const Position& position, const std::string& desired) {
  json::object physical{
      {"artifactLocation", json::object{{"uri", uri_of(position.file.empty() ? desired : position.file)}}}};
  if (position.line > 0) {
    json::object region{{"startLine", position.line}};
    if (position.column > 0) region["startColumn"] = position.column;
    physical["region"] = std::move(region);
  }
  return {{"physicalLocation", std::move(physical)},
          {"logicalLocations",
           json::array{json::object{{"fullyQualifiedName", visible(difference.object)}, {"kind", difference.kind}}}}};
}

json::object result(const ToldDifference& told, const DriftResult& drift) {
  const ObjectChange& difference = told.difference;
  std::int64_t index = 0;
  while (std::string_view(rules[static_cast<std::size_t>(index)].id) != word(difference)) ++index;
  std::string text = sentence(told);
  Position position = difference.position;
  if (difference.change == plan::Change::create) {
    text += "; it is declared nowhere in " + visible(drift.desired);
    if (const auto at = drift.belongs.find(difference.object); at != drift.belongs.end()) {
      position = at->second;
      text += ", and would stand behind the statement here";
    }
  }
  return {{"ruleId", word(difference)},
          {"ruleIndex", index},
          {"level", "warning"},
          {"message", message(text)},
          {"locations", json::array{location(difference, position, drift.desired)}},
          {"partialFingerprints",
           json::object{{"object/v1", sha256_hex(std::string(word(difference)) + " " + difference.object)}}}};
}

json::object run(const DriftReport& report) {
  json::array results;
  for (const ToldDifference& one : told(report.result)) results.push_back(result(one, report.result));
  json::object invocation{{"executionSuccessful", report.error.empty()}};
  if (!report.error.empty())
    invocation["toolExecutionNotifications"] =
        json::array{json::object{{"level", "error"}, {"message", message(visible(report.error))}}};
  return {
      {"tool",
       json::object{{"driver",
                     json::object{{"name", "pgplumb"}, {"version", std::string(version())}, {"rules", rules_json()}}}}},
      {"automationDetails", json::object{{"id", "pgplumb drift/" + short_name(report.result)}}},
      {"columnKind", "unicodeCodePoints"},
      {"invocations", json::array{std::move(invocation)}},
      {"results", std::move(results)}};
}

}  // namespace

std::string drift_sarif(DriftReports reports) {
  json::array runs;
  for (const DriftReport& report : reports) runs.push_back(run(report));
  return pretty_json(json::object{
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", std::move(runs)}});
}

}  // namespace pgplumb::report
