// Expand and contract: a column whose new type would have the server write the table anew, while nobody can read or
// write it, gets a second column beside it (sql/expansion.hpp), on which its indexes and constraints are built while
// everybody goes on; then that one takes its name and its place in all of them, and it goes. Views, policies and others
// that are made in a moment are made again in the same transaction. The column then stands last in its table.

#pragma once

#include <vector>

#include "kinds/column_fields.hpp"
#include "kinds/declared.hpp"

namespace pgplumb::kinds {

/// The type of `column`, which is there before and after, is changed so. Not where something depends on it that is not
/// made in a moment, nor where a change of rows would not be what it seems (see is_backfilled()), nor where a column of
/// its table, or at the other end of a foreign key, cannot be changed so and would have to be.
[[nodiscard]] bool is_expanded(const ObjectId& column, const Context& context);

/// What it is called from the change of names on until it goes.
[[nodiscard]] ObjectId displaced_id(const ObjectId& column);

/// The server writes the table anew for the new type of `column`, or may.
[[nodiscard]] bool asks_for_new_table(const ObjectId& column, const Context& context);

/// Of to(): the columns that foreign keys of `column` point at, where both ends are changed so: the foreign key is
/// built on both second columns.
[[nodiscard]] std::vector<ObjectIndex> expanded_below(const ObjectId& column, const Context& context);

/// Adds what is said of the object at `index` of to(): comment, privileges, a column's default.
void add_attached(std::vector<Sql>& statements, ObjectIndex index, const Context& context);

/// `user`, of to(), is an index or constraint of such a column, which is made anew along with it.
[[nodiscard]] bool is_built_beside(const Object& user, const Context& context);

/// For its definition, a field that nothing changes in place.
template <typename P>
[[nodiscard]] Way way_of_definition(P p) {
  return is_built_beside(p.to_object, p.context) ? Way::in_place : Way::replaced;
}
template <typename P>
[[nodiscard]] std::vector<Sql> no_statements(P /*p*/) {
  return {};
}

/// What does it, in the parts of Way::displaced. @pre is_expanded(p.id(), p.context)
void expand(const Pair<Column>& p, Alteration& alteration);

}  // namespace pgplumb::kinds
