// A plan as a page, for those who review it.

#pragma once

#include <string>

#include "report/plan_report.hpp"

namespace pgplumb::report {

/// One HTML file, complete in itself: what is dangerous, the graph of the steps, each step with its fields before and
/// after, what its locks mean for others, and the exact SQL.
[[nodiscard]] std::string plan_html(const PlanReport& report);

}  // namespace pgplumb::report
