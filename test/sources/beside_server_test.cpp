#include "sources/beside_server.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <utility>

#include "pooler.hpp"
#include "server.hpp"

using namespace pgplumb;
using namespace pgplumb::sources;

namespace {

std::string message_of(const std::function<void()>& action) {
  try {
    action();
    return "no error";
  } catch (const Error& error) {
    return error.what() + std::string(" / ") + error.hint();
  }
}

/// A server of the tests, whose role is a superuser, is thrown away.
ScratchNeeds needs_of(postgres::Connection& connection) {
  ScratchNeeds needs = scratch_needs(connection);
  needs.allow_superuser = true;
  return needs;
}

std::vector<std::string> scratch_databases(postgres::Connection& connection) {
  std::vector<std::string> names;
  for (const auto& row :
       connection.execute("SELECT datname FROM pg_database WHERE datname ~ '^pgplumb_scratch_' ORDER BY 1").rows)
    names.push_back(*row[0]);
  return names;
}

}  // namespace

TEST_CASE("a connection that leads every name to one database is no place for a scratch database, whoever chose it") {
  test::Database live;
  live.execute("CREATE TABLE t (i int); INSERT INTO t VALUES (1), (2)");
  auto needs = needs_of(live.connection());
  for (const std::string mode : {"session", "transaction"}) {
    CAPTURE(mode);
    const test::Pooler one_for_all(live, mode, true);
    const std::string wanted =
        mode == "session" ? "leads every database name to one database" : "is a pooler in transaction mode";
    for (const char* place : {"the live server", "the scratch server"}) {
      const bool beside = std::string(place) == "the live server";
      const auto message = message_of([&] {
        (void)start_scratch(beside ? "server" : one_for_all.url(), needs, beside ? one_for_all.url() : live.url());
      });
      CHECK(message.find(wanted) != std::string::npos);
      if (mode == "session") {
        CHECK(message.find(place) == 0);
        CHECK(message.find("leads to the database " + live.name()) != std::string::npos);
      }
    }
    needs.extensions = {"no_such_extension"};
    const auto message = message_of([&] { (void)start_scratch("auto", needs, one_for_all.url()); });
    CHECK(message.find("no scratch database can be had") == 0);
    CHECK(message.find(wanted) != std::string::npos);
    needs.extensions.clear();
    CHECK(scratch_databases(live.connection()).empty());
  }
  const test::Pooler pooler(live, "session");
  auto server = start_scratch("server", needs, pooler.url());
  CHECK(server->create_database().database().starts_with("pgplumb_scratch_"));
  server = start_scratch(live.url(), needs, live.url());
  CHECK(server->create_database().database() != live.name());
}

TEST_CASE("every database of a server beside is another one") {
  test::Database live;
  const auto server = start_scratch("server", needs_of(live.connection()), live.url());
  const auto first = server->create_database();
  const auto second = server->create_database();
  CHECK(first.database() != second.database());
  CHECK(scratch_databases(live.connection()).size() == 2);
}

TEST_CASE("whoever keeps a scratch database from being made or dropped is named, and waited for in bounds") {
  test::Database live;
  const auto needs = needs_of(live.connection());
  // Whoever sits in template1 is in nobody's way; whoever has locked what all databases share is.
  postgres::Connection other(test::server().url("template1") + "&application_name=nightly",
                             postgres::SettingsOf::database);
  std::vector<std::string> heard;
  const Progress progress = [&](const std::string& doing) { heard.push_back(doing); };
  auto server = start_scratch("server", needs, live.url(), {}, progress);
  CHECK(heard.empty());
  other.execute("BEGIN; LOCK TABLE pg_database IN SHARE MODE");
  const std::string who =
      "process " + std::to_string(other.backend_pid()) + " (nightly) of role postgres in database template1";

  const auto begin = std::chrono::steady_clock::now();
  const std::string message = message_of([&] { (void)start_scratch("server", needs, live.url(), {}, progress); });
  CHECK(message.find("creating a scratch database on the live server waited for " + who) != std::string::npos);
  CHECK(message.find("pid " + std::to_string(other.backend_pid())) != std::string::npos);
  REQUIRE_FALSE(heard.empty());
  CHECK(heard.front() == "creating a scratch database on the live server waits for " + who);

  const std::string left = server->create_database().database();
  heard.clear();
  server.reset();
  REQUIRE_FALSE(heard.empty());
  CHECK(heard.front() == "dropping the scratch database " + left + " waits for " + who);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(60));

  other.execute("ROLLBACK");
  start_scratch("server", needs, live.url()).reset();
  CHECK(live.execute("SELECT FROM pg_database WHERE datname = '" + left + "'").rows.empty());
}

TEST_CASE("a database beside the live one is dropped with its sessions") {
  test::Database live;
  auto server = start_scratch("server", needs_of(live.connection()), live.url());
  auto database = server->create_database();
  CHECK(database.database() != live.name());
  CHECK(scratch_needs(database).collate == scratch_needs(live.connection()).collate);
  CHECK(scratch_databases(live.connection()) == std::vector<std::string>{database.database()});
  CHECK(server->description().starts_with("a database on the live server, PostgreSQL "));
  postgres::Connection other(server->url(database.database()), pgplumb::postgres::SettingsOf::database);
  CHECK(other.execute("SELECT current_database()").rows[0][0] == database.database());
  server.reset();
  CHECK(scratch_databases(live.connection()).empty());
}

TEST_CASE("a role that may not create databases and a server of another version are refused by name") {
  test::Database live;
  live.execute("CREATE ROLE scratch_reader LOGIN");
  const auto needs = needs_of(live.connection());
  auto url = live.url();
  url.replace(url.find("postgres@"), 9, "scratch_reader@");
  auto message = message_of([&] { (void)start_scratch("server", needs, url); });
  CHECK(message.find("role scratch_reader may not create a scratch database on the live server") != std::string::npos);
  CHECK(message.find("ALTER ROLE scratch_reader CREATEDB") != std::string::npos);

  auto other = needs;
  other.major_version = needs.major_version - 1;
  message = message_of([&] { (void)start_scratch(live.url(), other, ""); });
  CHECK(message.find("but the scratch database must be PostgreSQL " + std::to_string(other.major_version)) !=
        std::string::npos);

  auto impossible = needs;
  impossible.extensions = {"no_such_extension"};
  message = message_of([&] { (void)start_scratch("auto", impossible, url); });
  CHECK(message.find("local: the live database has extensions") != std::string::npos);
  CHECK(message.find("server: role scratch_reader may not") != std::string::npos);
  live.execute("DROP ROLE scratch_reader");
}

TEST_CASE("code of others gets no superuser's rights on a server that is not ours, by whichever way it would") {
  test::Database live;
  live.execute(
      "CREATE ROLE scratch_maker LOGIN CREATEDB; CREATE ROLE scratch_masked LOGIN SUPERUSER; ALTER ROLE scratch_masked "
      "SET role = scratch_maker; CREATE ROLE scratch_heir LOGIN CREATEDB NOINHERIT IN ROLE scratch_masked; CREATE ROLE "
      "scratch_writer LOGIN CREATEDB NOINHERIT IN ROLE pg_write_server_files; CREATE ROLE scratch_granter LOGIN "
      "CREATEDB "
      "CREATEROLE");
  const auto as = [&](const std::string& role) {
    std::string url = live.url();
    return url.replace(url.find("postgres@"), 9, role + "@");
  };
  auto needs = scratch_needs(live.connection());
  for (const auto& [role, rights] : {std::pair("postgres", "a superuser"),
                                     {"scratch_masked", "a superuser"},
                                     {"scratch_heir", "who may become a superuser"},
                                     {"scratch_granter", "who may make roles and grant them"},
                                     {"scratch_writer", "who may write files there"}}) {
    for (const std::string& mode : {std::string("server"), as(role)}) {
      CAPTURE(role);
      try {
        (void)start_scratch(mode, needs, as(role));
        FAIL("rights were lent");
      } catch (const DiagnosedError& error) {
        CHECK(error.exit_code() == ExitCode::refused);
        CHECK(error.diagnostics().at(0).message.find(std::string("with the rights of ") + role + ", " + rights) !=
              std::string::npos);
        CHECK(error.diagnostics().at(0).hint.find("use --scratch local, or connect as a role with CREATEDB") == 0);
      }
      CHECK(scratch_databases(live.connection()).empty());
    }
    auto impossible = needs;
    impossible.extensions = {"no_such_extension"};
    try {
      (void)start_scratch("auto", impossible, as(role));
      FAIL("rights were lent");
    } catch (const Error& error) {
      CHECK(error.exit_code() == ExitCode::refused);
    }
    auto allowed = needs;
    allowed.allow_superuser = true;
    if (std::string(role) != "scratch_masked") {
      CHECK(start_scratch("server", allowed, as(role))->lends() == std::string(role) + ", " + rights);
    }
  }
  CHECK(start_scratch("server", needs, as("scratch_maker"))->lends().empty());
  live.execute("DROP ROLE scratch_granter, scratch_heir, scratch_writer, scratch_masked, scratch_maker");
}
