// What an environment demands before a plan may be applied to it.

#pragma once

#include <string>

#include "pgplumb/apply.hpp"

namespace pgplumb::commands {

/// The name of the environment that `request` is for: the one it names, else the one whose database it leads to.
[[nodiscard]] std::string environment_of(const ApplyRequest& request);

/// @throws DiagnosedError (refused) unless the digest is the approved one where an approval is demanded or given,
/// the plan is signed where a key says so, and unless a plan with this digest was applied to its end in the environment
/// that comes before, as that one's journal says
void check_demands(const ApplyRequest& request, const std::string& environment, const std::string& digest);

}  // namespace pgplumb::commands
