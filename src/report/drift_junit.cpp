#include "report/drift_junit.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "report/escape.hpp"

namespace pgplumb::report {

namespace {

std::string text(const std::string& raw) {
  return xml(visible_lines(raw));
}

std::string name(const std::string& raw) {
  return xml(visible(raw));
}

std::string failure(const ToldDifference& told) {
  const ObjectChange& difference = told.difference;
  std::string details;
  if (difference.position.line > 0) details += to_string(difference.position) + "\n";
  for (const FieldChange& field : difference.fields)
    details += fmt::format("{}\n  in the schema files: {}\n  in the database: {}\n", field.field, field.from, field.to);
  return fmt::format("      <failure message=\"{}\" type=\"{}\">{}</failure>\n", name(sentence(told)), word(difference),
                     text(details));
}

std::string testcase(const std::string& classname, const std::string& title, const std::string& inner) {
  std::string element = fmt::format("    <testcase classname=\"{}\" name=\"{}\"", name(classname), name(title));
  return element + (inner.empty() ? "/>\n" : ">\n" + inner + "    </testcase>\n");
}

std::string suite(const DriftReport& report) {
  const std::vector<ToldDifference> differences = told(report.result);
  std::string cases;
  if (!report.error.empty()) {
    cases = testcase("pgplumb.drift", "the database can be compared",
                     fmt::format("      <error message=\"{}\" type=\"not-compared\"/>\n", name(report.error)));
  } else if (differences.empty()) {
    cases = testcase("pgplumb.drift", "the database is as " + report.result.desired + " says", "");
  }
  for (const ToldDifference& one : differences)
    cases += testcase("pgplumb.drift." + one.difference.kind, one.difference.object, failure(one));
  const std::size_t count = differences.empty() ? 1 : differences.size();
  return fmt::format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"0\">\n{}  </testsuite>\n",
      name("drift of " + short_name(report.result)), count, differences.size(), report.error.empty() ? 0 : 1, cases);
}

}  // namespace

std::string drift_junit(DriftReports reports) {
  std::string suites;
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  for (const DriftReport& report : reports) {
    suites += suite(report);
    const std::size_t differences = told(report.result).size();
    tests += std::max<std::size_t>(differences, 1);
    failures += differences;
    errors += report.error.empty() ? 0 : 1;
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pgplumb drift\" tests=\"{}\" failures=\"{}\" "
      "errors=\"{}\">\n{}</testsuites>\n",
      tests, failures, errors, suites);
}

}  // namespace pgplumb::report
