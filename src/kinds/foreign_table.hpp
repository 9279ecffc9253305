// foreign table: {schema, name}. Its columns are objects of their own.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& foreign_table_kind();

}  // namespace pgplumb::kinds
