// What the rows of a table must be for its columns to be added, required, or given another type.

#pragma once

#include <vector>

#include "kinds/column_fields.hpp"
#include "kinds/declared.hpp"

namespace pgplumb::kinds {

/// Of a new column that must not be NULL and that nothing fills: no row at all.
[[nodiscard]] std::vector<catalog::RowDemand> demands_of_new_column(const Object& column, const Context& context);

/// Of a column that is altered in place: no NULL, where it becomes NOT NULL; values that its new type takes.
[[nodiscard]] std::vector<catalog::RowDemand> demands_of_change(const Pair<Column>& p);

/// Of a column whose type is made anew under its name.
[[nodiscard]] std::vector<catalog::RowDemand> demands_of_following(const Pair<Column>& p);

}  // namespace pgplumb::kinds
