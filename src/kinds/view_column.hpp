// view column: {schema, relation, column}, a column of a view or a materialized view. It comes and goes with its
// relation; it is an object so that comments, privileges, defaults and dependents of a column have something to belong
// to.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& view_column_kind();

}  // namespace pgplumb::kinds
