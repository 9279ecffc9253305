#include "report/drift_prometheus.hpp"

#include <fmt/core.h>

#include "report/escape.hpp"

namespace pgplumb::report {

namespace {

std::string label(const std::string& raw) {
  std::string value;
  for (const char c : visible(raw)) {
    if (c == '\\' || c == '"') value += '\\';
    value += c;
  }
  return value;
}

/// What does not change from one night to the next, whether the database can be reached or not; no user, no password.
std::string labels(const DriftReport& report) {
  const DatabasePlace& place = report.result.place;
  std::string text;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", name, label(value));
  };
  add("database", place.database);
  add("environment", place.environment);
  add("host", place.host);
  add("port", place.port);
  return text;
}

std::string head(const char* name, const char* help) {
  return fmt::format("# HELP {} {}\n# TYPE {} gauge\n", name, help, name);
}

}  // namespace

std::string drift_prometheus(DriftReports reports) {
  std::string up = head("pgplumb_drift_up", "1 if the database could be compared, 0 if not.");
  std::string detected = head("pgplumb_drift_detected", "1 if the database is not as the schema files say, else 0.");
  std::string differences =
      head("pgplumb_drift_differences", "Differences from the schema files, by kind of object and of difference.");
  std::string seconds = head("pgplumb_drift_duration_seconds", "How long the last comparison took.");
  std::string success =
      head("pgplumb_drift_last_success_timestamp_seconds", "When a comparison last ended well, in Unix time.");
  for (const DriftReport& report : reports) {
    const std::string of = labels(report);
    up += fmt::format("pgplumb_drift_up{{{}}} {}\n", of, report.error.empty() ? 1 : 0);
    seconds += fmt::format("pgplumb_drift_duration_seconds{{{}}} {:.3f}\n", of, report.seconds);
    if (!report.error.empty()) continue;
    detected += fmt::format("pgplumb_drift_detected{{{}}} {}\n", of, report.result.differences.empty() ? 0 : 1);
    for (const auto& [kind, sorts] : by_kind(report.result))
      for (const auto& [sort, count] : sorts)
        differences += fmt::format("pgplumb_drift_differences{{{}{}difference=\"{}\",kind=\"{}\"}} {}\n", of,
                                   of.empty() ? "" : ",", sort, label(kind), count);
    success += fmt::format("pgplumb_drift_last_success_timestamp_seconds{{{}}} {}\n", of, report.finished);
  }
  return up + detected + differences + seconds + success;
}

}  // namespace pgplumb::report
