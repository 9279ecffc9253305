// inheritance: {schema, table, parent's schema, parent}. Apart from the table, so that parents can be left and joined
// in place, after the columns agree; not of partitions.

#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& inheritance_kind();

/// The parents of the table in the first two parts of `path`, in the order of inheritance: {schema, table}.
[[nodiscard]] std::vector<std::vector<std::string>> parents_of(const catalog::Catalog& catalog,
                                                               const std::vector<std::string>& path);

/// The tables that inherit from the one in the first two parts of `path`: {schema, table}. O(inheritances).
[[nodiscard]] std::vector<std::vector<std::string>> heirs_of(const catalog::Catalog& catalog,
                                                             const std::vector<std::string>& path);

}  // namespace pgplumb::kinds
