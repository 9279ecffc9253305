// partition: {schema, table}. That a table is a partition of another, and for which values; apart from the table, so
// that it is attached when it is complete, and can be attached and detached in place.

#pragma once

#include "catalog/catalog.hpp"
#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// The attachments of the partitions of the table in the first two parts of `path`. O(partitions).
[[nodiscard]] std::vector<catalog::ObjectIndex> partitions_of(const catalog::Catalog& catalog,
                                                              const std::vector<std::string>& path);

/// A table is attached somewhere beneath the one in the first two parts of `path`, which is in `to`.
[[nodiscard]] bool gains_partition(const std::vector<std::string>& path, const catalog::Context& context);

/// The table in the first two parts of `path` is a partition in `catalog`.
[[nodiscard]] bool is_partition(const catalog::Catalog& catalog, const std::vector<std::string>& path);

}  // namespace pgplumb::kinds
