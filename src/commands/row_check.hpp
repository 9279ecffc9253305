// Whether the rows that are there now let a plan through, which its proof cannot know: the copy that it ran on has
// none.

#pragma once

#include <string>
#include <vector>

#include "pgplumb/plan.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::commands {

/// Asks the SELECT of each step that depends on rows, in transactions that only read, none for longer than `limit`, and
/// counts up to 1,000 rows in the way. Adds a warning for each demand that is not met, with the query, and for each
/// that nobody can tell of: it has no query, took too long, is not this role's to ask, or calls a function of which the
/// server does not say that it is IMMUTABLE. Expressions come from the schema files, and those of a stranger's branch
/// must not do or read more than rows; for the same reason no message of the server is passed on.
/// @throws ServerError if `limit` is no duration
[[nodiscard]] RowCheck check_rows(postgres::Connection& live, const plan::Plan& plan, const std::string& limit,
                                  std::vector<Diagnostic>& warnings);

/// What costs nothing to know: a warning for each required column without a default that a table gets which has rows,
/// by what the server has counted when it last analyzed it.
[[nodiscard]] std::vector<Diagnostic> columns_that_rows_lack(postgres::Connection& live, const plan::Plan& plan);

}  // namespace pgplumb::commands
