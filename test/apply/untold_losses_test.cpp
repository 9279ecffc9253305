// Owners and privileges that nobody manages, of objects that a plan makes again.

#include "apply/untold_losses.hpp"

#include <doctest/doctest.h>

#include "apply/apply.hpp"
#include "apply/sample_plan.hpp"
#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "plan/truth.hpp"
#include "server.hpp"

using namespace pgplumb;
using test::value;

namespace {

const std::string roles =
    "DO $$ BEGIN CREATE ROLE keeper; CREATE ROLE \"a Guest\"; EXCEPTION WHEN duplicate_object THEN NULL; END $$;";

std::string schema(const std::string& type, const std::string& labels) {
  return "CREATE TYPE state AS ENUM (" + labels +
         ");\n"
         "CREATE TABLE t (a " +
         type +
         ", s state);\n"
         "CREATE VIEW \"My View\" AS SELECT a FROM t;\n"
         "CREATE MATERIALIZED VIEW m AS SELECT a FROM t;\n"
         "CREATE FUNCTION newest(text) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(a) FROM t; END;\n";
}

const std::string before = schema("int", "'one', 'two'");
const std::string after = schema("text", "'two', 'one'");

constexpr const char* rights =
    "GRANT CREATE ON SCHEMA public TO keeper;"
    "ALTER VIEW \"My View\" OWNER TO keeper; GRANT SELECT ON \"My View\" TO \"a Guest\" WITH GRANT OPTION;"
    "GRANT UPDATE (a) ON \"My View\" TO PUBLIC;"
    "ALTER MATERIALIZED VIEW m OWNER TO keeper;"
    "REVOKE ALL ON FUNCTION newest(text) FROM PUBLIC; GRANT EXECUTE ON FUNCTION newest(text) TO \"a Guest\";"
    "REVOKE USAGE ON TYPE state FROM PUBLIC; ALTER TYPE state OWNER TO keeper;";

/// All that is said of rights, whatever the OIDs.
std::string told(test::Database& database) {
  return value(
      database.connection(),
      "SELECT string_agg(x.name || ' ' || x.owner::regrole || ' ' || coalesce(e.privileges, ''), '; ' ORDER BY x.name) "
      "FROM (SELECT relname::text, relowner, relacl FROM pg_class WHERE relnamespace = 'public'::regnamespace AND "
      "relkind IN ('v', 'm') UNION ALL SELECT relname || '.' || attname, relowner, attacl FROM pg_attribute JOIN "
      "pg_class c ON c.oid = attrelid WHERE relnamespace = 'public'::regnamespace AND relkind = 'v' AND attnum > 0 "
      "UNION ALL SELECT proname, proowner, proacl FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
      "UNION ALL SELECT typname, typowner, typacl FROM pg_type WHERE typname = 'state') x (name, owner, acl) "
      "CROSS JOIN LATERAL (SELECT string_agg(item::text, ',' ORDER BY item::text) FROM unnest(acl) item) e "
      "(privileges)");
}

plan::Plan planned(test::Database& database, const std::string& privileges = "off") {
  const test::Project project;
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.schema = {project.write("schema.sql", after)};
  request.settings.owners = Managed::off;
  request.settings.privileges = privileges == "on" ? Managed::on : Managed::off;
  return make_plan(request).plan;
}

std::string refusal(test::Database& database, const plan::Plan& plan) {
  try {
    test::applied(database.connection(), plan, "d", {});
  } catch (const DiagnosedError& error) {
    CHECK(error.exit_code() == ExitCode::refused);
    std::string all;
    for (const Diagnostic& one : error.diagnostics()) all += one.message + "\n";
    return all;
  }
  return {};
}

}  // namespace

TEST_CASE("what is made again keeps the owner and the privileges that nobody manages") {
  test::Database database;
  database.execute(roles + before + rights);
  const std::string had = told(database);
  CHECK(had.find("My View keeper \"a Guest\"=r*/keeper,keeper=") != std::string::npos);
  CHECK(had.find("newest postgres \"a Guest\"=X/postgres,postgres=X/postgres") != std::string::npos);
  CHECK(had.find("state keeper keeper=U/keeper") != std::string::npos);
  CHECK(had.find("m keeper ;") != std::string::npos);
  const plan::Plan plan = planned(database);
  CHECK(plan::find_shortfalls(plan).empty());
  test::applied(database.connection(), plan, "d", {});
  CHECK(told(database) == had);
  CHECK(planned(database).empty());
}

TEST_CASE("a plan from a database without them is refused where objects have them") {
  test::Database plain;
  plain.execute(roles + before + "GRANT CREATE ON SCHEMA public TO keeper");
  const plan::Plan plan = planned(plain);
  for (const plan::Batch& batch : plan.batches)
    for (const plan::Step& step : batch.steps)
      for (const std::string& statement : step.statements) CHECK(statement.find("pgplumb_kept") == std::string::npos);
  test::Database database;
  database.execute(before + rights);
  const std::string had = told(database);
  const std::string refused = refusal(database, plan);
  CHECK(refused.find("My View\" is made again, and would lose its owner and privileges") != std::string::npos);
  CHECK(refused.find("materialized view public.m is made again, and would lose its owner,") != std::string::npos);
  CHECK(refused.find("function public.newest(text) is made again, and would lose its privileges") != std::string::npos);
  CHECK(refused.find("enum public.state is made again, and would lose its owner and privileges") != std::string::npos);
  CHECK(told(database) == had);
  CHECK(refusal(plain, plan).empty());
}

TEST_CASE("blocks that keep something else are none of ours") {
  test::Database database;
  database.execute(roles + before + rights);
  const plan::Plan plan = planned(database);
  std::size_t blocks = 0;
  for (std::size_t batch = 0; batch < plan.batches.size(); ++batch)
    for (std::size_t step = 0; step < plan.batches[batch].steps.size(); ++step)
      for (std::size_t at = 0; at < plan.batches[batch].steps[step].statements.size(); ++at) {
        if (plan.batches[batch].steps[step].statements[at].find("pgplumb_kept") == std::string::npos) continue;
        ++blocks;
        plan::Plan forged = plan;
        std::string& statement = forged.batches[batch].steps[step].statements[at];
        statement.insert(statement.find("END\n$$"), "    ALTER ROLE keeper SUPERUSER;\n");
        const std::vector<plan::Shortfall> found = plan::find_shortfalls(forged);
        REQUIRE(found.size() == 1);
        CHECK(found[0].message.find("holds a statement that no step has: DO") != std::string::npos);
        plan::Plan without = plan;
        auto& statements = without.batches[batch].steps[step].statements;
        statements.erase(statements.begin() + static_cast<std::ptrdiff_t>(at));
        CHECK(refusal(database, without).find("would lose") != std::string::npos);
      }
  CHECK(blocks == 8);
}

TEST_CASE("what nobody manages and hangs on something that is made again is named, or refused where no plan knows it") {
  const std::string function = "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';\n";
  const std::string hidden = "CREATE TRIGGER audit_v INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f()";
  const auto text = [&](const std::string& type) {
    return function + "CREATE TABLE t (a " + type + ", b int);\nCREATE VIEW v AS SELECT a FROM t;\n";
  };
  const auto plan_of = [&](test::Database& database, const std::vector<std::string>& allowed) {
    const test::Project project;
    PlanRequest request;
    request.connection = database.url();
    request.settings = project.settings();
    request.settings.schema = {project.write("schema.sql", text("text"))};
    request.settings.ignore = {"trigger:public.*.audit_*", "index:public.audit_*"};
    request.allow_destroy = allowed;
    return make_plan(request).plan;
  };
  test::Database with;
  with.execute(text("int") + hidden);
  try {
    (void)plan_of(with, {});
    FAIL("the trigger would be lost without a word");
  } catch (const DiagnosedError& error) {
    REQUIRE(error.diagnostics().size() == 1);
    CHECK(error.diagnostics()[0].message == "would destroy trigger public.v.audit_v");
  }
  const plan::Plan told_of = plan_of(with, {"trigger public.v.audit_v"});
  CHECK(told_of.destroys == std::vector<std::string>{"trigger public.v.audit_v"});
  test::Database without;
  without.execute(text("int"));
  const plan::Plan plan = plan_of(without, {});
  CHECK(plan.destroys.empty());
  CHECK(refusal(with, plan) ==
        "trigger public.v.audit_v is not managed, and would be lost with view public.v, which is made again\n");
  CHECK(refusal(with, told_of).empty());
  CHECK(refusal(without, plan).empty());
  test::Database indexed;
  indexed.execute(function +
                  "CREATE TABLE t (a text, b int, c int); CREATE VIEW v AS SELECT a FROM t; CREATE INDEX audit_c ON t "
                  "(c)");
  CHECK(plan_of(indexed, {"*"}).destroys == std::vector<std::string>{"column public.t.c", "index public.audit_c"});
}
