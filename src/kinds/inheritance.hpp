// inheritance: {schema, table, parent's schema, parent}. Apart from the table, so that parents can be left and joined
// in place, after the columns agree; not of partitions.

#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// The parents of the table in the first two parts of `path`, in the order of inheritance: {schema, table}.
[[nodiscard]] std::vector<std::vector<std::string>> parents_of(const catalog::Catalog& catalog,
                                                               const std::vector<std::string>& path);

/// The tables that inherit from the one in the first two parts of `path`: {schema, table}. O(inheritances).
[[nodiscard]] std::vector<std::vector<std::string>> heirs_of(const catalog::Catalog& catalog,
                                                             const std::vector<std::string>& path);

/// The parents of the table with OID `relation`, in SQL: text[] {schema, table, schema, table ...}.
[[nodiscard]] std::string parents_in_sql(const std::string& relation);

// A part is a column or a check, {schema, table, name}; `parents` are all those of its table, {schema, table,
// schema, table ...}, of which some may have no part of that name.

/// A parent that was and stays one hands down to `part` what is done to its own.
[[nodiscard]] bool parent_hands_down(const std::vector<std::string>& parents, const catalog::ObjectId& part,
                                     const catalog::Context& context);

/// An inherited `part` is made by the clause INHERITS of its table, or by the statement that gives it to a parent.
[[nodiscard]] bool comes_from_parent(const std::vector<std::string>& parents, const catalog::ObjectId& part,
                                     const catalog::Context& context);

/// Those parts of parents, in from(), that are dropped while the table is still theirs; sorted. A table that leaves a
/// parent keeps what it has from it.
[[nodiscard]] std::vector<catalog::ObjectIndex> dropped_parts_of_parents(const std::vector<std::string>& parents,
                                                                         const catalog::ObjectId& part,
                                                                         const catalog::Context& context);

/// `part` is dropped with ONLY, since one that inherits it keeps it: all that do have it as their own then.
[[nodiscard]] bool is_left_to_heirs(const catalog::ObjectId& part, const catalog::Context& context);

/// An inherited `part` goes with its parents'.
[[nodiscard]] bool goes_with_parents(const std::vector<std::string>& parents, const catalog::ObjectId& part,
                                     const catalog::Context& context);

/// The parts of partitions that they have of `part`, of from(), and that go with it, wanted or not: a partition's check
/// is its own no more once its parent has one like it. Partitions that go, or are detached, are left out.
[[nodiscard]] std::vector<catalog::ObjectIndex> inherited_by_partitions(const catalog::ObjectId& part,
                                                                        const catalog::Context& context);

/// What goes with `part`, at every depth, in heirs and partitions that are not managed.
[[nodiscard]] std::vector<catalog::ObjectIndex> unmanaged_below(const catalog::ObjectId& part,
                                                                const catalog::Context& context);

}  // namespace pgplumb::kinds
