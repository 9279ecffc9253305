// A changed index under traffic: the plan is made as the command makes it, and interrupted in every step.

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include "apply/apply.hpp"
#include "apply/sample_plan.hpp"
#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"

using namespace pgplumb;
using test::value;

namespace {

constexpr const char* old_schema =
    "CREATE TABLE t (a integer NOT NULL, b integer NOT NULL, c integer); CREATE UNIQUE INDEX i ON t (a); "
    "COMMENT ON INDEX i IS 'kept'; ALTER TABLE t REPLICA IDENTITY USING INDEX i; CREATE INDEX e ON t ((b + 1)); "
    "ALTER INDEX e ALTER COLUMN 1 SET STATISTICS 300; ALTER TABLE t CLUSTER ON e;";
constexpr const char* new_schema =
    "CREATE TABLE t (a integer NOT NULL, b integer NOT NULL, c integer); CREATE UNIQUE INDEX i ON t (a, b); "
    "COMMENT ON INDEX i IS 'kept'; ALTER TABLE t REPLICA IDENTITY USING INDEX i; CREATE INDEX e ON t ((b + 1), c); "
    "ALTER INDEX e ALTER COLUMN 1 SET STATISTICS 300; ALTER TABLE t CLUSTER ON e;";

plan::Plan online_plan(test::Database& database) {
  const test::Project project;
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.schema = {project.write("schema.sql", new_schema)};
  request.settings.online = true;
  return make_plan(request).plan;
}

}  // namespace

TEST_CASE("an index that changes online is never missing, wherever the plan is interrupted, and the plan goes on") {
  std::size_t steps = 1;
  int interrupted = 0;
  for (std::size_t stop = 1; stop <= steps; ++stop) {
    test::Database database;
    database.execute(old_schema);
    const plan::Plan plan = online_plan(database);
    steps = 0;
    for (const plan::Batch& batch : plan.batches) steps += batch.steps.size();
    // Whoever has read the table in a snapshot that is still open keeps concurrent statements waiting in their middle.
    postgres::Connection reader(database.url(), pgplumb::postgres::SettingsOf::database);
    reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM t WHERE a = 1");
    std::thread later;
    apply::ApplyOptions options;
    options.stop = Stop::make();
    options.progress = [&](const std::string& line) {
      if (line.starts_with("  step " + std::to_string(stop) + ":")) {
        later = std::thread([&] {
          std::this_thread::sleep_for(std::chrono::milliseconds(200));
          options.stop.ask();
        });
      } else if (line.starts_with("batch ")) {
        return;
      }
      // Steps before the one that is to be interrupted are not kept waiting.
      const bool before = line.starts_with("  step ") && std::stoul(line.substr(7)) < stop;
      if (before) reader.execute("COMMIT");
      if (line.starts_with("  step ") && !before)
        reader.execute("COMMIT; BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM t WHERE a = 1");
    };
    try {
      test::applied(database.connection(), plan, "d", options);
    } catch (const Error& error) {
      CHECK(error.exit_code() == ExitCode::interrupted);
      ++interrupted;
    }
    if (later.joinable()) later.join();
    reader.execute("ROLLBACK");
    const auto serves = [&](const std::string& columns) {
      return value(database.connection(),
                   "SELECT count(*) > 0 FROM pg_index WHERE indrelid = 't'::regclass AND indisvalid AND " + columns);
    };
    CHECK(serves("indisunique AND indkey[0] = 1") == "t");
    CHECK(serves("indkey[0] = 0") == "t");
    CHECK(value(database.connection(),
                "SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass AND indisreplident AND indisvalid") ==
          "1");
    test::applied(database.connection(), plan, "d", {});
    CHECK(test::fingerprint_of(database.connection()) == plan.to);
  }
  CHECK(interrupted > 3);
}

TEST_CASE("a plan that gives the replica identity to another index says from when on it holds") {
  test::Database database;
  database.execute(old_schema);
  const plan::Plan plan = online_plan(database);
  int told = 0;
  for (const plan::Batch& batch : plan.batches)
    for (const plan::Step& step : batch.steps) {
      const auto& statements = step.statements;
      const bool gives = std::find(statements.begin(), statements.end(),
                                   "ALTER TABLE ONLY public.t REPLICA IDENTITY USING INDEX i") != statements.end();
      const bool says = std::find(step.notes.begin(), step.notes.end(),
                                  "logical replication tells the table's rows apart by the new index from now on") !=
                        step.notes.end();
      CHECK(gives == says);
      told += says ? 1 : 0;
    }
  CHECK(told == 1);
  test::applied(database.connection(), plan, "d", {});
  CHECK(value(database.connection(), "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indisreplident") ==
        "CREATE UNIQUE INDEX i ON public.t USING btree (a, b)");
}
