// Expand and contract: a column whose new type would have the server write the table anew, while nobody can read or
// write it, gets a second column beside it (sql/expansion.hpp), on which its indexes and constraints are built while
// everybody goes on; then that one takes its name and its place in all of them, and it goes. The column then stands
// last in its table.

#pragma once

#include <vector>

#include "kinds/column_fields.hpp"
#include "kinds/declared.hpp"

namespace pgplumb::kinds {

/// The type of `column`, which is there before and after, is changed so. Not where anything else than indexes, checks
/// and keys depends on it, nor where a change of rows would not be what it seems (see is_backfilled()).
[[nodiscard]] bool is_expanded(const ObjectId& column, const Context& context);

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

/// What does it. @pre is_expanded(p.id(), p.context)
[[nodiscard]] std::vector<Sql> expanded(const Pair<Column>& p);

}  // namespace pgplumb::kinds
