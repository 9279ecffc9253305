// Manual sections of plans that are cut off anywhere, and of plans that were not proved: none is lost.

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "apply/apply.hpp"
#include "apply/sample_plan.hpp"
#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "plan/plan_file.hpp"
#include "server.hpp"
#include "severed_wire.hpp"

using namespace pgplumb;
using apply::ApplyOptions;
using apply::ApplyReport;
using apply::Journal;
using apply::Outcome;
using plan::Plan;
using test::batch;
using test::manual;
using test::proved_plan;
using test::value;

namespace {

constexpr const char* old_schema = "CREATE TABLE log (entry text)";

Plan unproved_plan(const std::string& old, std::vector<plan::Batch> batches) {
  Plan plan = proved_plan(old, std::move(batches));
  plan.proof = plan::Proof::skipped;
  for (plan::Batch& one : plan.batches) one.checkpoint.clear();
  return plan;
}

plan::Batch logging(const std::string& name, const std::string& run = "once", bool transaction = true) {
  return manual(name, run, "INSERT INTO public.log VALUES ('" + name + "')", transaction);
}

ApplyReport apply_to(test::Database& database, const Plan& plan, Journal journal = Journal::automatic) {
  ApplyOptions options;
  options.journal = journal;
  return test::applied(database.connection(), plan, "sha256:digest", options);
}

std::string log_of(test::Database& database) {
  return value(database.connection(), "SELECT string_agg(entry, ',' ORDER BY ctid) FROM log");
}

/// What a client that is gone has begun is over.
void wait_until_alone(test::Database& database) {
  for (int wait = 0; wait < 500; ++wait) {
    if (value(database.connection(),
              "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
              "pg_backend_pid() AND backend_type = 'client backend'") == "0")
      return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  FAIL("a session that was cut off does not end");
}

/// Applies until the wire is cut, and answers with what has arrived by then.
std::vector<std::string> apply_through(test::Database& database, const Plan& plan, std::size_t last) {
  test::SeveredWire wire(database.connection(), database.name(), {last});
  try {
    postgres::Connection connection(wire.url(), pgplumb::postgres::SettingsOf::database);
    test::applied(connection, plan, "sha256:digest", {});
  } catch (const Error&) {
    // As is wanted.
  }
  return wire.statements();
}

/// After how many statements a client that is cut off leaves something else than after fewer: before and after each
/// COMMIT, and after each statement outside of a transaction.
std::vector<std::size_t> places_to_cut(const std::vector<std::string>& statements) {
  std::vector<std::size_t> places;
  bool open = false;
  bool writes = false;
  for (std::size_t index = 0; index < statements.size(); ++index) {
    const std::string& text = statements[index];
    if (text.starts_with("BEGIN")) {
      open = true;
      writes = text.find("READ ONLY") == std::string::npos;
    }
    if (text == "COMMIT" && !writes) {
      open = false;
    } else if (text == "COMMIT") {
      places.insert(places.end(), {index, index + 1});
      open = false;
    } else if (!open && (text.starts_with("INSERT") || text.starts_with("UPDATE") || text.starts_with("CREATE"))) {
      places.push_back(index + 1);
    }
  }
  return places;
}

}  // namespace

TEST_CASE("a plan of sections alone runs them without a proof as with one, and once") {
  for (const bool proved : {true, false}) {
    test::Database database;
    database.execute(old_schema);
    const std::vector<plan::Batch> batches = {logging("a"), logging("b", "changed", false)};
    const Plan plan = proved ? proved_plan(old_schema, batches) : unproved_plan(old_schema, batches);
    CHECK(apply_to(database, plan).batches_done == 2);
    CHECK(log_of(database) == "a,b");
    CHECK(apply_to(database, plan).outcome == Outcome::nothing_to_do);
    CHECK(log_of(database) == "a,b");
  }
}

TEST_CASE("a database that is past a section which has not run is refused by its name, or told of without a journal") {
  const std::vector<plan::Batch> batches = {logging("early"), batch({"CREATE TABLE public.a ()"}), logging("late")};
  for (const bool proved : {true, false}) {
    const Plan plan = proved ? proved_plan(old_schema, batches) : unproved_plan(old_schema, batches);
    test::Database database;
    database.execute(old_schema);
    database.execute("CREATE TABLE a ()");
    try {
      apply_to(database, plan);
      FAIL("the plan was applied");
    } catch (const DiagnosedError& error) {
      CHECK(error.exit_code() == ExitCode::refused);
      REQUIRE(error.diagnostics().size() == 1);
      CHECK(error.diagnostics()[0].message.find("manual section \"early\", batch 1 of 3, has not run") == 0);
      CHECK(error.diagnostics()[0].hint.find("make the plan again") == 0);
    }
    CHECK(log_of(database) == "");
    const ApplyReport report = apply_to(database, plan, Journal::off);
    CHECK(log_of(database) == "late");
    REQUIRE(report.warnings.size() == 1);
    CHECK(report.warnings[0].message.find("manual section \"early\", batch 1 of 3, does not run") == 0);
  }
}

TEST_CASE("a plan that was applied with its journal has nothing to do, whichever sections it has") {
  const std::vector<plan::Batch> batches = {logging("early"), logging("each time", "always"),
                                            batch({"CREATE TABLE public.a ()"}), logging("late", "changed", false)};
  for (const bool proved : {true, false}) {
    const Plan plan = proved ? proved_plan(old_schema, batches) : unproved_plan(old_schema, batches);
    test::Database database;
    database.execute(old_schema);
    CHECK(apply_to(database, plan).batches_done == 4);
    CHECK(apply_to(database, plan).outcome == Outcome::nothing_to_do);
    CHECK(log_of(database) == "early,each time,late");
  }
}

TEST_CASE("a section whose end was not recorded runs again, although the schema is that after it") {
  test::Database database;
  database.execute(old_schema);
  const Plan plan = proved_plan(
      old_schema, {batch({"CREATE TABLE public.a ()"}),
                   manual("m", "once", "COMMENT ON TABLE log IS 'of m';\nINSERT INTO log VALUES ('m');\n", false),
                   batch({"CREATE TABLE public.b ()"})});
  const auto statements = [&] {
    test::Database other;
    other.execute(old_schema);
    return apply_through(other, plan, 10000);
  }();
  const auto comment = std::find_if(statements.begin(), statements.end(),
                                    [](const std::string& text) { return text.starts_with("COMMENT ON TABLE log"); });
  REQUIRE(comment != statements.end());
  apply_through(database, plan, static_cast<std::size_t>(comment - statements.begin()) + 1);
  wait_until_alone(database);
  CHECK(test::fingerprint_of(database.connection()) == plan.batches[1].checkpoint);
  CHECK(apply_to(database, plan).batches_done == 2);
  CHECK(log_of(database) == "m");
  CHECK(test::fingerprint_of(database.connection()) == plan.to);
}

TEST_CASE("a plan without proof goes on where its journal ends, unless another came after it") {
  const Plan plan = unproved_plan(old_schema, {batch({"CREATE TABLE public.a ()"}), logging("m"),
                                               batch({"ALTER TABLE public.log ADD CHECK (entry <> 'wrong')"}),
                                               batch({"CREATE TABLE public.b ()"})});
  for (const bool another : {false, true}) {
    test::Database database;
    database.execute(old_schema);
    database.execute("INSERT INTO log VALUES ('wrong')");
    try {
      apply_to(database, plan);
      FAIL("the plan was applied");
    } catch (const Error& error) {
      CHECK(error.exit_code() == ExitCode::partly_applied);
      CHECK(error.hint().find("which goes on where its journal ends") != std::string::npos);
    }
    database.execute("DELETE FROM log WHERE entry = 'wrong'");
    if (another) {
      database.execute(
          "INSERT INTO pgplumb.run (digest, from_schema, to_schema, batches, application) VALUES ('x', '', '', 1, '')");
      CHECK_THROWS_WITH_AS(apply_to(database, plan), "the plan is stale: the database has changed since it was made",
                           DiagnosedError);
    } else {
      CHECK(apply_to(database, plan).batches_done == 2);
      CHECK(test::fingerprint_of(database.connection()) == plan.to);
    }
    CHECK(log_of(database) == "m");
  }
}

TEST_CASE("wherever a plan is cut off, it goes on and no section is lost") {
  test::Project project;
  project.write("schema.sql",
                "CREATE TABLE log (entry text);\nCREATE TABLE t (id int, n int);\nCREATE INDEX t_n ON t (n);\n"
                "-- pgplumb:manual \"first\" phase=before run=always\nINSERT INTO log VALUES ('first');\n"
                "-- pgplumb:end manual\n"
                "-- pgplumb:manual \"second\" phase=before run=once transaction=off\nINSERT INTO log VALUES ('2a');\n"
                "INSERT INTO log VALUES ('2b');\n-- pgplumb:end manual\n"
                "-- pgplumb:manual \"third\" run=changed\nINSERT INTO log VALUES ('third'); UPDATE t SET n = id;\n"
                "-- pgplumb:end manual\n"
                "-- pgplumb:manual \"fourth\" run=changed transaction=off\nINSERT INTO log VALUES ('4a');\n"
                "INSERT INTO log VALUES ('4b');\n-- pgplumb:end manual\n"
                "-- pgplumb:manual \"fifth\" run=always\nINSERT INTO log VALUES ('fifth');\n-- pgplumb:end manual\n");
  constexpr const char* old =
      "CREATE TABLE log (entry text); CREATE TABLE t (id int); INSERT INTO t SELECT generate_series(1, 3)";
  for (const bool proved : {true, false}) {
    Plan plan;
    {
      test::Database database;
      database.execute(old);
      PlanRequest request;
      request.connection = database.url();
      request.settings = project.settings();
      request.settings.online = true;
      request.prove = proved;
      plan = make_plan(request).plan;
    }
    std::vector<std::size_t> places;
    {
      test::Database database;
      database.execute(old);
      places = places_to_cut(apply_through(database, plan, 10000));
      CHECK(test::fingerprint_of(database.connection()) == plan.to);
    }
    CHECK(places.size() > 20);
    int resumed = 0;
    for (const std::size_t last : places) {
      CAPTURE(proved);
      CAPTURE(last);
      test::Database database;
      database.execute(old);
      CHECK(apply_through(database, plan, last).size() == last);
      wait_until_alone(database);
      const bool finished =
          value(database.connection(), "SELECT to_regclass('pgplumb.run') IS NOT NULL") == "t" &&
          value(database.connection(), "SELECT count(*) FROM pgplumb.run WHERE finished_at IS NOT NULL") == "1";
      std::string refused;
      try {
        resumed += apply_to(database, plan).batches_skipped > 0 ? 1 : 0;
      } catch (const Error& error) {
        refused = error.what();
      }
      // Without a checkpoint nobody knows whose index it is that is there already.
      if (!proved && refused.find("relation \"t_n\" already exists") != std::string::npos) {
        PlanRequest request;
        request.connection = database.url();
        request.settings = project.settings();
        request.prove = false;
        const Plan rest = make_plan(request).plan;
        CHECK(rest.batches.size() < plan.batches.size());
        test::applied(database.connection(), rest, "sha256:rest", {});
      } else {
        CHECK(refused == "");
        CHECK(value(database.connection(),
                    "SELECT string_agg(DISTINCT entry, ',' ORDER BY entry) FROM log WHERE entry IN "
                    "(SELECT entry FROM log GROUP BY entry HAVING count(*) > 1)")
                  .find_first_not_of(finished ? "24ab,fifth" : "24ab,") == std::string::npos);
        // Of the sections without a transaction, only the statement at the break.
        const std::string twice =
            value(database.connection(),
                  "SELECT count(*) - count(DISTINCT entry) FROM log WHERE entry IN ('2a', '2b', '4a', '4b')");
        CHECK((twice == "0" || twice == "1"));
      }
      CHECK(value(database.connection(), "SELECT string_agg(DISTINCT entry, ',' ORDER BY entry) FROM log") ==
            "2a,2b,4a,4b,fifth,first,third");
      CHECK(value(database.connection(), "SELECT bool_and(n = id) FROM t") == "t");
      CHECK(test::fingerprint_of(database.connection()) == plan.to);
      CHECK(value(database.connection(), "SELECT count(*) FROM pg_index WHERE NOT indisvalid") == "0");
    }
    CHECK(resumed > 10);
  }
}

TEST_CASE("a section looks names up as the database has it, and the session is ours before and after") {
  const std::string schema =
      "CREATE SCHEMA app; CREATE TABLE app.seen (path text); CREATE TABLE public.seen (path text);";
  const std::string look = "INSERT INTO seen SELECT current_setting('search_path'); SET search_path = elsewhere;";
  const Plan plan = proved_plan(
      schema,
      {manual("one", "once", look), batch({"ALTER TABLE app.seen ADD a integer"}), manual("two", "once", look, false),
       batch({"CREATE INDEX CONCURRENTLY i ON app.seen (a)"}, false), manual("three", "always", look)});
  test::Database database;
  database.execute(schema);
  database.execute("ALTER DATABASE " + database.name() + " SET search_path = app");
  postgres::Connection connection(database.url());
  apply::ApplyOptions options;
  CHECK(apply::apply(connection, plan, "sha256:00", options).batches_done == 5);
  CHECK(value(connection, "SELECT pg_catalog.current_setting('search_path')") == "\"\"");
  CHECK(value(connection, "SELECT pg_catalog.current_setting('client_connection_check_interval')") == "5s");
  CHECK(value(connection, "SELECT pg_catalog.string_agg(path, ' ') FROM app.seen") == "app app app");
  CHECK(value(connection, "SELECT count(*) FROM public.seen") == "0");
}
