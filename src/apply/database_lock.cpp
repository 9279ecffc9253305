#include "apply/database_lock.hpp"

namespace pgplumb::apply {

namespace {

// "pgplumb" in ASCII, as a number of 64 bits; pg_locks shows its halves as classid and objid.
constexpr const char* key = "31638929945226594";
constexpr const char* holder_query =
    "SELECT a.pid, a.application_name, a.usename FROM pg_catalog.pg_locks l "
    "JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid "
    "WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 "
    "AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()) "
    "AND (l.classid::bigint << 32) + l.objid::bigint = 31638929945226594";

std::string holder(postgres::Connection& connection) {
  const auto rows = connection.execute(holder_query);
  if (rows.rows.empty()) return "another session";
  const auto& row = rows.rows[0];
  std::string text = "process " + row[0].value_or("?");
  if (!row[1].value_or("").empty()) text += " (" + *row[1] + ")";
  if (row[2]) text += " of role " + *row[2];
  return text;
}

}  // namespace

DatabaseLock::DatabaseLock(postgres::Connection& connection) : connection_(connection) {
  const auto taken = connection.execute(std::string("SELECT pg_catalog.pg_try_advisory_lock(") + key + ")");
  if (taken.rows.at(0)[0] == "t") return;
  throw DiagnosedError("the database is locked",
                       {{Severity::error,
                         "locked",
                         {},
                         "",
                         "another pgplumb is applying a plan: " + holder(connection),
                         "wait until it is done"}},
                       ExitCode::refused);
}

DatabaseLock::~DatabaseLock() {
  try {
    connection_.execute(std::string("SELECT pg_catalog.pg_advisory_unlock(") + key + ")");
  } catch (const Error&) {
    // The session is lost, and the lock with it.
  }
}

}  // namespace pgplumb::apply
