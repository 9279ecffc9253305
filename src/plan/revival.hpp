// Invalid indexes that a plan leaves alone, and what it would do to them all the same.
//
// PostgreSQL builds every index of a table that it writes anew, and those that were invalid are valid from then on: an
// index that is in no schema file would be there, or a unique one stop the plan at rows that it does not allow. Their
// names are taken, which no copy shows that a plan is proved on: a step would fail, or the server choose another name
// for what it makes by itself.

#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "plan/plan.hpp"
#include "sources/live.hpp"

namespace pgplumb::plan {

/// `first`: the first batch that is still to run, from 0.
/// @throws DiagnosedError (refused) naming each of them that is of a table that a step writes anew
void refuse_revived(const Plan& plan, const std::vector<sources::Leftover>& leftovers, std::size_t first = 0);

/// @throws DiagnosedError (refused) naming each of them whose name an object of `goal`, projected, is to have
void refuse_taken_names(const catalog::Catalog& goal, const std::vector<sources::Leftover>& leftovers);

/// What the plan drops or makes anew, by its steps and by the statements themselves: "column app.users.email".
[[nodiscard]] std::set<std::string> what_goes(const Plan& plan);

/// Which of `gone` takes it along. Empty if nothing does.
[[nodiscard]] std::string taken_along_by(const std::set<std::string>& gone, const sources::Leftover& leftover);

}  // namespace pgplumb::plan
