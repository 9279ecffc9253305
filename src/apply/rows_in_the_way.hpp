// Rows that stop a step: what a person has to mend before the same plan can go on.
//
// The server names the constraint, and one of the rows at most. How all of them are found follows from the constraint:
// from the statement that was to make it or, where an earlier batch has made it already, from the catalog.

#pragma once

#include <cstddef>
#include <string>

#include "plan/plan.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::apply {

/// Whether `error` says that rows violate a constraint.
[[nodiscard]] bool is_of_rows(const ServerError& error);

struct RowsInTheWay {
  std::string hint;      ///< which rows, and a SELECT that shows them on a line of its own, if there is one
  std::string enforced;  ///< what holds for new rows from now on although the step has failed; may be empty
  std::string index;     ///< an invalid one that stays, as SQL names it; or empty
};

/// Of an error for which is_of_rows() holds, of a step of batch `batch` (from 0), after its transaction is rolled back.
/// Asks the server, and waits a second for a lock at most: what cannot be had in that time is left out.
[[nodiscard]] RowsInTheWay rows_in_the_way(postgres::Connection& connection, const ServerError& error,
                                           const plan::Plan& plan, std::size_t batch);

}  // namespace pgplumb::apply
