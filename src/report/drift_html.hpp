// Drift as a page.

#pragma once

#include <string>

#include "report/drift_report.hpp"

namespace pgplumb::report {

/// One HTML file, complete in itself, for one database or several: what differs, with both values beside each other.
[[nodiscard]] std::string drift_html(DriftReports reports);

}  // namespace pgplumb::report
