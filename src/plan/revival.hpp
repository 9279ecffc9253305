// Invalid indexes that a plan leaves alone, and would finish.
//
// PostgreSQL builds every index of a table that it writes anew, and those that were invalid are valid from then on: an
// index that is in no schema file would be there, or a unique one stop the plan at rows that it does not allow.

#pragma once

#include <cstddef>
#include <vector>

#include "plan/plan.hpp"
#include "sources/live.hpp"

namespace pgplumb::plan {

/// `first`: the first batch that is still to run, from 0.
/// @throws DiagnosedError (refused) naming each of them that is of a table that a step writes anew
void refuse_revived(const Plan& plan, const std::vector<sources::Leftover>& leftovers, std::size_t first = 0);

}  // namespace pgplumb::plan
