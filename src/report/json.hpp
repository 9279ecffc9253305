// Reports for machines. Keys are stable, in a fixed order, and described by the JSON Schemas in schema/.

#pragma once

#include <string>

#include "pgplumb/apply.hpp"
#include "pgplumb/check.hpp"
#include "pgplumb/plan.hpp"
#include "report/drift_report.hpp"
#include "report/plan_report.hpp"

namespace pgplumb::report {

/// schema/plan.schema.json
[[nodiscard]] std::string plan_json(const PlanResult& result, const std::string& file);
/// schema/plan.schema.json, without what only the planning knew
[[nodiscard]] std::string show_json(const PlanReport& report);
/// schema/drift.schema.json: one database by itself, several as a list
[[nodiscard]] std::string drift_json(DriftReports reports);
/// schema/check.schema.json
[[nodiscard]] std::string check_json(const CheckResult& result);
/// schema/apply.schema.json
[[nodiscard]] std::string apply_json(const ApplyResult& result);

}  // namespace pgplumb::report
