// Columns whose type is the row type of a table or view.

#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"

namespace pgplumb::kinds {

/// The column's type, as format_type() has it, is that of the relation's rows, or an array of it. `path` begins with
/// the relation's schema and name.
[[nodiscard]] bool is_row_of(const std::string& type, const std::vector<std::string>& path);

/// The columns of the table that `path` begins with.
[[nodiscard]] std::vector<catalog::ObjectIndex> columns_of_table(const std::vector<std::string>& path,
                                                                 const catalog::Catalog& catalog);

}  // namespace pgplumb::kinds
