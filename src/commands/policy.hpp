// A plan before the project's policy.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "pgplumb/policy.hpp"
#include "plan/plan.hpp"

namespace pgplumb::commands {

/// Globs of what policy lets go, for MayLose.
[[nodiscard]] std::vector<std::string> let_go(const Policy& policy);

/// Warnings, in the order of the plan. `given_up` answers for what the schema files give up by name: that was decided
/// where the reviewer sees it, and no rule denies it.
/// @throws DiagnosedError (refused) naming each hazard that is denied, with the rule and what would let it through
[[nodiscard]] std::vector<Diagnostic> judge(const plan::Plan& plan, const Policy& policy,
                                            const std::function<bool(const std::string&)>& given_up);

/// The same for a plan that others made: what it destroys was decided when it was made. @throws as above
[[nodiscard]] std::vector<Diagnostic> judge_made(const plan::Plan& plan, const Policy& policy);

/// For a plan that takes another one back: nobody wants it refused on the day it is needed, so what apply would refuse
/// is written into its information while there is time to allow it, and returned among the warnings.
[[nodiscard]] std::vector<Diagnostic> judge_way_back(plan::Plan& plan, const Policy& policy);

}  // namespace pgplumb::commands
