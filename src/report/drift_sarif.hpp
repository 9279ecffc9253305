// Drift as findings at the lines of the schema files, for GitHub's code scanning and for editors.

#pragma once

#include <string>

#include "report/drift_report.hpp"

namespace pgplumb::report {

/// SARIF 2.1.0: a run for each database, a rule for each sort of difference. What only the database has stands in no
/// line, and is told of at the schema files as a whole.
[[nodiscard]] std::string drift_sarif(DriftReports reports);

}  // namespace pgplumb::report
