#include "report/drift_html.hpp"

#include <fmt/core.h>

#include "base/words.hpp"
#include "plan/plan_text.hpp"
#include "report/escape.hpp"
#include "report/page.hpp"

namespace pgplumb::report {

namespace {

namespace json = boost::json;
using plan::Change;

const char* mark(const ObjectChange& difference) {
  if (difference.change == Change::create) return "create";
  if (difference.change == Change::drop) return "drop";
  return "change";
}

class Page {
 public:
  explicit Page(DriftReports reports) : reports_(reports) {}

  std::string write() {
    json::array databases;
    for (const DriftReport& report : reports_) databases.push_back(database(report));
    json::array kinds = kinds_.json();
    json::array changes = changes_.json();
    json::array tiles{
        json::object{{"mark", "create"}, {"count", extra_}, {"label", "only in the database"}},
        json::object{{"mark", "drop"}, {"count", missing_}, {"label", "missing in the database"}},
        json::object{{"mark", "change"}, {"count", entries_ - extra_ - missing_}, {"label", "different"}}};
    return write_page("drift.html", heading(),
                      {{"heading", heading()},
                       {"desired", reports_.empty() ? "" : visible(reports_.front().result.desired)},
                       {"verdict", verdict()},
                       {"differs", entries_ > 0},
                       {"tiles", std::move(tiles)},
                       {"kinds", std::move(kinds)},
                       {"changes", std::move(changes)},
                       {"databases", std::move(databases)},
                       {"from_title", "Schema files"},
                       {"to_title", "Database"},
                       {"part_title", false}});
  }

 private:
  std::string heading() const {
    if (entries_ == 0) return failed_ == 0 ? "No drift" : "Not compared";
    return counted(entries_, "difference");
  }

  std::string verdict() const {
    const auto all = static_cast<long>(reports_.size());
    std::string text = fmt::format("{} compared, {} with drift.", counted(all - failed_, "database"), drifted_);
    if (failed_ > 0) text += fmt::format(" {} could not be compared.", failed_);
    return text;
  }

  json::object database(const DriftReport& report) {
    const DriftResult& result = report.result;
    json::array entries;
    const std::vector<ToldDifference> differences = told(result);
    for (const ToldDifference& one : differences) entries.push_back(entry(one));
    drifted_ += entries.empty() ? 0 : 1;
    failed_ += report.error.empty() ? 0 : 1;
    return {{"number", ++databases_},
            {"database", visible(short_name(result))},
            {"said", !report.error.empty() ? std::string("It could not be compared.")
                     : entries.empty()     ? "It is as " + visible(result.desired) + " says."
                                           : counts_text(differences) + "."},
            {"error", visible(report.error)},
            {"entries", std::move(entries)},
            {"hidden", hidden_facts(result.hidden)}};
  }

  json::object entry(const ToldDifference& told) {
    const ObjectChange& difference = told.difference;
    extra_ += difference.change == Change::create ? 1 : 0;
    missing_ += difference.change == Change::drop ? 1 : 0;
    std::string text;
    for (const FieldChange& field : difference.fields) text += field.field + " " + field.from + " " + field.to + " ";
    return {{"entry", ++entries_},
            {"mark", mark(difference)},
            {"object", visible(difference.object)},
            {"change", words(difference)},
            {"parts", told.parts},
            {"change_id", changes_.add(words(difference))},
            {"kind_id", kinds_.add(difference.kind)},
            {"where", difference.position.file.empty() ? "" : visible(plan::position_text(difference.position))},
            {"text", visible(text)},
            {"fields", fields_beside(difference.fields)},
            {"fields_there", !difference.fields.empty()}};
  }

  DriftReports reports_;
  Choices kinds_{'k'};
  Choices changes_{'c'};
  int databases_ = 0;
  int entries_ = 0;
  int extra_ = 0;
  int missing_ = 0;
  int drifted_ = 0;
  int failed_ = 0;
};

}  // namespace

std::string drift_html(DriftReports reports) {
  return Page(reports).write();
}

}  // namespace pgplumb::report
