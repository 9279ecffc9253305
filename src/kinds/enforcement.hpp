// ENFORCED and NOT ENFORCED of checks and foreign keys, since PostgreSQL 18.

#pragma once

#include <vector>

#include "kinds/constraint_fields.hpp"
#include "kinds/declared.hpp"

namespace pgplumb::kinds {

[[nodiscard]] Way way_of_enforcement(const Pair<Constraint>& p);

/// Empty where a parent's statement does it.
[[nodiscard]] std::vector<Sql> change_enforcement(const Pair<Constraint>& p);

}  // namespace pgplumb::kinds
