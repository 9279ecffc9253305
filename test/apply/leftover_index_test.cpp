#include "apply/leftover_index.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "apply/apply.hpp"
#include "apply/sample_plan.hpp"
#include "server.hpp"

using namespace pgplumb;
using plan::Plan;
using sql::concurrent_index;
using sql::ConcurrentIndex;
using test::batch;
using test::proved_plan;
using test::value;

namespace {

constexpr const char* old_schema = "CREATE SCHEMA app; CREATE TABLE app.users (id integer, email text)";

bool is_valid(test::Database& database, const std::string& index) {
  return value(database.connection(), "SELECT indisvalid FROM pg_index WHERE indexrelid = '" + index + "'::regclass") ==
         "t";
}

}  // namespace

TEST_CASE("statements that leave an invalid index when they are interrupted are recognised") {
  CHECK(concurrent_index("CREATE INDEX CONCURRENTLY i ON app.users USING btree (id)") ==
        ConcurrentIndex{true, "app", "i", "app.users"});
  CHECK(concurrent_index("create unique index concurrently if not exists \"I \"\"x\" on only \"A.b\".users (id)") ==
        ConcurrentIndex{true, "A.b", "I \"x", "\"A.b\".users"});
  CHECK(concurrent_index("DROP INDEX CONCURRENTLY IF EXISTS app.i") == ConcurrentIndex{false, "app", "i", "app.i"});
  CHECK(concurrent_index("DROP INDEX app.i") == std::nullopt);
  CHECK(concurrent_index("CREATE INDEX i ON app.users (id)") == std::nullopt);
  CHECK(concurrent_index("CREATE INDEX CONCURRENTLY ON app.users (id)") == std::nullopt);
  CHECK(concurrent_index("VACUUM") == std::nullopt);
}

TEST_CASE("an index that a failed CREATE INDEX CONCURRENTLY left is dropped and made again") {
  test::Database database;
  database.execute(old_schema);
  database.execute("INSERT INTO app.users VALUES (1, 'a'), (2, 'a')");
  const Plan plan = proved_plan(old_schema, {batch({"ALTER TABLE app.users ADD COLUMN age integer"}),
                                             batch({"CREATE UNIQUE INDEX CONCURRENTLY u ON app.users (email)"}, false),
                                             batch({"CREATE TABLE app.more ()"})});
  try {
    test::applied(database.connection(), plan, "d", {});
    FAIL("the plan was applied");
  } catch (const Error& error) {
    CHECK(error.exit_code() == ExitCode::partly_applied);
    CHECK(std::string(error.what()).find("batch 1 is committed, a part of batch 2 of 3 may be done") !=
          std::string::npos);
  }
  CHECK_FALSE(is_valid(database, "app.u"));
  database.execute("DELETE FROM app.users WHERE id = 2");
  const auto report = test::applied(database.connection(), plan, "d", {});
  CHECK(report.batches_skipped == 1);
  CHECK(report.batches_done == 2);
  CHECK(is_valid(database, "app.u"));
  CHECK(test::fingerprint_of(database.connection()) == plan.to);
}

TEST_CASE("an interrupted DROP INDEX CONCURRENTLY is taken up again") {
  test::Database database;
  const std::string old = std::string(old_schema) + "; CREATE INDEX i ON app.users (id)";
  database.execute(old);
  const Plan plan =
      proved_plan(old, {batch({"DROP INDEX CONCURRENTLY app.i"}, false), batch({"CREATE TABLE app.more ()"})});
  // Whoever still reads the table keeps the index from being dropped once it is marked as invalid.
  postgres::Connection reader(database.url(), pgplumb::postgres::SettingsOf::database);
  reader.execute("BEGIN; SELECT * FROM app.users WHERE id = 1");
  apply::ApplyOptions options;
  options.stop = Stop::make();
  std::thread user([&] {
    postgres::Connection watcher(database.url(), pgplumb::postgres::SettingsOf::database);
    while (value(watcher, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'app.i'::regclass") == "t")
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    options.stop.ask();
  });
  try {
    test::applied(database.connection(), plan, "d", options);
    FAIL("the plan was applied");
  } catch (const Error& error) {
    CHECK(error.exit_code() == ExitCode::interrupted);
    CHECK(std::string(error.what()) == "interrupted in batch 1 of 2; a part of it may be done");
  }
  user.join();
  reader.execute("ROLLBACK");
  CHECK_FALSE(is_valid(database, "app.i"));
  CHECK(test::applied(database.connection(), plan, "d", {}).batches_done == 2);
  CHECK(test::fingerprint_of(database.connection()) == plan.to);
}

TEST_CASE("an interrupted DROP INDEX CONCURRENTLY is recognised although the index has a comment") {
  test::Database database;
  const std::string old =
      std::string(old_schema) +
      "; CREATE INDEX i ON app.users (id); COMMENT ON INDEX app.i IS 'note'; CREATE TABLE app.gone ()";
  database.execute(old);
  const Plan plan = proved_plan(old, {batch({"DROP TABLE app.gone"}), batch({"DROP INDEX CONCURRENTLY app.i"}, false)});
  database.execute("DROP TABLE app.gone");
  // As the server has it while it waits for those who still use the index.
  database.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'app.i'::regclass");
  CHECK(test::applied(database.connection(), plan, "d", {}).batches_skipped == 1);
  CHECK(test::fingerprint_of(database.connection()) == plan.to);
}

TEST_CASE("an invalid index that the plan does not speak of stays as it is, and does not make the plan stale") {
  test::Database database;
  database.execute(old_schema);
  database.execute("INSERT INTO app.users VALUES (1, 'a'), (2, 'a')");
  const Plan plan = proved_plan(old_schema, {batch({"CREATE INDEX CONCURRENTLY u ON app.users (email)"}, false)});
  CHECK_THROWS_AS(database.execute("CREATE UNIQUE INDEX CONCURRENTLY other ON app.users (email)"), ServerError);
  CHECK(test::applied(database.connection(), plan, "d", {}).batches_done == 1);
  CHECK(is_valid(database, "app.u"));
  CHECK_FALSE(is_valid(database, "app.other"));
}
