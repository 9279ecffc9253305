#include "apply/database_lock.hpp"

namespace pgplumb::apply {

namespace {

// "pgplumb" in ASCII, as a number of 64 bits; pg_locks shows its halves as classid and objid.
constexpr const char* key = "31638929945226594";
constexpr const char* condition =
    "l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 "
    "AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()) "
    "AND (l.classid::bigint << 32) + l.objid::bigint = 31638929945226594";

std::string holder(postgres::Connection& connection) {
  const auto rows =
      connection.execute(std::string("SELECT a.pid, a.application_name, a.usename FROM pg_catalog.pg_locks l "
                                     "JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid WHERE ") +
                         condition);
  if (rows.rows.empty()) return "another session";
  const auto& row = rows.rows[0];
  std::string text = "process " + row[0].value_or("?");
  if (!row[1].value_or("").empty()) text += " (" + *row[1] + ")";
  if (row[2]) text += " of role " + *row[2];
  return text;
}

// A client that is gone, its machine with it, is to hold the lock for a minute at most, and run no statement to its
// end.
void stay_in_touch(postgres::Connection& connection) {
  connection.hold("client_connection_check_interval", "5s");
  connection.hold("tcp_keepalives_idle", "20");
  connection.hold("tcp_keepalives_interval", "10");
  connection.hold("tcp_keepalives_count", "3");
}

}  // namespace

std::optional<std::string> process_that_applies(postgres::Connection& connection) {
  const auto rows = connection.execute(std::string("SELECT l.pid FROM pg_catalog.pg_locks l WHERE ") + condition).rows;
  return rows.empty() ? std::nullopt : rows[0][0];
}

DatabaseLock::DatabaseLock(postgres::Connection& connection) : connection_(connection) {
  const auto taken = connection.execute(std::string("SELECT pg_catalog.pg_try_advisory_lock(") + key + ")");
  if (taken.rows.at(0)[0] == "t") {
    stay_in_touch(connection);
    return;
  }
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
