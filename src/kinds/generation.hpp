// The expression that a generated column is computed by, and how it changes.

#pragma once

#include "kinds/column_fields.hpp"
#include "kinds/declared.hpp"

namespace pgplumb::kinds {

/// SET EXPRESSION, from 17 on; where the server refuses it the column is made again.
[[nodiscard]] Way way_of_generated(const Pair<Column>& p);

/// @pre the way is not `replaced`
[[nodiscard]] std::vector<Sql> change_generated(const Pair<Column>& p);

}  // namespace pgplumb::kinds
