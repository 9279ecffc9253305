// publication table: {publication, schema, table}, with its column list and row filter.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& publication_table_kind();

}  // namespace pgplumb::kinds
