// A plan for the person who is about to review or apply it.

#pragma once

#include <string>

#include "pgplumb/plan.hpp"
#include "report/plan_report.hpp"
#include "report/style.hpp"

namespace pgplumb::report {

/// What the command line knows and the plan does not.
struct PlanContext {
  std::string file;        ///< where the plan was written; empty if nowhere
  std::string connection;  ///< the option that connects again: " --url ..."; empty if the environment does
  bool refused = false;    ///< it is shown for what it would do, and is not to be had
};

/// What will be done, counts, hazards, proof, the file, and the command that comes next.
[[nodiscard]] std::string plan_text(const PlanResult& result, const PlanContext& context, const Style& style);

/// The same from a plan file alone, with its batches.
[[nodiscard]] std::string show_text(const PlanReport& report, const Style& style);

}  // namespace pgplumb::report
