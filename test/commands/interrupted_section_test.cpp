// A manual section without a transaction that was interrupted, and the new plan that goes on with it.

#include <doctest/doctest.h>

#include "base/hash.hpp"
#include "commands/apply_to.hpp"
#include "commands/project.hpp"
#include "pgplumb/drift.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"

using pgplumb::DiagnosedError;
using pgplumb::PlanRequest;
using pgplumb::PlanResult;

namespace {

const std::string tables = "CREATE TABLE t (a integer);\nCREATE TABLE log (entry text);\n";

const std::string seeded = "CREATE TABLE seeded ();\n";
const std::string fails_where_seeded = "INSERT INTO public.t SELECT 1 / (1 - count(*)) FROM public.seeded;\n";

std::string section(const std::string& statements) {
  return "-- pgplumb:manual \"m\" phase=after run=changed transaction=off\n" + statements + "-- pgplumb:end manual\n";
}

PlanRequest request_of(const test::Database& database, const test::Project& project) {
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  return request;
}

std::string log_of(test::Database& database) {
  return database.execute("SELECT string_agg(entry, ',' ORDER BY entry) FROM log").rows[0][0].value_or("");
}

}  // namespace

TEST_CASE("the proof of a new plan goes on with an interrupted section where apply will") {
  test::Database database;
  test::Project project;
  database.execute(tables + "INSERT INTO t VALUES (1), (1)");
  project.write("schema.sql", tables + section("SET search_path = public;\nCREATE TABLE only_once ();\n"
                                               "CREATE UNIQUE INDEX CONCURRENTLY u ON t (a);\n"
                                               "INSERT INTO log VALUES ('after');\n"));
  const PlanRequest request = request_of(database, project);
  CHECK_THROWS_WITH_AS(test::apply_to(database, make_plan(request)), doctest::Contains("could not create unique index"),
                       pgplumb::Error);
  database.execute("DELETE FROM t");
  const PlanResult again = make_plan(request);
  CHECK(again.plan.proof == pgplumb::plan::Proof::passed);
  REQUIRE(again.warnings.size() == 1);
  CHECK(again.warnings[0].code == "section-interrupted");
  test::apply_to(database, again);
  CHECK(log_of(database) == "after");
  CHECK(make_plan(request).plan.empty());
}

TEST_CASE("a statement that may have been carried out and cannot be again is said by the proof, and how to go on") {
  test::Database database;
  test::Project project;
  database.execute(tables + "CREATE TABLE seeded (); INSERT INTO seeded DEFAULT VALUES");
  const std::string before = "INSERT INTO log VALUES ('before');\n";
  const std::string fails = "INSERT INTO t SELECT 1 / (1 - count(*)) FROM seeded;\n";
  const std::string with_seed = tables + "CREATE TABLE seeded ();\n";
  project.write("schema.sql", with_seed + section(before + "CREATE TABLE once ();\n" + fails));
  const PlanRequest request = request_of(database, project);
  CHECK_THROWS_WITH_AS(test::apply_to(database, make_plan(request)), doctest::Contains("division by zero"),
                       pgplumb::Error);
  // As if the connection had been lost while that table was made.
  const std::string first = before.substr(0, before.find(';'));
  const std::string hash = pgplumb::sha256_hex(std::to_string(first.size()) + ":" + first + "0:");
  database.execute("UPDATE pgplumb.manual_progress SET done = 1, sent = true, sha256 = '" + hash + "'");
  try {
    (void)make_plan(request);
    FAIL("it is proved");
  } catch (const DiagnosedError& error) {
    CHECK(error.diagnostics().at(0).message == "manual section \"m\", statement 2: relation \"once\" already exists");
    CHECK(error.diagnostics().at(0).hint.starts_with("the section was interrupted at this statement"));
  }
  project.write("schema.sql", with_seed + section(before + "CREATE TABLE IF NOT EXISTS once ();\n"));
  test::apply_to(database, make_plan(request));
  CHECK(log_of(database) == "before");
  CHECK(make_plan(request).plan.empty());
}

TEST_CASE("what a session has left only in itself is not gone on with") {
  const auto refused = [](const std::string& first) {
    test::Database database;
    test::Project project;
    database.execute(tables + seeded + "INSERT INTO seeded DEFAULT VALUES");
    project.write("schema.sql", tables + seeded + section(first + fails_where_seeded));
    PlanRequest request = request_of(database, project);
    request.prove = false;
    const PlanResult plan = make_plan(request);
    CHECK_THROWS_WITH_AS(test::apply_to(database, plan), doctest::Contains("division by zero"), pgplumb::Error);
    database.execute("DELETE FROM seeded");
    try {
      test::apply_to(database, plan);
    } catch (const DiagnosedError& error) {
      CHECK(error.diagnostics().at(0).code == "section-cannot-go-on");
      return error.diagnostics().at(0).message;
    }
    return std::string("went on");
  };
  CHECK(refused("SET search_path = public;\n") == "went on");
  for (const char* first : {"CREATE TABLE pg_temp.log (entry text);\n", "SELECT 'x'::text AS entry INTO TEMP log;\n",
                            "DO $$BEGIN CREATE TEMPORARY TABLE log (entry text); END$$;\n"})
    CHECK(refused(first).find("statement 1, has made something temporary") != std::string::npos);
  CHECK(refused("DO $$BEGIN PERFORM set_config('search_path', 'public', false); END$$;\n")
            .find("statement 1, has changed settings along with something else") != std::string::npos);
}

TEST_CASE("a section that becomes one transaction after an interruption begins at its first, and says so") {
  test::Database database;
  test::Project project;
  database.execute(tables + seeded + "INSERT INTO seeded DEFAULT VALUES");
  const std::string statements = "INSERT INTO public.log VALUES ('first');\n" + fails_where_seeded;
  project.write("schema.sql", tables + seeded + section(statements));
  PlanRequest request = request_of(database, project);
  request.prove = false;
  CHECK_THROWS_WITH_AS(test::apply_to(database, make_plan(request)), doctest::Contains("division by zero"),
                       pgplumb::Error);
  database.execute("DELETE FROM seeded");
  std::string one_transaction = section(statements);
  one_transaction.replace(one_transaction.find("transaction=off"), 15, "transaction=on");
  project.write("schema.sql", tables + seeded + one_transaction);
  const auto applied = test::apply_to(database, make_plan(request));
  REQUIRE(applied.warnings.size() == 1);
  CHECK(applied.warnings[0].code == "section-begins-again");
  CHECK(log_of(database) == "first,first");
}

TEST_CASE("a section whose rest nobody will carry out is told of, and one that was begun again runs on") {
  test::Database database;
  test::Project project;
  database.execute(tables + seeded);
  const std::string first = "INSERT INTO public.log VALUES ('first');\n";
  project.write("schema.sql", tables + seeded + section(first));
  const PlanRequest request = request_of(database, project);
  test::apply_to(database, make_plan(request));
  // The same section with more in it, cut off; then it is to run once.
  database.execute("INSERT INTO seeded DEFAULT VALUES");
  std::string more = section(first + fails_where_seeded);
  project.write("schema.sql", tables + seeded + more);
  CHECK_THROWS_WITH_AS(test::apply_to(database, make_plan(request)), doctest::Contains("division by zero"),
                       pgplumb::Error);
  project.write("schema.sql", tables + seeded);
  const PlanResult without = make_plan(request);
  REQUIRE(without.warnings.size() == 1);
  CHECK(without.warnings[0].code == "section-forgotten");
  CHECK(without.warnings[0].message.starts_with("manual section \"m\" was interrupted after some of its statements"));
  pgplumb::DriftRequest drift;
  drift.connection = request.connection;
  drift.settings = request.settings;
  const pgplumb::DriftResult nightly = find_drift(drift);
  CHECK(nightly.differences.empty());
  REQUIRE(nightly.warnings.size() == 1);
  CHECK(nightly.warnings[0].code == "section-forgotten");
  more.replace(more.find("run=changed"), 11, "run=once");
  project.write("schema.sql", tables + seeded + more);
  database.execute("DELETE FROM seeded");
  const PlanResult once = make_plan(request);
  REQUIRE(once.warnings.size() == 1);
  CHECK(once.warnings[0].code == "section-interrupted");
  CHECK_FALSE(once.plan.empty());
  test::apply_to(database, once);
  CHECK(log_of(database) == "first,first");
  CHECK(database.execute("SELECT count(*) FROM t").rows[0][0] == "1");
  CHECK(make_plan(request).plan.empty());
}

TEST_CASE("a section that no journal will record is warned of, but for one that is to run always") {
  test::Database database;
  test::Project project;
  project.write("schema.sql", tables + section("INSERT INTO log VALUES ('m');\n") +
                                  "-- pgplumb:manual \"each\" run=always\nSELECT 1;\n-- pgplumb:end manual\n");
  PlanRequest request = request_of(database, project);
  const auto warned = [&] {
    std::vector<std::string> names;
    for (const auto& warning : make_plan(request).warnings)
      if (warning.code == "section-not-recorded") names.push_back(warning.message.substr(0, 18));
    return names;
  };
  CHECK(warned().empty());
  request.settings.journal = pgplumb::JournalSetting::off;
  CHECK(warned() == std::vector<std::string>{"manual section \"m\""});
}

TEST_CASE("a section that is a transaction begins and ends none of its own") {
  test::Database database;
  test::Project project;
  for (const std::string statement : {"COMMIT", "END", "BEGIN;\nCOMMIT", "START TRANSACTION;\nEND"}) {
    CAPTURE(statement);
    project.write("schema.sql",
                  tables + "-- pgplumb:manual \"c\" run=once\nSELECT 1;\n" + statement + ";\n-- pgplumb:end manual\n");
    try {
      (void)make_plan(request_of(database, project));
      FAIL("it was planned");
    } catch (const DiagnosedError& refused) {
      CHECK(refused.exit_code() == pgplumb::ExitCode::refused);
      REQUIRE(refused.diagnostics().size() == 1);
      CHECK(refused.diagnostics()[0].position.line == 5);
      CHECK(refused.diagnostics()[0].message.ends_with("of its own: " + statement.substr(0, statement.find(';'))));
    }
  }
}

TEST_CASE("a plan that carries out its sections again, over a newer one's, says so") {
  test::Database database;
  test::Project project;
  database.execute(tables + seeded);
  project.write("schema.sql", tables + seeded + section("INSERT INTO public.log VALUES ('older');\n"));
  const PlanRequest request = request_of(database, project);
  const PlanResult older = make_plan(request);
  CHECK(test::apply_to(database, older).warnings.empty());
  CHECK(test::apply_to(database, older).nothing_to_do);
  project.write("schema.sql", tables + seeded + section("INSERT INTO public.log VALUES ('newer');\n"));
  CHECK(test::apply_to(database, make_plan(request)).warnings.empty());
  const auto again = test::apply_to(database, older);
  REQUIRE(again.warnings.size() == 1);
  CHECK(again.warnings[0].code == "section-runs-again");
  CHECK(log_of(database) == "newer,older,older");
}
