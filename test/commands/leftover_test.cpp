// Invalid indexes: what CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY leave when they fail, and have while they
// run.

#include <doctest/doctest.h>

#include <map>

#include "commands/apply_to.hpp"
#include "commands/project.hpp"
#include "pgplumb/check.hpp"
#include "pgplumb/drift.hpp"
#include "pgplumb/export.hpp"
#include "pgplumb/plan.hpp"
#include "pgplumb/render.hpp"
#include "server.hpp"

using namespace pgplumb;

namespace {

PlanResult plan_for(const test::Database& database, const test::Project& project, bool online = false) {
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.online = online;
  return make_plan(request);
}

// The rows are twice there, so that it stays invalid.
void leave_invalid(test::Database& database, const std::string& index, const std::string& on) {
  CHECK_THROWS_AS(database.execute("CREATE UNIQUE INDEX CONCURRENTLY " + index + " ON " + on), ServerError);
}

bool is_valid(test::Database& database, const std::string& index) {
  return database.execute("SELECT indisvalid FROM pg_index WHERE indexrelid = '" + index + "'::regclass")
             .rows.at(0)
             .at(0) == "t";
}

std::vector<std::string> told(const std::vector<Diagnostic>& warnings) {
  std::vector<std::string> objects;
  for (const Diagnostic& warning : warnings)
    if (warning.code == "invalid-index") objects.push_back(warning.object);
  return objects;
}

const std::vector<std::string> left = {"index public.left_over"};

}  // namespace

TEST_CASE("an invalid index that no schema file declares is told, left alone and in nobody's way") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE t (a integer); INSERT INTO t VALUES (1), (1); CREATE TABLE z (a integer)");
  leave_invalid(database, "left_over", "t (a)");
  project.write("schema.sql", "CREATE TABLE t (a integer); CREATE TABLE z (a integer, b integer);");
  const PlanResult plan = plan_for(database, project);
  CHECK(plan.plan.proof == plan::Proof::passed);
  CHECK(plan.changes.size() == 1);
  CHECK(told(plan.warnings) == left);
  test::apply_to(database, plan);
  CHECK(plan_for(database, project).plan.empty());
  CHECK_FALSE(is_valid(database, "left_over"));

  DriftRequest drift;
  drift.connection = database.url();
  drift.settings = project.settings();
  CHECK(find_drift(drift).differences.empty());
  CHECK(told(find_drift(drift).warnings) == left);
  CheckRequest check;
  check.connection = database.url();
  check.settings = project.settings();
  CHECK(told(check_database(check).warnings) == left);
  ExportRequest snapshot;
  snapshot.connection = database.url();
  snapshot.settings = project.settings();
  CHECK(export_snapshot(snapshot).text.find("left_over") == std::string::npos);
  CHECK(told(export_snapshot(snapshot).warnings) == left);
}

TEST_CASE("an invalid index that the schema files declare differs, and is made again") {
  for (const bool online : {false, true}) {
    CAPTURE(online);
    test::Database database;
    test::Project project;
    database.execute("CREATE TABLE t (a integer); INSERT INTO t VALUES (1), (1)");
    leave_invalid(database, "declared", "t (a)");
    project.write("schema.sql", "CREATE TABLE t (a integer, b integer); CREATE UNIQUE INDEX declared ON t (a);");
    DriftRequest drift;
    drift.connection = database.url();
    drift.settings = project.settings();
    CHECK(find_drift(drift).differences.size() == 2);
    const PlanResult plan = plan_for(database, project, online);
    CHECK(told(plan.warnings).empty());
    database.execute("DELETE FROM t");
    test::apply_to(database, plan);
    CHECK(is_valid(database, "declared"));
    CHECK(plan_for(database, project).plan.empty());
  }
}

TEST_CASE("no plan becomes stale because an invalid index came or went") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE t (a integer); INSERT INTO t VALUES (1), (1)");
  leave_invalid(database, "one", "t (a)");
  project.write("schema.sql", "CREATE TABLE t (a integer, b integer); CREATE INDEX sound ON t (a);");
  const PlanResult plan = plan_for(database, project, true);
  database.execute("DROP INDEX one");
  leave_invalid(database, "other", "t (a)");
  test::apply_to(database, plan);
  CHECK(is_valid(database, "sound"));
  CHECK(plan_for(database, project).plan.empty());
}

TEST_CASE(
    "a plan that would make an invalid index valid by writing its table anew is refused, also when it is applied") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE t (a integer); INSERT INTO t VALUES (1), (1)");
  project.write("schema.sql", "CREATE TABLE t (a bigint);");
  const PlanResult before = plan_for(database, project);
  leave_invalid(database, "left_over", "t (a)");
  const auto refused = [](const DiagnosedError& error) {
    CHECK(error.exit_code() == ExitCode::refused);
    REQUIRE(error.diagnostics().size() == 1);
    CHECK(error.diagnostics().front().object == "index public.left_over");
    CHECK(error.diagnostics().front().hint.find("DROP INDEX public.left_over") != std::string::npos);
  };
  try {
    (void)plan_for(database, project);
    FAIL("planned");
  } catch (const DiagnosedError& error) {
    refused(error);
  }
  try {
    test::apply_to(database, before);
    FAIL("applied");
  } catch (const DiagnosedError& error) {
    refused(error);
  }
  database.execute("DROP INDEX left_over");
  test::apply_to(database, before);
  CHECK(plan_for(database, project).plan.empty());
}

TEST_CASE("a plan is refused that needs the name of an invalid index, whatever is to have it") {
  struct Wish {
    const char* before;
    const char* index;
    const char* schema;
    const char* object;
  };
  constexpr Wish wishes[] = {
      {"CREATE TABLE t (id int NOT NULL, v int)", "t_pkey", "CREATE TABLE t (id int PRIMARY KEY, v int);",
       "constraint public.t.t_pkey"},
      {"CREATE TABLE t (id int, v int)", "t_id_key", "CREATE TABLE t (id int UNIQUE, v int);",
       "constraint public.t.t_id_key"},
      {"CREATE TABLE t (id int, v int)", "t_id", "CREATE TABLE t (id int, v int); CREATE TABLE t_id (a int);",
       "table public.t_id"},
      {"CREATE TABLE t (id int, v int)", "t2", "-- pgplumb:renamed-from t\nCREATE TABLE t2 (id int, v int);",
       "table public.t2"},
      {"CREATE TABLE t (id int, v int); CREATE TABLE f (i int NOT NULL)", "f_i_seq",
       "CREATE TABLE t (id int, v int); CREATE TABLE f (i int GENERATED ALWAYS AS IDENTITY);", "identity public.f.i"},
      {"CREATE TABLE t (id int, v int)", "f_i_seq", "CREATE TABLE t (id int, v int); CREATE TABLE f (i serial);",
       "sequence public.f_i_seq"},
      {"CREATE TABLE t (id int, v int)", "x", "CREATE TABLE t (id int, v int); CREATE TYPE x AS (a int);",
       "composite type public.x"},
      {"CREATE TABLE t (id int, v int)", "x", "CREATE TABLE t (id int, v int); CREATE VIEW x AS SELECT 1 AS a;",
       "view public.x"},
  };
  for (const Wish& wish : wishes) {
    CAPTURE(wish.schema);
    test::Database database;
    test::Project project;
    database.execute(wish.before);
    database.execute("INSERT INTO t VALUES (1, 7), (2, 7)");
    leave_invalid(database, wish.index, "t (v)");
    project.write("schema.sql", wish.schema);
    try {
      (void)plan_for(database, project);
      FAIL_CHECK("planned");
    } catch (const DiagnosedError& error) {
      CHECK(error.exit_code() == ExitCode::refused);
      REQUIRE(error.diagnostics().size() == 1);
      const Diagnostic& told = error.diagnostics().front();
      const std::string index = std::string("index public.") + wish.index;
      CHECK(told.object == index);
      CHECK(told.message ==
            index + " of table public.t is invalid and no part of the plan, and " + wish.object + " needs its name");
      CHECK(told.hint.find(std::string("DROP INDEX public.") + wish.index) != std::string::npos);
    }
    database.execute("DROP INDEX " + std::string(wish.index));
    test::apply_to(database, plan_for(database, project));
    CHECK(plan_for(database, project).plan.empty());
  }
}

TEST_CASE("an invalid index is said to go along with what the plan drops") {
  test::Database database;
  test::Project project;
  database.execute(
      "CREATE TABLE t (id int, v int, w int GENERATED ALWAYS AS (v) STORED); INSERT INTO t VALUES (1, 7), (1, 7); "
      "CREATE MATERIALIZED VIEW m AS SELECT id FROM t; CREATE TABLE gone (a int); INSERT INTO gone VALUES (1), (1)");
  leave_invalid(database, "of_column", "t (w)");
  leave_invalid(database, "of_table", "gone (a)");
  leave_invalid(database, "of_view", "m (id)");
  leave_invalid(database, "stays", "t (id)");
  project.write("schema.sql",
                "-- pgplumb:dropped table public.gone\n"
                "CREATE TABLE t (id int, v int); CREATE MATERIALIZED VIEW m AS SELECT id, v FROM t;");
  const PlanResult plan = plan_for(database, project);
  std::map<std::string, std::string> said;
  for (const Diagnostic& warning : plan.warnings)
    if (warning.code == "invalid-index") said[warning.object] = warning.message;
  const auto goes_with = [&](const std::string& index, const std::string& holder) {
    CHECK(said["index public." + index] == "index public." + index +
                                               " is invalid and no part of the plan, and goes along with " + holder +
                                               ", which is dropped");
  };
  goes_with("of_column", "column public.t.w");
  goes_with("of_table", "table public.gone");
  goes_with("of_view", "materialized view public.m");
  CHECK(said["index public.stays"].find("is invalid, and left as it is") != std::string::npos);
  test::apply_to(database, plan);
  CHECK(told(plan_for(database, project).warnings) == std::vector<std::string>{"index public.stays"});
}
