#include "sources/beside_server.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdint>
#include <random>
#include <utility>

#include "postgres/conninfo.hpp"
#include "sources/create_database.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::sources {

namespace {

/// The first key of our advisory locks: "plum".
constexpr std::int32_t lock_class = 0x706c756d;

constexpr const char* query_canceled = "57014";

/// DROP DATABASE waits for every process of the server, one that is stuck included.
constexpr const char* longest_drop = "30s";

void drop(postgres::Connection& maintenance, const std::string& database) {
  maintenance.execute(fmt::format("SET statement_timeout = {}", sql::literal(longest_drop)));
  maintenance.execute(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", sql::identifier(database)));
  maintenance.execute("SET statement_timeout = 0");
}

/// Drops it. True if another session would do no better: it is dropped, or cannot be in time.
bool is_settled(postgres::Connection& maintenance, const std::string& database) {
  try {
    drop(maintenance, database);
    return true;
  } catch (const ServerError& error) {
    return error.sqlstate() == query_canceled;
  } catch (const Error&) {
    return false;
  }
}

/// The number that a cluster has for its life; "" if this role may not ask for it.
std::string cluster_of(postgres::Connection& session) {
  try {
    return session.execute("SELECT system_identifier FROM pg_catalog.pg_control_system()")
        .rows.at(0)
        .at(0)
        .value_or("");
  } catch (const ServerError&) {
    return {};
  }
}

}  // namespace

BesideServer::BesideServer(const std::string& conninfo, ScratchNeeds needs, std::string place, const Stop& stop)
    : conninfo_(conninfo), needs_(std::move(needs)), place_(std::move(place)), maintenance_(conninfo, stop) {
  check();
  drop_leftovers();
  try {
    first_ = connect_to_new();
  } catch (...) {
    drop_databases();
    throw;
  }
}

void BesideServer::check() {
  if (needs_.major_version != 0 && maintenance_.server_major() != needs_.major_version)
    throw Error(fmt::format("{} is PostgreSQL {}, but the scratch database must be PostgreSQL {}, as the live one is",
                            place_, maintenance_.server_major(), needs_.major_version),
                "name a server of the same major version");
  const auto answer = maintenance_.execute(
      "SELECT rolcreatedb OR rolsuper, pg_catalog.pg_is_in_recovery(), CASE WHEN rolsuper THEN 'a superuser' "
      "WHEN pg_catalog.pg_has_role(oid, 'pg_execute_server_program', 'USAGE') THEN 'who may start programs there' "
      "WHEN pg_catalog.pg_has_role(oid, 'pg_write_server_files', 'USAGE') THEN 'who may write files there' END "
      "FROM pg_catalog.pg_roles WHERE rolname = current_user");
  if (const auto& rights = answer.rows.at(0).at(2)) lends_ = maintenance_.user() + ", " + *rights;
  if (answer.rows.at(0).at(1) == "t")
    throw Error(fmt::format("{} is a standby, on which no database can be created", place_),
                "name the primary, or another server, as scratch");
  if (answer.rows.at(0).at(0) != "t")
    throw Error(
        fmt::format("role {} may not create a scratch database on {}", maintenance_.user(), place_),
        fmt::format("run ALTER ROLE {} CREATEDB, or use a local scratch server", sql::identifier(maintenance_.user())));
}

void BesideServer::drop_leftovers() {
  const auto leftovers = maintenance_.execute(fmt::format(
      "SELECT datname FROM pg_catalog.pg_database d "
      "WHERE datname ~ '^pgplumb_scratch_[0-9]+_[0-9a-f]{{8}}$' AND pg_catalog.pg_has_role(datdba, 'USAGE') "
      "AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid) "
      "AND NOT EXISTS (SELECT FROM pg_catalog.pg_locks l WHERE l.locktype = 'advisory' AND l.classid = {} "
      "AND l.objid = ('x' || pg_catalog.right(datname, 8))::pg_catalog.bit(32)::pg_catalog.int8::pg_catalog.oid) "
      "ORDER BY datname",
      lock_class));
  for (const auto& row : leftovers.rows) {
    try {
      drop(maintenance_, *row.at(0));
    } catch (const ServerError& error) {
      // Another command that tidies up at the same time, or whose session came meanwhile: then it is not ours to drop.
      // One that cannot be dropped in time is no reason not to begin.
      if (error.sqlstate() != query_canceled && error.sqlstate() != "55006" && error.sqlstate() != "3D000" &&
          error.sqlstate() != "XX000")
        throw;
    }
  }
}

BesideServer::~BesideServer() {
  drop_databases();
}

void BesideServer::drop_databases() {
  maintenance_.stop_when({});
  // What cannot be dropped now, because the connection is gone or in time, is dropped by the next command.
  for (const auto& database : databases_) {
    if (is_settled(maintenance_, database)) continue;
    try {
      postgres::Connection again(conninfo_);
      (void)is_settled(again, database);
    } catch (const Error&) {
      continue;
    }
  }
}

postgres::Connection BesideServer::create_database() {
  if (!first_) return connect_to_new();
  postgres::Connection session = std::move(*first_);
  first_.reset();
  return session;
}

postgres::Connection BesideServer::connect_to_new() {
  const auto key = static_cast<std::int32_t>(std::random_device()() & 0x7fffffffU);
  const auto name = fmt::format("pgplumb_scratch_{}_{:08x}", getpid(), key);
  maintenance_.execute(fmt::format("SELECT pg_catalog.pg_advisory_lock({}, {})", lock_class, key));
  databases_.push_back(name);
  sources::create_database(maintenance_, name, needs_);
  maintenance_.execute(
      fmt::format("COMMENT ON DATABASE {} IS {}", sql::identifier(name),
                  sql::literal("scratch database of pgplumb, dropped when its command ends or by the next one")));
  postgres::Connection session(url(name), maintenance_.stop());
  require_new(session, name);
  return session;
}

void BesideServer::require_new(postgres::Connection& session, const std::string& name) {
  const std::string hint =
      "nothing was executed there; use a local scratch server, or name a server without a pooler by --scratch URL";
  const auto made = maintenance_.query("SELECT oid FROM pg_catalog.pg_database WHERE datname = $1", {name});
  const auto reached =
      session.execute("SELECT datname, oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()");
  const std::string there = reached.rows.at(0).at(0).value_or("");
  if (there != name)
    throw Error(fmt::format("{} leads every database name to one database: a new database was made, and the "
                            "connection to it leads to the database {}",
                            place_, there),
                hint);
  const std::string cluster = cluster_of(maintenance_);
  const std::string its_cluster = cluster_of(session);
  if (made.rows.empty() || made.rows[0][0] != reached.rows[0][1] ||
      (!cluster.empty() && !its_cluster.empty() && cluster != its_cluster))
    throw Error(fmt::format("{} is not one server: a new database was made, and the connection to it leads to another "
                            "server's",
                            place_),
                hint);
  const auto content = session.execute(
      "SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_class c "
      "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
      "WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS (SELECT FROM "
      "pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid "
      "AND d.deptype = 'e') ORDER BY 1 LIMIT 1");
  if (!content.rows.empty())
    throw Error(fmt::format("a new database on {} is not empty: it has {}", place_, content.rows[0][0].value_or("")),
                hint);
}

std::string BesideServer::url(const std::string& database) const {
  return postgres::with_database(conninfo_, database);
}

std::string BesideServer::description() const {
  const auto version = maintenance_.parameter("server_version");
  return fmt::format("a database on {}, PostgreSQL {} at {}:{}", place_, version.substr(0, version.find(' ')),
                     maintenance_.host(), maintenance_.port());
}

}  // namespace pgplumb::sources
