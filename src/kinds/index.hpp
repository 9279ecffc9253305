// index that backs no constraint: {schema, name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& index_kind();

/// The table of `index`, an index or a constraint with one, clusters on another one in `catalog`: CLUSTER ON that one
/// has ended this one's.
[[nodiscard]] bool clusters_on_another(const catalog::Object& index, const catalog::Catalog& catalog);

}  // namespace pgplumb::kinds
