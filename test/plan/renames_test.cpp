// What is renamed, by an annotation or since it is alike, what is only proposed, and versions that nobody names.

#include "plan/renames.hpp"

#include <doctest/doctest.h>

#include "apply/sample_plan.hpp"
#include "commands/apply_to.hpp"
#include "commands/project.hpp"
#include "pgplumb/drift.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"

using namespace pgplumb;
using test::value;

namespace {

PlanRequest request_for(test::Database& database, const test::Project& project, const std::string& schema) {
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.schema = {project.write("schema.sql", schema)};
  return request;
}

PlanResult planned(test::Database& database, const std::string& schema) {
  const test::Project project;
  return make_plan(request_for(database, project, schema));
}

std::string statements(const plan::Plan& plan) {
  std::string all;
  for (const plan::Batch& batch : plan.batches)
    for (const plan::Step& step : batch.steps)
      for (const std::string& statement : step.statements) all += statement + "; ";
  return all;
}

std::string hints(const DiagnosedError& error) {
  std::string all;
  for (const Diagnostic& one : error.diagnostics()) all += one.message + ": " + one.hint + "\n";
  return all;
}

std::string refusal(test::Database& database, const std::string& schema) {
  try {
    return statements(planned(database, schema).plan);
  } catch (const RefusedPlan& refused) {
    return hints(refused);
  }
}

}  // namespace

TEST_CASE("of several that are alike each that comes is one that goes, and what is left is made or dropped") {
  test::Database database;
  database.execute("CREATE TABLE t (a int, b int); CREATE INDEX a1 ON t (a); CREATE INDEX a2 ON t (a)");
  CHECK(statements(planned(database, "CREATE TABLE t (a int, b int); CREATE INDEX z ON t (a);").plan) ==
        "ALTER INDEX public.a1 RENAME TO z; DROP INDEX public.a2; ");
  CHECK(statements(planned(database,
                           "CREATE TABLE t (a int, b int); CREATE INDEX x ON t (a); CREATE INDEX y ON t (a); "
                           "CREATE INDEX z ON t (a);")
                       .plan) ==
        "ALTER INDEX public.a1 RENAME TO x; ALTER INDEX public.a2 RENAME TO y; CREATE INDEX z ON public.t USING btree "
        "(a); ");
}

TEST_CASE("a name that another has is no name to be renamed to") {
  test::Database database;
  database.execute(
      "CREATE SCHEMA hidden; CREATE TABLE t (a int, b int); CREATE INDEX old ON t (a); CREATE INDEX new ON t (b)");
  // The one that has the name goes in the same plan, and is no index of the same columns.
  const PlanResult plan =
      planned(database, "CREATE SCHEMA hidden; CREATE TABLE t (a int, b int); CREATE INDEX new ON t (a);");
  CHECK(statements(plan.plan).find("public.old RENAME") == std::string::npos);
  (void)test::apply_to(database, plan);
  CHECK(value(database.connection(),
              "SELECT string_agg(pg_get_indexdef(indexrelid), ';') FROM pg_index WHERE indrelid = "
              "'t'::regclass") == "CREATE INDEX new ON public.t USING btree (a)");
}

TEST_CASE("a check that heirs have too is renamed with them") {
  test::Database database;
  const std::string before =
      "CREATE TABLE a (x int CONSTRAINT old CHECK (x > 0)); CREATE TABLE b () INHERITS (a); "
      "CREATE TABLE c (y int) INHERITS (a);";
  database.execute(before);
  const PlanResult plan = planned(database,
                                  "CREATE TABLE a (x int CONSTRAINT fresh CHECK (x > 0)); "
                                  "CREATE TABLE b () INHERITS (a); CREATE TABLE c (y int) INHERITS (a);");
  CHECK(statements(plan.plan) == "ALTER TABLE public.a RENAME CONSTRAINT old TO fresh; ");
  (void)test::apply_to(database, plan);
}

TEST_CASE("what comes from another schema by an annotation goes back there") {
  test::Database database;
  database.execute(
      "CREATE SCHEMA old; CREATE TYPE old.m AS ENUM ('a'); CREATE TABLE old.t (id serial PRIMARY KEY, m old.m); "
      "CREATE FUNCTION old.f(m old.m, n old.t[]) RETURNS int LANGUAGE sql AS 'SELECT 1'; "
      "INSERT INTO old.t (m) VALUES ('a')");
  const test::Project project;
  PlanRequest request = request_for(database, project,
                                    "CREATE SCHEMA old;\nCREATE SCHEMA app;\n"
                                    "-- pgplumb:renamed-from old.m\nCREATE TYPE app.mood AS ENUM ('a');\n"
                                    "-- pgplumb:renamed-from old.t\n"
                                    "CREATE TABLE app.users (id serial PRIMARY KEY, m app.mood);\n"
                                    "-- pgplumb:renamed-from old.f\n"
                                    "CREATE FUNCTION app.f(m app.mood, n app.users[]) RETURNS int LANGUAGE sql AS "
                                    "'SELECT 1';\n");
  request.with_reverse = true;
  const PlanResult there = make_plan(request);
  CHECK(there.plan.destroys.empty());
  (void)test::apply_to(database, there);
  CHECK(value(database.connection(), "SELECT m FROM app.users") == "a");
  PlanResult back = there;
  back.text = there.reverse;
  (void)test::apply_to(database, back);
  CHECK(value(database.connection(), "SELECT m FROM old.t") == "a");
  CHECK(value(database.connection(), "SELECT count(*) FROM pg_proc WHERE pronamespace = 'old'::regnamespace") == "1");
}

TEST_CASE("where something is lost and something like it comes, the refusal asks whether it was renamed") {
  test::Database database;
  database.execute("CREATE TABLE t (id int, nick text, age int); CREATE TABLE gone (a int, b text)");
  const std::string told =
      refusal(database, "CREATE TABLE t (id int, name text, years bigint); CREATE TABLE come (a int, b text);");
  CHECK(told.find("; if it was renamed to column public.t.name (") != std::string::npos);
  CHECK(told.find("schema.sql:1:1), write `-- pgplumb:renamed-from nick` before that instead") != std::string::npos);
  CHECK(told.find("renamed to table public.come") != std::string::npos);
  CHECK(told.find("public.t.years") == std::string::npos);
  // A table with another column is another table.
  CHECK(refusal(database, "CREATE TABLE t (id int, nick text, age int); CREATE TABLE come (a int, c text);")
            .find("renamed") == std::string::npos);
}

TEST_CASE("a refused plan is there to be read, proved, and not to be had") {
  test::Database database;
  database.execute("CREATE TABLE t (id int, nick text)");
  try {
    (void)planned(database, "CREATE TABLE t (id int); CREATE TABLE more (a int);");
    FAIL("nothing was refused");
  } catch (const RefusedPlan& refused) {
    const PlanResult& result = refused.result();
    CHECK(statements(result.plan).find("CREATE TABLE public.more") != std::string::npos);
    CHECK(result.plan.proof == plan::Proof::passed);
    CHECK(result.text.empty());
    CHECK(refused.exit_code() == ExitCode::refused);
  }
}

TEST_CASE("the version of an extension is compared where the schema names one") {
  test::Database database;
  database.execute("CREATE EXTENSION pg_trgm VERSION '1.3'");
  CHECK(planned(database, "CREATE EXTENSION pg_trgm;").plan.empty());
  const PlanResult more = planned(database, "CREATE EXTENSION pg_trgm; CREATE TABLE t (a int);");
  // Neither is a plan stale since its database is younger.
  database.execute("ALTER EXTENSION pg_trgm UPDATE TO '1.4'");
  (void)test::apply_to(database, more);

  const test::Project project;
  PlanRequest request = request_for(
      database, project, "CREATE EXTENSION IF NOT EXISTS pg_trgm WITH VERSION '1.5'; CREATE TABLE t (a int);");
  const PlanResult named = make_plan(request);
  CHECK(statements(named.plan) == "ALTER EXTENSION pg_trgm UPDATE TO '1.5'; ");
  database.execute("ALTER EXTENSION pg_trgm UPDATE TO '1.6'");
  CHECK_THROWS_AS((void)test::apply_to(database, named), Error);
  CHECK(statements(make_plan(request).plan)
            .starts_with("DROP EXTENSION pg_trgm; CREATE EXTENSION pg_trgm WITH SCHEMA public VERSION '1.5'; "));
}
