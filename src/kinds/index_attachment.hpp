// index attachment: {schema, index}. A partition's index, or the one behind its constraint, as a part of the parent's.

#pragma once

#include "catalog/catalog.hpp"
#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

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

/// The attachment of `table` in from(), if this plan ends it and the server keeps `part`, an index or constraint of
/// that, until then.
[[nodiscard]] std::vector<catalog::ObjectIndex> detached_before(const catalog::ObjectId& part,
                                                                const catalog::ObjectId& table,
                                                                const catalog::Context& context);

/// An index or key of a partitioned table, in to(), that is made without ONLY: it takes those of its partitions that
/// are there, and makes the others, whether or not anybody knows of the partition. Where each partition has its own,
/// exactly that one is attached.
[[nodiscard]] bool is_made_throughout(catalog::ObjectIndex whole, const catalog::Context& context);

/// What comes before `whole`, an index or key of a partitioned table in to(): its partitions, and what it finds there.
[[nodiscard]] std::vector<catalog::ObjectIndex> partitions_before(catalog::ObjectIndex whole,
                                                                  const catalog::Context& context);

/// `whole` of to() is made by this plan, and finds `part`, which it is made of.
[[nodiscard]] bool is_found_by(const catalog::ObjectId& part, const catalog::Object& whole,
                               const catalog::Context& context);

/// PostgreSQL 17 and 18 attach no index that compares by operators (EXCLUDE, WITHOUT OVERLAPS): the partition gets
/// `part` with the key of its parent, or when it is attached itself.
[[nodiscard]] bool comes_with_whole(const catalog::ObjectId& part, const catalog::Context& context);

/// How `id`, an index or key that is invalid in from() and not in to(), becomes valid: in place when a part is attached
/// to it that it lacks; else only by making it again.
[[nodiscard]] catalog::Way way_to_validity(const catalog::ObjectId& id, const catalog::Context& context);

/// The attachments of parts, at every depth, to `whole`, an index or constraint: once all of them are there it is
/// valid.
[[nodiscard]] std::vector<catalog::ObjectIndex> attachments_to(catalog::ObjectIndex whole,
                                                               const catalog::Catalog& catalog);

}  // namespace pgplumb::kinds
