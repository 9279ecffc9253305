// What an object that is made again by a plan that does not manage owners or privileges would lose of them.

#pragma once

#include <optional>

#include "catalog/catalog.hpp"
#include "sql/kept_rights.hpp"

namespace pgplumb::kinds {

/// Of the object called `id` in `whole`, a catalog that is not projected: `owners` and `privileges` say which of them
/// are managed. nullopt: it has none but what the connected role's new object would have, or none are kept of its sort.
[[nodiscard]] std::optional<sql::KeptRights> rights_to_keep(const catalog::Catalog& whole, const catalog::ObjectId& id,
                                                            bool owners, bool privileges);

}  // namespace pgplumb::kinds
