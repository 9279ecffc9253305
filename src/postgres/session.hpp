// Whether a connection is a session with the server, or leads through a pooler that hands the server out anew for each
// transaction. Locks and settings of a session mean nothing there.

#pragma once

#include <string>

#include "postgres/connection.hpp"

namespace pgplumb::postgres {

/// For a connection string that is known to lead to such a pooler (Supabase's port 6543): to be asked before
/// connecting, since some of them refuse what libpq says at the beginning. @throws Error that explains it
void refuse_known_pooler(const std::string& conninfo);

/// Asks the server who it is, and a second connection at the same time only if that is not whom we were told. One turn
/// for a direct connection. @throws Error that explains it
void require_session(Connection& connection, const std::string& conninfo);

}  // namespace pgplumb::postgres
