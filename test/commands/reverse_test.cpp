// The way back that is written beside a plan.

#include "commands/reverse.hpp"

#include <doctest/doctest.h>

#include "commands/project.hpp"
#include "pgplumb/apply.hpp"
#include "server.hpp"

using namespace pgplumb;

namespace {

PlanResult planned(const test::Database& database, const test::Project& project) {
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.with_reverse = true;
  request.allow_destroy = {"*"};
  return make_plan(request);
}

void carry_out(const test::Database& database, const std::string& text) {
  ApplyRequest request;
  request.connection = database.url();
  request.text = text;
  request.file = "plan.sql";
  (void)apply_plan(request);
}

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the way back of a plan file stands beside it") {
  CHECK(reverse_plan_name("plans/x.plan.sql") == "plans/x.reverse.plan.sql");
  CHECK(reverse_plan_name("x.sql") == "x.reverse.plan.sql");
  CHECK(reverse_plan_name("x") == "x.reverse.plan.sql");
}

TEST_CASE("there and back again is the schema of before, and what cannot come back is named") {
  test::Database database;
  database.execute(
      "CREATE TABLE t (id int PRIMARY KEY, gone text, n int CHECK (n IN (1, 2, 3))); CREATE VIEW v AS SELECT id FROM "
      "t");
  const test::Project project;
  project.write("schema.sql",
                "CREATE TABLE t (id bigint PRIMARY KEY, n int CHECK (n IN (1, 2, 3)), added text);"
                "CREATE VIEW v AS SELECT id, added FROM t; CREATE TABLE more (id int);");
  const PlanResult there = planned(database, project);
  CHECK(says(there.reverse, "-- info:    cannot bring back the rows or values of column public.t.gone"));
  CHECK(says(there.reverse, "-- destroys: column public.t.added"));
  CHECK(says(there.reverse, "-- proof:   passed"));
  carry_out(database, there.text);
  CHECK(planned(database, project).plan.empty());
  carry_out(database, there.reverse);
  // The same plan leads there once more: the database is where it was.
  carry_out(database, there.text);
}

TEST_CASE("renames go back as renames, with their rows") {
  test::Database database;
  database.execute("CREATE TABLE people (id int PRIMARY KEY, mail text); INSERT INTO people VALUES (1, 'a@b')");
  const test::Project project;
  project.write("schema.sql",
                "-- pgplumb:renamed-from people\nCREATE TABLE users (\n  id int PRIMARY KEY,\n"
                "  -- pgplumb:renamed-from mail\n  email text\n);");
  const PlanResult there = planned(database, project);
  carry_out(database, there.text);
  CHECK(database.execute("SELECT email FROM users").rows.at(0).at(0) == "a@b");
  carry_out(database, there.reverse);
  CHECK(database.execute("SELECT mail FROM people").rows.at(0).at(0) == "a@b");
}

TEST_CASE("a plan that does nothing has no way back") {
  const test::Database database;
  const test::Project project;
  project.write("schema.sql", "");
  CHECK(planned(database, project).reverse.empty());
}
