// index attachment: {schema, index}. A partition's index, or the one behind its constraint, as a part of the parent's.

#pragma once

#include "catalog/catalog.hpp"
#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& index_attachment_kind();

/// The parent's index or constraint that `part` is attached to; no_object if none.
[[nodiscard]] catalog::ObjectIndex attached_to(const catalog::ObjectId& part, const catalog::Catalog& catalog);

/// The whole that cannot stay when `part`, an index or constraint of the table `table` in from(), goes alone: there is
/// no DETACH for indexes.
[[nodiscard]] std::vector<catalog::ObjectIndex> whole_going_along(const catalog::ObjectId& part,
                                                                  const catalog::ObjectId& table,
                                                                  const catalog::Context& context);

/// Attaching a partition takes whichever of its indexes fits. So one that is not meant to be attached is made after
/// that: the attachment of the partition `table` in to(), if this plan makes it and `part` is not attached.
[[nodiscard]] std::vector<catalog::ObjectIndex> partition_unless_attached(const catalog::ObjectId& part,
                                                                          const catalog::ObjectId& table,
                                                                          const catalog::Context& context);

/// The whole whose drop drops `part`, an index or constraint of `table` in from(): no_object if it has none, or lets it
/// go before, with its partition.
[[nodiscard]] catalog::ObjectIndex going_with(const catalog::ObjectId& part, const catalog::ObjectId& table,
                                              const catalog::Context& context);

/// The attachments of parts, at every depth, to `whole`, an index or constraint: once all of them are there it is
/// valid.
[[nodiscard]] std::vector<catalog::ObjectIndex> attachments_to(catalog::ObjectIndex whole,
                                                               const catalog::Catalog& catalog);

}  // namespace pgplumb::kinds
