#include "sources/live.hpp"
#include "catalog/projection.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <thread>

#include "server.hpp"

using namespace pgplumb;

namespace {

// What is there besides what every database has, apart from owners and privileges.
// What a projection that hides nothing by name leaves.
std::vector<std::string> objects_of(test::Database& database) {
  test::Database empty;
  const catalog::Catalog nothing = sources::read_catalog(empty.connection());
  const catalog::Catalog catalog = catalog::project(sources::read_catalog(database.connection()), {}).catalog;
  std::vector<std::string> names;
  for (const catalog::Object& object : catalog.objects())
    if (object.id.kind->facet() == catalog::Facet::none && nothing.find(object.id) == nullptr)
      names.push_back(to_string(object.id));
  return names;
}

void wait_for_waiting(int process) {
  for (int waited = 0; waited < 3000; ++waited) {
    const auto rows = test::server().maintenance().query("SELECT FROM pg_locks WHERE pid = $1 AND NOT granted",
                                                         {std::to_string(process)});
    if (!rows.rows.empty()) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  FAIL("nobody waits");
}

// Reads a database in which, `times` times in a row, a function goes that a policy of the snapshot calls. Each time
// the reader stands still in the middle, before a catalog that somebody has locked.
std::string read_while_changed(test::Database& database, int times) {
  using postgres::Connection;
  using postgres::SettingsOf;
  for (int number = 1; number <= times; ++number) {
    const std::string n = std::to_string(number);
    database.execute("CREATE TABLE t" + n + " (a int); CREATE FUNCTION f" + n +
                     "(int) RETURNS boolean LANGUAGE sql AS 'SELECT true'; CREATE POLICY p ON t" + n + " USING (f" + n +
                     "(a))");
  }
  const auto lock = [](Connection& session) {
    session.execute("BEGIN; LOCK TABLE pg_catalog.pg_conversion IN ACCESS EXCLUSIVE MODE");
  };
  std::vector<std::unique_ptr<Connection>> changers;
  for (int number = 1; number <= times; ++number)
    changers.push_back(std::make_unique<Connection>(database.url(), SettingsOf::database));
  Connection reader(database.url());
  lock(*changers.front());
  auto read = std::async(std::launch::async, [&]() -> std::string {
    try {
      const catalog::Catalog catalog = sources::read_catalog(reader);
      for (const catalog::Object& object : catalog.objects())
        if (to_string(object.id).find("policy") != std::string::npos) return "a policy";
      return "read";
    } catch (const Error& error) {
      return std::string(error.what()) + " / " + error.hint();
    }
  });
  for (int number = 1; number <= times; ++number) {
    wait_for_waiting(reader.backend_pid());
    Connection& changer = *changers[static_cast<std::size_t>(number - 1)];
    std::future<void> next;
    if (number < times) {
      Connection& other = *changers[static_cast<std::size_t>(number)];
      next = std::async(std::launch::async, [&] { lock(other); });
      wait_for_waiting(other.backend_pid());
    }
    changer.execute("DROP FUNCTION f" + std::to_string(number) + " CASCADE; COMMIT");
    if (next.valid()) next.get();
  }
  return read.get();
}

}  // namespace

TEST_CASE("a reading that is overtaken by somebody's DDL is made again, twice, and then says what happened") {
  for (const int times : {1, 2}) {
    CAPTURE(times);
    test::Database database;
    CHECK(read_while_changed(database, times) == "read");
  }
  test::Database database;
  const std::string said = read_while_changed(database, 3);
  CHECK(said.starts_with("the database was changed each of the 3 times that it was read: "));
  CHECK(said.ends_with(" / try again when nobody creates, alters or drops objects in it"));
}

TEST_CASE(
    "what a user has in an extension's schema is there with all of its parts, and the schema as the extension's") {
  test::Database database;
  database.execute(
      "CREATE SCHEMA s; ALTER EXTENSION plpgsql ADD SCHEMA s; CREATE TABLE a (i integer);"
      "CREATE TABLE s.heir () INHERITS (a); CREATE TABLE s.joined (i integer); ALTER TABLE s.joined INHERIT a;"
      "CREATE TABLE s.whole (k integer) PARTITION BY LIST (k);"
      "CREATE TABLE s.part PARTITION OF s.whole (PRIMARY KEY (k)) FOR VALUES IN (1);"
      "CREATE TABLE s.counted (n serial, o integer GENERATED ALWAYS AS IDENTITY);"
      "ALTER TABLE s.counted REPLICA IDENTITY FULL; ALTER TABLE s.counted ADD CHECK (n > 0);"
      "CREATE TABLE s.heir_of_heir () INHERITS (s.heir); CREATE INDEX ON s.heir_of_heir (i);"
      "COMMENT ON COLUMN s.counted.n IS 'one'; CREATE VIEW s.seen AS SELECT 1 AS x;"
      "COMMENT ON COLUMN s.seen.x IS 'two'");
  const std::vector<std::string> objects = objects_of(database);
  const auto has = [&](const char* object) {
    return std::find(objects.begin(), objects.end(), object) != objects.end();
  };
  for (const char* object : {"table s.whole", "table s.part", "column s.counted.n", "view s.seen", "schema s"})
    CHECK(has(object));
  // The extension makes those, as far as one can know.
  for (const char* object : {"table s.heir", "table s.joined", "table s.heir_of_heir", "column s.heir_of_heir.i"})
    CHECK(!has(object));
}

TEST_CASE("a partition in an extension's schema of a table that is not is hidden, and no part of it is left") {
  test::Database database;
  database.execute(
      "CREATE SCHEMA s; ALTER EXTENSION plpgsql ADD SCHEMA s; CREATE TABLE a (k integer) PARTITION BY LIST (k);"
      "CREATE TABLE s.one PARTITION OF a FOR VALUES IN (1); CREATE INDEX a_k ON a (k)");
  CHECK(objects_of(database) == std::vector<std::string>{"column public.a.k", "index public.a_k", "table public.a"});
}
