// What goes wrong only where tables have rows, found by a proof whose tables have some.

#include "plan/made_up_rows.hpp"

#include <doctest/doctest.h>

#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"

using namespace pgplumb;

namespace {

PlanResult planned(test::Database& database, const std::string& schema) {
  const test::Project project;
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.schema = {project.write("schema.sql", schema)};
  return make_plan(request);
}

std::string refusal(test::Database& database, const std::string& schema) {
  try {
    (void)planned(database, schema);
    return "none";
  } catch (const DiagnosedError& error) {
    return std::string(error.what()) + ": " + error.diagnostics().at(0).message;
  }
}

std::string information(test::Database& database, const std::string& schema) {
  std::string all;
  for (const std::string& line : planned(database, schema).plan.information) all += line + "\n";
  return all;
}

// No word of it names what is not there.
const std::string function =
    "CREATE FUNCTION counted(a int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$DECLARE n int; BEGIN EXECUTE 'SELECT "
    "count(*) FROM no' || 'where' INTO n; RETURN n; END$$;";

}  // namespace

TEST_CASE("a step that works on empty tables only is no step of a plan") {
  test::Database database;
  database.execute(
      function + "CREATE TYPE kind AS ENUM ('one', 'two'); CREATE DOMAIN small AS int CHECK (VALUE < 9); " +
      "CREATE TABLE other (id bigint PRIMARY KEY, k kind NOT NULL, u uuid NOT NULL);" +
      "CREATE TABLE t (id int NOT NULL, s small NOT NULL, o bigint NOT NULL REFERENCES other, at timestamptz "
      "NOT NULL)");
  const std::string schema =
      function +
      "CREATE TYPE kind AS ENUM ('one', 'two'); CREATE DOMAIN small AS int CHECK (VALUE < 9); CREATE TABLE other (id "
      "bigint PRIMARY KEY, k kind NOT NULL, u uuid NOT NULL); CREATE TABLE t (id int NOT NULL, s small NOT NULL, o "
      "bigint NOT NULL REFERENCES other, at timestamptz NOT NULL);";
  CHECK(refusal(database, schema + "CREATE INDEX i ON t (counted(id));").find("works on empty tables only") !=
        std::string::npos);
  CHECK(refusal(database, schema + "CREATE INDEX i ON t (id);") == "none");
  // What rows do not allow, the plan says, and may be right.
  CHECK(refusal(database, schema + "ALTER TABLE t ADD CHECK (id > 100);") == "none");
}

TEST_CASE("the plan names the tables that a proof had no rows for") {
  test::Database database;
  database.execute("CREATE TABLE never (a int CHECK (false)); CREATE TABLE t (a int)");
  CHECK(information(database,
                    "CREATE TABLE never (a int CHECK (false)); CREATE TABLE t (a int); CREATE INDEX ON never "
                    "(a); CREATE INDEX ON t (a);") ==
        "table public.never was proved without rows: none could be made up that it takes\n");
}

TEST_CASE("rows that would have to wait for the end of the transaction are none") {
  test::Database database;
  const std::string schema =
      "CREATE TABLE never (a int PRIMARY KEY CHECK (a > 99)); CREATE TABLE t (a int NOT NULL REFERENCES never "
      "DEFERRABLE "
      "INITIALLY DEFERRED, b int UNIQUE DEFERRABLE INITIALLY DEFERRED);";
  database.execute(schema);
  CHECK(refusal(database,
                schema + "ALTER TABLE t ADD COLUMN c int NOT NULL DEFAULT 1; ALTER TABLE t ADD CHECK (b > 0);") ==
        "none");
}
