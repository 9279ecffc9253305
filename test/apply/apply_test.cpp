#include "apply/apply.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "apply/sample_plan.hpp"
#include "plan/plan_file.hpp"
#include "psql.hpp"
#include "server.hpp"

using namespace pgplumb;
using apply::ApplyOptions;
using apply::ApplyReport;
using apply::Outcome;
using plan::Plan;
using test::batch;
using test::proved_plan;
using test::value;

namespace {

constexpr const char* old_schema =
    "CREATE SCHEMA app; CREATE TABLE app.users (id integer PRIMARY KEY, email text, age integer)";

Plan two_batches() {
  return proved_plan(
      old_schema,
      {batch({"CREATE TABLE app.orders (id integer)", "ALTER TABLE app.users ADD COLUMN name text"}),
       batch({"ALTER TABLE app.orders ADD COLUMN total numeric", "ALTER TABLE app.users DROP COLUMN age"})});
}

struct Failure {
  ExitCode exit_code = ExitCode::done;
  std::string message;
  std::string hint;
  std::vector<std::string> diagnostics;
};

Failure failure_of(postgres::Connection& connection, const Plan& plan, const ApplyOptions& options = {}) {
  try {
    test::applied(connection, plan, "sha256:digest", options);
  } catch (const DiagnosedError& error) {
    Failure failure{error.exit_code(), error.what(), error.hint(), {}};
    for (const Diagnostic& diagnostic : error.diagnostics()) failure.diagnostics.push_back(diagnostic.message);
    return failure;
  } catch (const Error& error) {
    return {error.exit_code(), error.what(), error.hint(), {}};
  }
  FAIL("the plan was applied");
  return {};
}

ApplyReport apply_to(test::Database& database, const Plan& plan, const ApplyOptions& options = {}) {
  return test::applied(database.connection(), plan, "sha256:digest", options);
}

bool has_own_schema(test::Database& database) {
  return value(database.connection(), "SELECT count(*) FROM pg_namespace WHERE nspname = 'pgplumb'") == "1";
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a plan is applied once; the second time there is nothing to do") {
  test::Database database;
  database.execute(old_schema);
  const Plan plan = two_batches();
  ApplyReport report = apply_to(database, plan);
  CHECK(report.outcome == Outcome::applied);
  CHECK(report.batches_done == 2);
  CHECK(report.batches_skipped == 0);
  CHECK(report.statements == 4);
  CHECK(test::fingerprint_of(database.connection()) == plan.to);
  report = apply_to(database, plan);
  CHECK(report.outcome == Outcome::nothing_to_do);
  CHECK(report.batches_done == 0);
  CHECK_FALSE(has_own_schema(database));
}

TEST_CASE("a plan that comes out of its file is applied as well as the one that went in") {
  test::Database database;
  database.execute(old_schema);
  const Plan plan = plan::read_plan_file(plan::write_plan_file(two_batches()), "x");
  CHECK(apply_to(database, plan).batches_done == 2);
  CHECK(test::fingerprint_of(database.connection()) == plan.to);
}

TEST_CASE("every batch and step is announced before it runs") {
  test::Database database;
  database.execute(old_schema);
  std::vector<std::string> lines;
  ApplyOptions options;
  options.progress = [&](const std::string& line) { lines.push_back(line); };
  apply_to(database, two_batches(), options);
  REQUIRE(lines.size() == 6);
  CHECK(lines[0] == "batch 1 of 2: transaction");
  CHECK(lines[1] == "  step 1: create what \"CREATE TABLE app.orders (id integer)\" makes");
  CHECK(lines[3] == "batch 2 of 2: transaction");
}

TEST_CASE("a database that stands at a checkpoint is taken on from there") {
  test::Database database;
  database.execute(old_schema);
  const Plan plan = two_batches();
  database.execute("CREATE TABLE app.orders (id integer); ALTER TABLE app.users ADD COLUMN name text");
  const ApplyReport report = apply_to(database, plan);
  CHECK(report.outcome == Outcome::applied);
  CHECK(report.batches_skipped == 1);
  CHECK(report.batches_done == 1);
  CHECK(test::fingerprint_of(database.connection()) == plan.to);
}

TEST_CASE("a stale plan is refused with the objects that differ") {
  test::Database database;
  database.execute(old_schema);
  database.execute(
      "ALTER TABLE app.users ADD COLUMN phone text, DROP COLUMN age, ALTER COLUMN email SET NOT NULL;"
      "CREATE TABLE app.extra (id integer)");
  const Failure failure = failure_of(database.connection(), two_batches());
  CHECK(failure.exit_code == ExitCode::refused);
  CHECK(failure.diagnostics == std::vector<std::string>{"column app.users.age removed since the plan",
                                                        "column app.users.email changed since the plan",
                                                        "column app.users.phone added since the plan",
                                                        "table app.extra added since the plan"});
}

TEST_CASE("of many differences the first twenty are named and the others counted") {
  test::Database database;
  database.execute(old_schema);
  for (int index = 0; index < 23; ++index)
    database.execute("CREATE TABLE app.t" + std::to_string(index) + " (id integer)");
  const Failure failure = failure_of(database.connection(), two_batches());
  REQUIRE(failure.diagnostics.size() == 21);
  CHECK(failure.diagnostics.back() == "and 3 more");
}

TEST_CASE("what the projection hides does not make a plan stale") {
  test::Database database;
  database.execute(old_schema);
  Plan plan = two_batches();
  plan.projection = "schemas=app; ignore=table:app.tmp_*; owners=off; privileges=off";
  plan.from = plan.to = "sha256:unknown";
  CHECK(failure_of(database.connection(), plan).exit_code == ExitCode::refused);
  plan = two_batches();
  plan.projection = "schemas=*; excluded=other; ignore=table:app.tmp_*; owners=off; privileges=off";
  database.execute("CREATE SCHEMA other; CREATE TABLE other.t (id integer); CREATE TABLE app.tmp_1 (id integer)");
  CHECK(apply_to(database, plan).batches_done == 2);
}

TEST_CASE("a plan for another major version is refused") {
  test::Database database;
  database.execute(old_schema);
  Plan plan = two_batches();
  plan.server_major = 9;
  const Failure failure = failure_of(database.connection(), plan);
  CHECK(failure.exit_code == ExitCode::refused);
  CHECK(contains(failure.diagnostics.at(0), "the plan was made for PostgreSQL 9, this server is PostgreSQL "));
}

TEST_CASE("while another session applies a plan, its process is named and nothing is done") {
  test::Database database;
  database.execute(old_schema);
  postgres::Connection other(database.url(), pgplumb::postgres::SettingsOf::database);
  other.execute("SET application_name = 'deploy 7'; SELECT pg_advisory_lock(31638929945226594)");
  const Failure failure = failure_of(database.connection(), two_batches());
  CHECK(failure.exit_code == ExitCode::refused);
  CHECK(contains(failure.diagnostics.at(0), "process " + std::to_string(other.backend_pid()) + " (deploy 7) of role "));
  other.execute("SELECT pg_advisory_unlock_all()");
  CHECK(apply_to(database, two_batches()).batches_done == 2);
  CHECK(value(database.connection(), "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == "0");
}

TEST_CASE("a failure in the first batch leaves everything as it was") {
  test::Database database;
  database.execute(old_schema);
  database.execute("INSERT INTO app.users VALUES (1, 'a'), (2, 'a')");
  const Plan plan = proved_plan(
      old_schema, {batch({"CREATE TABLE app.orders (id integer)", "CREATE UNIQUE INDEX u ON app.users (email)"}),
                   batch({"CREATE TABLE app.more ()"})});
  const Failure failure = failure_of(database.connection(), plan);
  CHECK(failure.exit_code == ExitCode::error);
  CHECK(contains(failure.message, "step 2, create what"));
  CHECK(contains(failure.message,
                 "could not create unique index \"u\" (Key (email)=(a) is duplicated.); nothing was changed"));
  CHECK(test::fingerprint_of(database.connection()) == plan.from);
}

TEST_CASE("a failure in a later batch says what is committed, and the next apply goes on from there") {
  test::Database database;
  database.execute(old_schema);
  database.execute("INSERT INTO app.users VALUES (1, 'a'), (2, 'a')");
  const Plan plan =
      proved_plan(old_schema, {batch({"CREATE TABLE app.orders (id integer)"}),
                               batch({"CREATE TABLE app.more ()", "CREATE UNIQUE INDEX u ON app.users (email)"})});
  const Failure failure = failure_of(database.connection(), plan);
  CHECK(failure.exit_code == ExitCode::partly_applied);
  CHECK(contains(failure.message, "batch 1 is committed, batch 2 of 2 was rolled back"));
  CHECK(contains(failure.hint, "apply the same plan again"));
  CHECK(test::fingerprint_of(database.connection()) == plan.batches[0].checkpoint);
  database.execute("DELETE FROM app.users WHERE id = 2");
  const ApplyReport report = apply_to(database, plan);
  CHECK(report.batches_skipped == 1);
  CHECK(report.batches_done == 1);
  CHECK(test::fingerprint_of(database.connection()) == plan.to);
}

TEST_CASE("a session that is lost in the middle is as any other failure, and a new one goes on") {
  test::Database database;
  database.execute(old_schema);
  const Plan plan = two_batches();
  {
    postgres::Connection lost(database.url(), pgplumb::postgres::SettingsOf::database);
    ApplyOptions options;
    options.progress = [&](const std::string& line) {
      if (contains(line, "step 4"))
        database.execute("SELECT pg_terminate_backend(" + std::to_string(lost.backend_pid()) + ", 5000)");
    };
    CHECK(failure_of(lost, plan, options).exit_code == ExitCode::partly_applied);
  }
  CHECK(apply_to(database, plan).batches_skipped == 1);
  CHECK(test::fingerprint_of(database.connection()) == plan.to);
}

TEST_CASE("a batch that waits for a lock in vain is tried again, with growing pauses") {
  test::Database database;
  database.execute(old_schema);
  postgres::Connection other(database.url(), pgplumb::postgres::SettingsOf::database);
  other.execute("BEGIN; LOCK TABLE app.users");
  std::vector<std::string> tries;
  ApplyOptions options;
  options.first_pause = std::chrono::milliseconds(20);
  options.progress = [&](const std::string& line) {
    if (!contains(line, "; try ")) return;
    tries.push_back(line);
    if (tries.size() == 2) other.execute("COMMIT");
  };
  const ApplyReport report = apply_to(database, two_batches(), options);
  CHECK(report.batches_done == 2);
  CHECK(report.statements == 4);
  REQUIRE(tries.size() == 2);
  CHECK(contains(tries[0], "canceling statement due to lock timeout; try 2 of 5"));
}

TEST_CASE("after the last try the failure names the step that could not get its lock") {
  test::Database database;
  database.execute(old_schema);
  postgres::Connection other(database.url(), pgplumb::postgres::SettingsOf::database);
  other.execute("BEGIN; LOCK TABLE app.users");
  ApplyOptions options;
  options.first_pause = std::chrono::milliseconds(10);
  options.attempts = 2;
  const Plan plan = two_batches();
  const Failure failure = failure_of(database.connection(), plan, options);
  CHECK(failure.exit_code == ExitCode::error);
  CHECK(contains(failure.message, "step 2, "));
  CHECK(contains(failure.message, "lock timeout, 2 times"));
  CHECK(contains(failure.message, "; nothing was changed"));
  other.execute("ROLLBACK");
  CHECK(test::fingerprint_of(database.connection()) == plan.from);
}

TEST_CASE("an interruption cancels the statement, rolls its batch back and says where things stand") {
  test::Database database;
  database.execute(old_schema);
  const char* slow = "DO $$BEGIN PERFORM pg_sleep(current_setting('test.sleep', true)::float); END$$";
  Plan plan = proved_plan(old_schema,
                          {batch({"CREATE TABLE app.orders (id integer)"}), batch({"CREATE TABLE app.more ()", slow})});
  database.execute("SET test.sleep = '30'");
  ApplyOptions options;
  options.stop = Stop::make();
  std::thread user;
  options.progress = [&](const std::string& line) {
    if (contains(line, "step 3"))
      user = std::thread([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        options.stop.ask();
      });
  };
  const auto begin = std::chrono::steady_clock::now();
  const Failure failure = failure_of(database.connection(), plan, options);
  user.join();
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
  CHECK(failure.exit_code == ExitCode::interrupted);
  CHECK(failure.message == "interrupted in batch 2 of 2, which was rolled back; batch 1 is committed");
  CHECK(contains(failure.hint, "apply the same plan again"));
  CHECK(test::fingerprint_of(database.connection()) == plan.batches[0].checkpoint);
  database.execute("SET test.sleep = '0'");
  CHECK(apply_to(database, plan).batches_done == 1);
}

TEST_CASE("an interruption before the first batch, or in it, changes nothing") {
  test::Database database;
  database.execute(old_schema);
  const Plan plan = two_batches();
  ApplyOptions options;
  options.stop = Stop::make();
  options.stop.ask();
  Failure failure = failure_of(database.connection(), plan, options);
  CHECK(failure.exit_code == ExitCode::interrupted);
  CHECK(failure.message == "interrupted before anything was changed");
  options.stop = Stop::make();
  options.progress = [&](const std::string& line) {
    if (contains(line, "step 2")) options.stop.ask();
  };
  failure = failure_of(database.connection(), plan, options);
  CHECK(failure.message == "interrupted in batch 1 of 2, which was rolled back; nothing was changed");
  CHECK(test::fingerprint_of(database.connection()) == plan.from);
}

TEST_CASE("a plan that was not proved knows its beginning and its end only") {
  test::Database database;
  database.execute(old_schema);
  Plan plan = two_batches();
  plan.proof = plan::Proof::skipped;
  for (auto& one : plan.batches) one.checkpoint.clear();
  CHECK(apply_to(database, plan).batches_done == 2);
  CHECK(apply_to(database, plan).outcome == Outcome::nothing_to_do);
}

TEST_CASE("a plan whose section ends its own transaction is refused before anything is done") {
  test::Database database;
  database.execute(old_schema);
  Plan plan = two_batches();
  plan::Batch section;
  section.manual = plan::Manual{};
  section.manual->name = "m";
  section.manual->run = "always";
  section.manual->bytes = "SELECT 1;\nCOMMIT;\n";
  plan.batches.push_back(section);
  const Failure failure = failure_of(database.connection(), plan, {});
  CHECK(failure.exit_code == ExitCode::refused);
  CHECK(contains(failure.message, "a manual section is a transaction already"));
  CHECK(database.execute("SELECT to_regclass('app.orders') IS NULL").rows[0][0] == "t");
}

TEST_CASE("an end that is not the plan's is a warning without proof and an error with it") {
  for (const auto proof : {plan::Proof::skipped, plan::Proof::passed}) {
    test::Database database;
    database.execute(old_schema);
    Plan plan = two_batches();
    plan.proof = proof;
    plan.to = "sha256:elsewhere";
    std::string last;
    ApplyOptions options;
    options.progress = [&](const std::string& line) { last = line; };
    if (proof == plan::Proof::passed) {
      const Failure failure = failure_of(database.connection(), plan, options);
      CHECK(failure.exit_code == ExitCode::partly_applied);
      CHECK(contains(failure.message, "every batch is committed, but"));
    } else {
      CHECK(apply_to(database, plan, options).batches_done == 2);
      CHECK(contains(last, "warning: "));
    }
  }
}

TEST_CASE("an apply is finished for the journal when its end is the plan's") {
  for (const auto proof : {plan::Proof::skipped, plan::Proof::passed}) {
    test::Database database;
    database.execute(old_schema);
    Plan plan = two_batches();
    plan.proof = proof;
    const std::string to = std::exchange(plan.to, "sha256:elsewhere");
    ApplyOptions options;
    options.journal = apply::Journal::on;
    const auto unfinished = [&] {
      return test::value(database.connection(), "SELECT count(*) FROM pgplumb.run WHERE finished_at IS NULL");
    };
    if (proof == plan::Proof::skipped) {
      apply_to(database, plan, options);
      CHECK(unfinished() == "0");
      continue;
    }
    (void)failure_of(database.connection(), plan, options);
    CHECK(unfinished() == "1");
    // Once the end is the plan's, the same apply is finished.
    plan.to = to;
    CHECK(apply_to(database, plan, options).batches_done == 0);
    CHECK(unfinished() == "0");
    CHECK(test::value(database.connection(), "SELECT count(*) FROM pgplumb.run") == "1");
  }
}

TEST_CASE("no batch begins behind a section that has done something else than in the proof") {
  test::Database database;
  database.execute(old_schema);
  const std::string section =
      "DO $$ BEGIN IF EXISTS (SELECT FROM app.users) THEN CREATE TABLE app.extra (); END IF; END $$";
  const Plan plan = proved_plan(old_schema, {test::manual("m", "once", section), batch({"CREATE TABLE app.late ()"})});
  database.execute("INSERT INTO app.users VALUES (1)");
  const Failure failure = failure_of(database.connection(), plan, {});
  CHECK(failure.exit_code == ExitCode::partly_applied);
  CHECK(contains(failure.message, "section \"m\" is done, but"));
  CHECK(contains(failure.message, "batch 2 of 2 was not begun"));
  CHECK(test::value(database.connection(), "SELECT to_regclass('app.late') IS NULL") == "t");
}

namespace {

// A function that takes its time, in an index: no limit may end what builds it.
constexpr const char* slow_schema =
    "CREATE TABLE t (a integer); CREATE FUNCTION slow(integer) RETURNS integer IMMUTABLE LANGUAGE plpgsql AS "
    "'BEGIN PERFORM pg_sleep(0.6); RETURN $1; END'";

Plan slow_plan() {
  return proved_plan(slow_schema, {batch({"CREATE INDEX CONCURRENTLY i ON public.t (public.slow(a))"}, false),
                                   batch({"CREATE INDEX j ON public.t (public.slow(a))"}),
                                   test::manual("m", "once", "SELECT pg_sleep(0.6);"),
                                   test::manual("n", "once", "SELECT pg_sleep(0.6);", false)});
}

std::string limits_of(const test::Database& database) {
  std::string sql;
  for (const std::string limit : {"statement_timeout", "idle_in_transaction_session_timeout"})
    sql += "ALTER DATABASE " + database.name() + " SET " + limit + " = '400ms';";
  if (test::server().major_version() >= 17)
    sql += "ALTER DATABASE " + database.name() + " SET transaction_timeout = '400ms';";
  return sql;
}

}  // namespace

TEST_CASE("the limits of a role or database end no statement of a plan, neither by apply nor by psql") {
  for (const bool by_psql : {false, true}) {
    test::Database database;
    database.execute(slow_schema);
    database.execute("INSERT INTO t VALUES (1)");
    const Plan plan = slow_plan();
    database.execute(limits_of(database));
    if (by_psql) {
      CHECK(test::run_by_psql(plan::write_plan_file(plan), database.url()) == 0);
    } else {
      postgres::Connection connection(database.url(), pgplumb::postgres::SettingsOf::database);
      CHECK(value(connection, "SHOW statement_timeout") == "400ms");
      CHECK(test::applied(connection, plan, "d", {}).batches_done == 4);
      CHECK(value(connection, "SHOW statement_timeout") == "400ms");
    }
    CHECK(value(database.connection(), "SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass AND indisvalid") ==
          "2");
  }
}

TEST_CASE("a section that limits its own statements is ended by that limit") {
  test::Database database;
  database.execute(slow_schema);
  for (const bool transaction : {true, false}) {
    const Plan plan =
        proved_plan(slow_schema, {test::manual("m", "once", "SET statement_timeout = '5s'; SELECT 1;", transaction)});
    Plan limited = plan;
    limited.batches.front() =
        test::manual("m", "once", "SET statement_timeout = '50ms';\nSELECT pg_sleep(5);", transaction);
    const Failure failure = failure_of(database.connection(), limited);
    CHECK(contains(failure.message, "statement timeout"));
    CHECK(contains(failure.hint, "the section has set a statement_timeout that it has outrun"));
  }
}

TEST_CASE("a column whose loss is named nowhere is dropped only if the database computes it") {
  test::Database database;
  database.execute(old_schema);
  Plan forged = two_batches();
  forged.destroys.clear();
  forged.batches[1].steps[1].destroys.clear();
  ApplyOptions options;
  options.plan_name = "forged.sql";
  options.lines = {{4, 27}};
  const Failure failure = failure_of(database.connection(), forged, options);
  CHECK(failure.exit_code == ExitCode::refused);
  CHECK(failure.diagnostics ==
        std::vector<std::string>{"step 4 destroys column app.users.age; no line of the plan says so"});
  CHECK(test::fingerprint_of(database.connection()) == forged.from);

  const std::string computed =
      "CREATE SCHEMA app; CREATE TABLE app.c (id integer, twice integer GENERATED ALWAYS AS (id * 2) STORED)";
  test::Database other;
  other.execute(computed);
  Plan honest = proved_plan(computed, {batch({"ALTER TABLE app.c DROP COLUMN twice"})});
  honest.destroys.clear();
  honest.batches[0].steps[0].destroys.clear();
  CHECK(apply_to(other, honest).batches_done == 1);
}

TEST_CASE("a step's statement is one statement to the server") {
  test::Database database;
  database.execute(old_schema);
  Plan plan = proved_plan(old_schema, {batch({"CREATE TABLE app.n (id integer)"})});
  plan.batches[0].steps[0].statements = {"CREATE TABLE app.n (id integer); CREATE TABLE app.m (id integer)"};
  const Failure failure = failure_of(database.connection(), plan);
  CHECK(contains(failure.message, "cannot insert multiple commands into a prepared statement"));
  CHECK(test::fingerprint_of(database.connection()) == plan.from);
}
