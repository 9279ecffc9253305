// index that backs no constraint: {schema, name}.

#pragma once

#include <string>

#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// The table of `index`, an index or a constraint with one, clusters on another one in `catalog`: CLUSTER ON that one
/// has ended this one's.
[[nodiscard]] bool clusters_on_another(const catalog::Object& index, const catalog::Catalog& catalog);

/// `name` with a suffix that no relation of the schema has, before or after: "by_email__pgplumb_old2".
[[nodiscard]] std::string free_name_beside(const std::string& schema, const std::string& name,
                                           const std::string& suffix, const catalog::Context& context);

/// It holds columns that are no part of the key: INCLUDE.
[[nodiscard]] bool includes_columns(const catalog::Object& index);

/// An invalid index that is not partitioned: an interrupted CREATE or REINDEX INDEX CONCURRENTLY has left it, or a
/// running one has not finished it.
[[nodiscard]] bool is_leftover_index(const catalog::Object& object);

}  // namespace pgplumb::kinds
