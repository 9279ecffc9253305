// What a user has in a schema that an extension brings (pgq's): it is the user's, and pg_dump writes it. What stands
// there as a part of a table elsewhere is made as rows come, and known, not managed.

#include <doctest/doctest.h>

#include "commands/apply_to.hpp"
#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "pgplumb/render.hpp"
#include "server.hpp"

namespace {

constexpr const char* extension = "CREATE EXTENSION pgq;";
constexpr const char* before =
    "CREATE TABLE pgq.mine (a integer CONSTRAINT mine_pkey PRIMARY KEY, b text);"
    "CREATE TYPE pgq.mood AS ENUM ('good');"
    "CREATE VIEW v AS SELECT a FROM pgq.mine;";
constexpr const char* after =
    "CREATE TABLE pgq.mine (a integer CONSTRAINT mine_pkey PRIMARY KEY, b text, c pgq.mood);"
    "CREATE TYPE pgq.mood AS ENUM ('good', 'bad');"
    "CREATE INDEX mine_b ON pgq.mine (b);"
    "CREATE FUNCTION pgq.f() RETURNS integer LANGUAGE sql RETURN 1;"
    "CREATE VIEW v AS SELECT a, b FROM pgq.mine;";

pgplumb::PlanRequest request_of(const test::Database& database, const test::Project& project) {
  pgplumb::PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  return request;
}

std::string one(test::Database& database, const std::string& query) {
  return database.execute(query).rows.at(0).at(0).value_or("null");
}

}  // namespace

TEST_CASE("what a user made in an extension's schema is planned, applied and rendered") {
  test::Database database;
  test::Project project;
  database.execute(std::string(extension) + before + "INSERT INTO pgq.mine VALUES (1, 'x')");
  project.write("schema.sql", std::string(extension) + after);
  test::apply_to(database, make_plan(request_of(database, project)));
  CHECK(one(database, "SELECT count(*) FROM pgq.mine WHERE b = 'x' AND c IS NULL") == "1");
  CHECK(one(database, "SELECT pgq.f()") == "1");
  CHECK(make_plan(request_of(database, project)).plan.empty());

  pgplumb::RenderRequest render;
  render.connection = database.url();
  project.write("schema.sql", render_schema(render).text);
  CHECK(project.read("schema.sql").find("CREATE TABLE pgq.mine") != std::string::npos);
  CHECK(project.read("schema.sql").find("CREATE SCHEMA") == std::string::npos);
  CHECK(make_plan(request_of(database, project)).plan.empty());
}

TEST_CASE("an extension's schema comes and goes with the extension, and what a user has there goes before") {
  test::Database database;
  test::Project project;
  project.write("schema.sql", std::string(extension) + before);
  test::apply_to(database, make_plan(request_of(database, project)));
  CHECK(make_plan(request_of(database, project)).plan.empty());
  project.write("schema.sql", "");
  pgplumb::PlanRequest request = request_of(database, project);
  CHECK_THROWS_AS((void)make_plan(request), pgplumb::DiagnosedError);
  request.allow_destroy = {"*"};
  test::apply_to(database, make_plan(request));
  CHECK(one(database, "SELECT count(*) FROM pg_namespace WHERE nspname = 'pgq'") == "0");
}

TEST_CASE("tables that an extension makes in its schema as parts of a user's are known and not managed") {
  test::Database database;
  test::Project project;
  const std::string tables = std::string(extension) + "CREATE TABLE rows (a integer, b text);";
  database.execute(tables + "CREATE TABLE pgq.chunk () INHERITS (rows); INSERT INTO pgq.chunk VALUES (1, 'x')");
  project.write("schema.sql", tables);
  CHECK(make_plan(request_of(database, project)).plan.empty());
  project.write("schema.sql",
                std::string(extension) + "CREATE TABLE rows (a integer, b text, c integer NOT NULL DEFAULT 7);");
  const pgplumb::PlanResult plan = make_plan(request_of(database, project));
  CHECK(plan.hidden.contains("parts in schema pgq"));
  test::apply_to(database, plan);
  CHECK(one(database, "SELECT c FROM pgq.chunk") == "7");
  CHECK(make_plan(request_of(database, project)).plan.empty());
}
