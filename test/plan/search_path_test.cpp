// Functions whose bodies name things without a schema, run by the steps of a plan.

#include "plan/search_path.hpp"

#include <doctest/doctest.h>

#include "apply/sample_plan.hpp"
#include "commands/apply_to.hpp"
#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"

using namespace pgplumb;
using test::value;

namespace {

const std::string before =
    "CREATE SCHEMA app;\nSET search_path = app;\n"
    "CREATE FUNCTION app.base(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + 1';\n"
    "CREATE FUNCTION app.above(a int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN Base(a); END';\n"
    "CREATE TABLE app.t (a int);\n";
const std::string check = before + "ALTER TABLE app.t ADD CONSTRAINT is_above CHECK (app.above(a) > a);\n";

PlanResult planned(test::Database& database, const std::string& schema, bool online = false, bool prove = true) {
  const test::Project project;
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.schema = {project.write("schema.sql", schema)};
  request.settings.online = online;
  request.prove = prove;
  return make_plan(request);
}

std::string statements(const PlanResult& result) {
  std::string all;
  for (const plan::Batch& batch : result.plan.batches)
    for (const plan::Step& step : batch.steps)
      for (const std::string& statement : step.statements) all += statement + "; ";
  return all;
}

std::string failure(test::Database& database, const PlanResult& plan) {
  try {
    (void)test::apply_to(database, plan);
    return "none";
  } catch (const Error& error) {
    return std::string(error.what()) + " | " + error.hint();
  }
}

}  // namespace

TEST_CASE("a step that runs a function runs along the path in which the function finds what it names") {
  for (const bool online : {false, true}) {
    CAPTURE(online);
    test::Database database;
    database.execute(before + "INSERT INTO app.t VALUES (1)");
    const PlanResult plan = planned(database, check, online);
    CHECK(statements(plan).starts_with("SET LOCAL search_path = app"));
    CHECK(statements(plan).ends_with("SET LOCAL search_path = ''; "));
    CHECK(failure(database, plan) == "none");
    // Nor does the copy of what is there now, whose database has no such path, lack it.
    CHECK(planned(database, check, online).plan.empty());
  }
}

TEST_CASE("what is built outside of a transaction runs along the path too") {
  test::Database database;
  database.execute(before);
  const std::string index = before + "CREATE INDEX i ON app.t (app.above(a));\n";
  const PlanResult plan = planned(database, index, true);
  const bool by_server = test::server().major_version() >= 17;
  CHECK(statements(plan).starts_with("SET search_path = app") == !by_server);
  if (!by_server) database.execute("INSERT INTO app.t VALUES (1)");
  CHECK(failure(database, plan) == "none");
  CHECK(planned(database, index, true).plan.empty());
}

TEST_CASE("no plan looks where others may create something, and the error says what to do") {
  test::Database database;
  database.execute(before + "INSERT INTO app.t VALUES (1); GRANT CREATE ON SCHEMA app TO PUBLIC");
  // The proof, which has rows, sees it; without one it is for apply to say.
  try {
    (void)planned(database, check);
    FAIL("the proof had no rows");
  } catch (const DiagnosedError& error) {
    CHECK(error.diagnostics().at(0).message.find("works on empty tables only: function base(integer)") !=
          std::string::npos);
    CHECK(error.diagnostics().at(0).hint.find("ALTER FUNCTION ... SET search_path") != std::string::npos);
  }
  const PlanResult plan = planned(database, check, false, false);
  CHECK(statements(plan).find("search_path") == std::string::npos);
  const std::string told = failure(database, plan);
  CHECK(told.find("function base(integer) does not exist; nothing was changed") != std::string::npos);
  CHECK(told.find("app.above(integer)") != std::string::npos);
  CHECK(told.find("ALTER FUNCTION ... SET search_path") != std::string::npos);
  database.execute("ALTER FUNCTION app.above(int) SET search_path = app");
  const std::string pinned = check + "ALTER FUNCTION app.above(int) SET search_path = app;\n";
  CHECK(failure(database, planned(database, pinned)) == "none");
}

TEST_CASE("what is named with its schema, or nowhere, asks for no path") {
  test::Database database;
  database.execute(before);
  const std::string own = before +
                          "CREATE FUNCTION app.own(a int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN "
                          "app.base(a) + length(''x''); END';\n"
                          "ALTER TABLE app.t ADD CONSTRAINT c CHECK (app.own(a) > a);\n";
  CHECK(statements(planned(database, own)).find("search_path") == std::string::npos);
  // But what it calls may.
  const std::string deep = before +
                           "CREATE FUNCTION app.own(a int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN "
                           "app.above(a); END';\n"
                           "ALTER TABLE app.t ADD CONSTRAINT c CHECK (app.own(a) > a);\n";
  CHECK(statements(planned(database, deep)).find("SET LOCAL search_path = app") != std::string::npos);
}
