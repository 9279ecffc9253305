// Reading a database: every catalog query in one message, in one REPEATABLE READ, READ ONLY transaction.
//
// The number of round trips grows neither with the schema nor with the number of kinds. A role that may only read
// the catalogs suffices. search_path is empty, so that the server writes every name in full.

#pragma once

#include "catalog/catalog.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::sources {

/// The whole database, extension members and system objects left out, pgplumb's own schema too. Objects carry their addresses.
/// Inside a transaction of the caller's it reads what that transaction sees.
/// @throws ServerError, or Error if a row cannot be understood
[[nodiscard]] catalog::Catalog read_catalog(postgres::Connection& connection);

}  // namespace pgplumb::sources
