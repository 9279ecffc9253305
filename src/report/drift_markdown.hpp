// Drift for an issue, a chat or the summary of a job, in the Markdown of GitHub.

#pragma once

#include <string>

#include "report/drift_report.hpp"

namespace pgplumb::report {

/// Each database with a table of its differences. What does not fit into a comment of GitHub is counted.
[[nodiscard]] std::string drift_markdown(DriftReports reports);

}  // namespace pgplumb::report
