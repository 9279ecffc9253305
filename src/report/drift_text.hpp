// Drift and checks, for people.

#pragma once

#include <string>

#include "pgplumb/check.hpp"
#include "report/drift_report.hpp"
#include "report/style.hpp"

namespace pgplumb::report {

[[nodiscard]] std::string drift_text(DriftReports reports, const Style& style);

[[nodiscard]] std::string check_text(const CheckResult& result, const Style& style);

}  // namespace pgplumb::report
