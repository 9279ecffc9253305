// index attachment: {schema, index}. A partition's index, or the one behind its constraint, as a part of the parent's.

#pragma once

#include "catalog/catalog.hpp"
#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& index_attachment_kind();

/// The parent's index or constraint that `part` is attached to; no_object if none.
[[nodiscard]] catalog::ObjectIndex attached_to(const catalog::ObjectId& part, const catalog::Catalog& catalog);

}  // namespace pgplumb::kinds
