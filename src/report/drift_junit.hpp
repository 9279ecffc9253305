// Drift as a test report, which every CI shows: each database is a suite, each difference a failed case.

#pragma once

#include <string>

#include "report/drift_report.hpp"

namespace pgplumb::report {

/// JUnit's XML as Jenkins, GitLab and others read it. A database without drift has one case, which passes; one that
/// could not be compared has one with an error. No times: equal drifts give equal bytes.
[[nodiscard]] std::string drift_junit(DriftReports reports);

}  // namespace pgplumb::report
