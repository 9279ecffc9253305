// The same column up and down the tables that inherit it, partitions among them.

#pragma once

#include <functional>
#include <vector>

#include "kinds/column_fields.hpp"
#include "kinds/declared.hpp"

namespace pgplumb::kinds {

/// What a parent that stays one does to its column is done to this one as well.
[[nodiscard]] bool parent_does(const Pair<Column>& p);

/// `asks` of the columns of those parents; true if any is.
[[nodiscard]] bool any_parent(const Pair<Column>& p, const std::function<bool(const Pair<Column>&)>& asks);

/// That of the heirs and partitions of the table in `catalog`, which need not have it.
[[nodiscard]] std::vector<ObjectId> columns_below(const ObjectId& id, const Catalog& catalog);

/// Those of parents that stay its table's parents, and of those whose parent that stays; all are there before and
/// after.
[[nodiscard]] std::vector<Pair<Column>> parents_kept(const Pair<Column>& p);
[[nodiscard]] std::vector<Pair<Column>> children_kept(const Pair<Column>& p);

/// A column that is there before and after; nothing if it is not.
[[nodiscard]] std::optional<Pair<Column>> pair_of(const ObjectId& id, const Context& context);

/// Those that are there before and after, at every depth, parents first.
[[nodiscard]] std::vector<Pair<Column>> heirs_below(const Pair<Column>& p);

/// The statement that makes the column `parent` finds `heir`, which has come, or has got its type, by a statement of
/// its own.
[[nodiscard]] bool finds_below(const ObjectId& parent, const Object& heir, const Context& context);
/// Those of heirs, at every depth, that it finds; and the columns of their other parents, from which they get the type
/// that it must find.
void add_found_below(const ObjectId& parent, const Context& context, std::vector<ObjectIndex>& found);

/// Columns that inherit one another are not generated alike, before or after: each is altered by itself.
[[nodiscard]] bool is_generated_apart(const Pair<Column>& p);

/// Its values are given by an expression of one's own (-- pgplumb:using), which may be its parent's.
[[nodiscard]] bool is_given(const ObjectId& id, const Context& context);

}  // namespace pgplumb::kinds
