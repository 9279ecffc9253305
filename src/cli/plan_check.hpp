// plan --check: whether a committed plan is still the plan.

#pragma once

#include <string>

#include "cli/commands.hpp"
#include "pgplumb/plan_check.hpp"

namespace pgplumb::cli {

/// Prints what differs. Exit 3 if anything does.
void check_committed_plan(const PlanCheckRequest& request, bool json, Session& session);

}  // namespace pgplumb::cli
