// The session of a manual section that goes on in the midst of its statements.
//
// What a session has of its own ended with the one that was interrupted. Statements that only set something (SET,
// RESET, PREPARE ...) are repeated before the section goes on; a section that has made a temporary table cannot go on.
// Proof and apply do the same. And whose transaction a section is.

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "plan/batch_frame.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::plan {

/// How many of their messages are done, by the names of sections that were interrupted and go on.
using SectionsBegun = std::map<std::string, std::size_t>;

/// Makes the session what the first `done` of `messages` had made of it.
/// @throws DiagnosedError (refused) if one of them has made something temporary
void restore_session(postgres::Connection& connection, const Manual& manual, const std::vector<Message>& messages,
                     std::size_t done);

/// A section is one transaction, with its record in the journal, unless it says otherwise: a COMMIT in its midst would
/// keep what is then said to be rolled back.
/// @throws DiagnosedError (refused) naming the first statement that begins or ends a transaction
void refuse_own_transactions(const Manual& manual);

/// What to do about `error`, which a statement of the section has met: the server's hint where we know no better one.
[[nodiscard]] std::string hint_for(const Manual& manual, const ServerError& error);

/// "manual section "m", statement 2"; `number` counts from 0.
[[nodiscard]] std::string name_of_statement(const Manual& manual, const std::vector<Message>& messages,
                                            std::size_t number);

}  // namespace pgplumb::plan
