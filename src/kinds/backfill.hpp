// A new column of a table with rows that has a volatile default. PostgreSQL gives the rows their values by writing the
// table anew, while nobody can read or write it; online they get them afterwards, some at a time (sql/backfill.hpp).

#pragma once

#include <vector>

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

/// `column`, which is in to(), is such a one, and there is nothing for which a backfill would fail or miss rows: heirs
/// and partitions, rules, policies that hold for the owner, checks that rows need not fulfil, UPDATE being replicated
/// from a table without a key. A domain's default and constraints no ALTER COLUMN takes back.
[[nodiscard]] bool is_backfilled(const Object& column, const Context& context);

/// An UPDATE of each row of the table, before and after, does to that row what it says and nothing else.
[[nodiscard]] bool takes_updates(const catalog::Path& path, const Context& context);

/// Whatever columns the table has, subscribers of a publication need them as well.
[[nodiscard]] bool is_published(const Catalog& catalog, const catalog::Path& path);

/// What makes it instead of one statement; `add` is its ADD COLUMN without default and NOT NULL.
/// @pre is_backfilled(column, context)
[[nodiscard]] std::vector<Sql> backfilled(const Object& column, const std::string& add, const Context& context);

/// The same for a column whose NOT NULL is given by statements of their own, where its default fills no rows apart.
[[nodiscard]] std::vector<Sql> added_before_not_null(const Object& column, std::string add,
                                                     const std::vector<Sql>& not_null, const Context& context);

/// The triggers that fire meanwhile, for each row.
[[nodiscard]] std::vector<catalog::Danger> dangers_of_backfill(const Object& column, const Context& context);

}  // namespace pgplumb::kinds
