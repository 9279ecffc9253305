// default of a column of a table or view: {schema, relation, column}. Generated columns' expressions are part of the
// column.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& default_kind();

}  // namespace pgplumb::kinds
