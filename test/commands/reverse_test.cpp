// The way back that is written beside a plan.

#include "commands/reverse.hpp"

#include <doctest/doctest.h>

#include "commands/project.hpp"
#include "pgplumb/apply.hpp"
#include "server.hpp"

using namespace pgplumb;

namespace {

PlanResult planned(const test::Database& database, const test::Project& project, bool expand = false) {
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.online = request.settings.expand = expand;
  request.with_reverse = true;
  request.allow_destroy = {"*"};
  return make_plan(request);
}

/// Stops at the step of this number; 0: at none.
void carry_out(const test::Database& database, const std::string& text, int stop_at = 0) {
  ApplyRequest request;
  request.stop = Stop::make();
  request.progress = [&](const std::string& line) {
    if (line.starts_with("  step " + std::to_string(stop_at) + ":")) request.stop.ask();
  };
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

TEST_CASE("a type that changes by a second column goes back once it has changed, and meanwhile only by a new plan") {
  test::Database database;
  database.execute(
      "CREATE TABLE t (id int PRIMARY KEY, n int); INSERT INTO t SELECT i, i FROM generate_series(1, 5000) i");
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (id int PRIMARY KEY, n bigint);");
  const PlanResult there = planned(database, project, true);
  const auto type_and_sum = [&] {
    return *database.execute("SELECT min(pg_typeof(n)::text) || ' ' || sum(n) FROM t").rows.at(0).at(0);
  };
  int steps = 0;
  for (const plan::Batch& batch : there.plan.batches) steps += static_cast<int>(batch.steps.size());
  REQUIRE(steps > 3);
  for (int step = 2; step < steps; ++step) {
    CAPTURE(step);
    CHECK_THROWS_AS(carry_out(database, there.text, step), Error);
    CHECK(type_and_sum() == "integer 12502500");
    try {
      carry_out(database, there.reverse);
      FAIL("the way back of the whole was carried out in the midst of it");
    } catch (const DiagnosedError& error) {
      CHECK(error.exit_code() == ExitCode::refused);
      REQUIRE_FALSE(error.diagnostics().empty());
      CHECK(says(error.diagnostics().front().message, "column public.t.n"));
    }
  }
  carry_out(database, there.text);
  CHECK(type_and_sum() == "bigint 12502500");
  carry_out(database, there.reverse);
  CHECK(type_and_sum() == "integer 12502500");
  carry_out(database, there.text);
  CHECK(type_and_sum() == "bigint 12502500");
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

TEST_CASE("what policy would refuse on the way back is said when it is planned") {
  test::Database database;
  database.execute("CREATE TABLE t (id int PRIMARY KEY)");
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE added (id int);");
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.policy = parse_settings("[policy]\ndeny = \"drops:table *\"\nwarn = \"locks-*\"\n", "x.toml").policy;
  const std::string refusal = "step 1 drops table public.added, which policy denies: \"drops:table *\"";
  const std::string line = "-- info:    apply will refuse this plan: " + refusal +
                           "; to let it through, add \"drops:table public.added\" to allow in [policy]";
  const auto told = [](const PlanResult& result) {
    std::string messages;
    for (const Diagnostic& warning : result.warnings) {
      CHECK(warning.severity == Severity::warning);
      messages += warning.message + "\n";
    }
    return messages;
  };
  const std::string expected = "apply will refuse the way back: " + refusal +
                               "\non the way back, step 1 takes the lock ACCESS EXCLUSIVE on table public.added, "
                               "which policy warns of: \"locks-*:*\"\n";

  SUBCASE("beside the plan") {
    request.with_reverse = true;
    const PlanResult there = make_plan(request);
    CHECK(told(there) == expected);
    CHECK(says(there.reverse, line));
    CHECK_FALSE(says(there.text, "apply will refuse"));
  }
  SUBCASE("alone") {
    request.reverse = true;
    request.allow_destroy = {"*"};
    const PlanResult back = make_plan(request);
    CHECK(told(back) == expected);
    CHECK(says(back.text, line));
    ApplyRequest apply;
    apply.connection = database.url();
    apply.text = back.text;
    apply.file = "back.sql";
    apply.settings = request.settings;
    CHECK_THROWS_AS((void)apply_plan(apply), DiagnosedError);
  }
  SUBCASE("unproved, where only a proof can measure what is denied") {
    request.settings.policy = parse_settings("[policy]\ndeny = \"rewrites:*\"\n", "x.toml").policy;
    request.reverse = true;
    request.allow_destroy = {"*"};
    request.prove = false;
    CHECK(says(make_plan(request).text,
               "-- info:    apply will refuse this plan: policy denies \"rewrites:*\", which only a proof can measure; "
               "plan without --no-proof"));
  }
}

TEST_CASE("a way back that a manual section stands in is written all the same, and says so") {
  const test::Database database;
  const test::Project project;
  project.write("schema.sql",
                "CREATE TABLE t (id int);\n-- pgplumb:manual \"own\"\nCREATE VIEW v AS SELECT id FROM t;\n"
                "-- pgplumb:end manual\n");
  const PlanResult there = planned(database, project);
  CHECK(says(there.text, "-- proof:   passed"));
  CHECK(says(there.reverse, "-- proof:   skipped"));
  CHECK(says(there.reverse, "-- info:    not proved, since it fails while what manual sections made is there: "));
  CHECK(says(there.reverse, "view public.v depends on table public.t"));
}

TEST_CASE("a plan that does nothing has no way back") {
  const test::Database database;
  const test::Project project;
  project.write("schema.sql", "");
  CHECK(planned(database, project).reverse.empty());
}
