#include "sources/beside_server.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdint>
#include <random>
#include <utility>

#include "sources/create_database.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::sources {

namespace {

/// The first key of our advisory locks: "plum".
constexpr std::int32_t lock_class = 0x706c756d;

void drop(postgres::Connection& maintenance, const std::string& database) {
  maintenance.execute(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", sql::identifier(database)));
}

}  // namespace

BesideServer::BesideServer(const std::string& conninfo, ScratchNeeds needs, std::string place)
    : conninfo_(conninfo), needs_(std::move(needs)), place_(std::move(place)), maintenance_(conninfo) {
  check();
  drop_leftovers();
}

void BesideServer::check() {
  if (needs_.major_version != 0 && maintenance_.server_major() != needs_.major_version)
    throw Error(fmt::format("{} is PostgreSQL {}, but the scratch database must be PostgreSQL {}, as the live one is",
                            place_, maintenance_.server_major(), needs_.major_version),
                "name a server of the same major version");
  const auto answer = maintenance_.execute(
      "SELECT rolcreatedb OR rolsuper, pg_catalog.pg_is_in_recovery() FROM pg_catalog.pg_roles WHERE rolname = "
      "current_user");
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
      if (error.sqlstate() != "55006" && error.sqlstate() != "3D000" && error.sqlstate() != "XX000") throw;
    }
  }
}

BesideServer::~BesideServer() {
  // What cannot be dropped now, because the connection is gone, is dropped by the next command.
  for (const auto& database : databases_) {
    try {
      drop(maintenance_, database);
    } catch (const Error&) {
      try {
        postgres::Connection again(conninfo_);
        drop(again, database);
      } catch (const Error&) {
        continue;
      }
    }
  }
}

postgres::Connection BesideServer::create_database() {
  const auto key = static_cast<std::int32_t>(std::random_device()() & 0x7fffffffU);
  const auto name = fmt::format("pgplumb_scratch_{}_{:08x}", getpid(), key);
  maintenance_.execute(fmt::format("SELECT pg_catalog.pg_advisory_lock({}, {})", lock_class, key));
  databases_.push_back(name);
  sources::create_database(maintenance_, name, needs_);
  maintenance_.execute(
      fmt::format("COMMENT ON DATABASE {} IS {}", sql::identifier(name),
                  sql::literal("scratch database of pgplumb, dropped when its command ends or by the next one")));
  return postgres::Connection(url(name));
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
