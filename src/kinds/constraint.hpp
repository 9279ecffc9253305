// constraint of a table: {schema, table, name}. Primary key, unique, foreign key, check and exclusion constraints.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& constraint_kind();

}  // namespace pgplumb::kinds
