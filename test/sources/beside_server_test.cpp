#include "sources/beside_server.hpp"

#include <doctest/doctest.h>

#include <functional>

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
  auto needs = scratch_needs(live.connection());
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
  const auto server = start_scratch("server", scratch_needs(live.connection()), live.url());
  const auto first = server->create_database();
  const auto second = server->create_database();
  CHECK(first.database() != second.database());
  CHECK(scratch_databases(live.connection()).size() == 2);
}

TEST_CASE("whoever keeps a scratch database from being made or dropped is named, and waited for in bounds") {
  test::Database live;
  const auto needs = scratch_needs(live.connection());
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
