#include "sources/beside_server.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <functional>
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

/// DROP DATABASE waits for every process of the server, one that is stuck included; CREATE DATABASE makes checkpoints.
constexpr const char* longest_drop = "30s";
constexpr const char* longest_create = "5min";
/// If the server does not end it then, it does not answer at all.
constexpr auto longest_answer = std::chrono::seconds(40);
/// What locks are waited for: at first without a word.
constexpr const char* longest_locks[] = {"1s", "9s"};

/// Whose locks, or sessions, keep `database` from being made or dropped.
constexpr const char* others_query =
    "SELECT DISTINCT 'process ' || a.pid || coalesce(' (' || nullif(a.application_name, '') || ')', '') || "
    "coalesce(' of role ' || a.usename, '') || coalesce(' in database ' || a.datname, ''), a.pid "
    "FROM pg_catalog.pg_stat_activity a LEFT JOIN pg_catalog.pg_locks l ON l.pid = a.pid AND l.granted AND "
    "l.database = 0 WHERE a.pid <> pg_catalog.pg_backend_pid() AND (a.datname IN ('template0', $1) "
    "OR (l.locktype = 'relation' AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', "
    "'AccessExclusiveLock')) OR (l.classid = 'pg_catalog.pg_database'::pg_catalog.regclass AND l.mode <> 'ShareLock' "
    "AND l.objid IN (SELECT oid FROM pg_catalog.pg_database WHERE datname IN ('template0', $1)))) ORDER BY a.pid";

struct Others {
  std::string names = "a session that has ended meanwhile";
  std::string how_to_end;
};

Others others(postgres::Connection& maintenance, const std::string& database) {
  Others found;
  for (const auto& row : maintenance.query(others_query, {database}).rows) {
    found.names = (found.how_to_end.empty() ? "" : found.names + ", ") + row.at(0).value_or("");
    found.how_to_end += (found.how_to_end.empty() ? "" : ", ") + row.at(1).value_or("");
  }
  return found;
}

/// Does what waits for others, who are told of while it does.
/// @throws Error naming them; ServerError (query_canceled) after `longest`
void work_in_time(postgres::Connection& maintenance, const std::string& doing, const std::string& database,
                  const char* longest, const Progress& progress, const std::function<void()>& work) {
  Others who;
  for (const char* wait : longest_locks) {
    maintenance.execute(fmt::format("SET lock_timeout = '{}'; SET statement_timeout = '{}'", wait, longest));
    try {
      work();
      maintenance.execute("RESET lock_timeout; SET statement_timeout = 0");
      return;
    } catch (const ServerError& error) {
      // lock_not_available, and object_in_use, for which the server waits 5 s by itself
      if (error.sqlstate() != "55P03" && error.sqlstate() != "55006") throw;
      maintenance.execute("SET statement_timeout = 0");
      who = others(maintenance, database);
      if (progress) progress(doing + " waits for " + who.names);
    }
  }
  throw Error(
      doing + " waited for " + who.names + ", and was given up",
      "let its transaction end" +
          (who.how_to_end.empty() ? std::string()
                                  : ", or end it: SELECT pg_terminate_backend(pid) for the pid " + who.how_to_end) +
          "; a local scratch server waits for nobody");
}

void drop(postgres::Connection& maintenance, const std::string& database, const Progress& progress) {
  work_in_time(maintenance, "dropping the scratch database " + database, database, longest_drop, progress, [&] {
    // One that could not be made is not to be waited for once more.
    if (maintenance.query("SELECT FROM pg_catalog.pg_database WHERE datname = $1", {database}).rows.empty()) return;
    maintenance.execute(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", sql::identifier(database)));
  });
}

/// Drops it. True if another session would do no better: it is dropped, or cannot be in time.
bool is_settled(postgres::Connection& maintenance, const std::string& database, const Progress& progress) {
  try {
    maintenance.give_up_at(std::chrono::steady_clock::now() + longest_answer, Error("the server does not answer"));
    drop(maintenance, database, progress);
    return true;
  } catch (const ServerError& error) {
    return error.sqlstate() == query_canceled;
  } catch (const Error&) {
    return true;
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

BesideServer::BesideServer(const std::string& conninfo, ScratchNeeds needs, std::string place, const Stop& stop,
                           Progress progress)
    : conninfo_(conninfo),
      needs_(std::move(needs)),
      place_(std::move(place)),
      progress_(std::move(progress)),
      maintenance_(conninfo, stop) {
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
      "SELECT rolcreatedb OR rolsuper, pg_catalog.pg_is_in_recovery(), CASE WHEN (SELECT rolsuper FROM "
      "pg_catalog.pg_roles WHERE rolname = session_user) THEN 'a superuser' WHEN EXISTS (SELECT FROM "
      "pg_catalog.pg_roles s WHERE s.rolsuper AND pg_catalog.pg_has_role(session_user, s.oid, 'MEMBER')) THEN 'who may "
      "become a superuser' WHEN EXISTS (SELECT FROM pg_catalog.pg_roles s WHERE s.rolcreaterole AND "
      "pg_catalog.pg_has_role(session_user, s.oid, 'MEMBER')) THEN 'who may make roles and grant them' WHEN "
      "pg_catalog.pg_has_role(session_user, 'pg_execute_server_program', 'MEMBER') THEN 'who "
      "may start programs there' WHEN pg_catalog.pg_has_role(session_user, 'pg_write_server_files', 'MEMBER') THEN "
      "'who "
      "may write files there' END FROM pg_catalog.pg_roles WHERE rolname = current_user");
  // A session is what its own code can make of it: RESET ROLE undoes what a role was set to, SET ROLE takes another
  // one.
  if (const auto& rights = answer.rows.at(0).at(2)) lends_ = maintenance_.user() + ", " + *rights;
  if (!lends_.empty() && !needs_.allow_superuser)
    throw DiagnosedError("nothing of others runs with a superuser's rights on " + place_,
                         {{Severity::error,
                           "lent-rights",
                           {},
                           "",
                           "functions of the database and statements of the schema files would run there with the "
                           "rights of " +
                               lends_,
                           "use --scratch local, or connect as a role with CREATEDB and no more; --allow-superuser is "
                           "for a server that is thrown away"}},
                         ExitCode::refused);
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
      drop(maintenance_, *row.at(0), progress_);
    } catch (const ServerError& error) {
      // One that cannot be dropped in time is no reason not to begin, nor to wait for the next.
      if (error.sqlstate() == query_canceled) return;
      // Another command that tidies up at the same time: then it is not ours to drop.
      if (error.sqlstate() != "3D000" && error.sqlstate() != "XX000") throw;
    } catch (const Error& error) {
      if (error.exit_code() == ExitCode::interrupted) throw;
      return;
    }
  }
}

BesideServer::~BesideServer() {
  drop_databases();
}

void BesideServer::drop_databases() {
  maintenance_.stop_when({});
  const Progress tell = [this](const std::string& doing) {
    try {
      if (progress_) progress_(doing);
    } catch (const Error&) {
      return;  // whoever does not want to go on waits for this, too
    }
  };
  // What cannot be dropped now, because the connection is gone or in time, is dropped by the next command.
  for (const auto& database : databases_) {
    if (is_settled(maintenance_, database, tell)) continue;
    try {
      postgres::Connection again(conninfo_);
      (void)is_settled(again, database, tell);
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
  const std::string doing = "creating a scratch database on " + place_;
  work_in_time(maintenance_, doing, name, longest_create, progress_,
               [&] { sources::create_database(maintenance_, name, needs_); });
  work_in_time(maintenance_, doing, name, longest_create, progress_, [&] {
    maintenance_.execute(
        fmt::format("COMMENT ON DATABASE {} IS {}", sql::identifier(name),
                    sql::literal("scratch database of pgplumb, dropped when its command ends or by the next one")));
  });
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
