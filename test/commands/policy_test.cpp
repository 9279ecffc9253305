#include "commands/policy.hpp"

#include <doctest/doctest.h>

#include "pgplumb/settings.hpp"

using pgplumb::DiagnosedError;
using pgplumb::Policy;
using pgplumb::plan::Change;
using pgplumb::plan::Plan;

namespace {

/// A plan that rewrites a table, reads another one in full, drops a view and loses a column.
Plan sample() {
  Plan plan;
  plan.proof = pgplumb::plan::Proof::passed;
  plan.destroys = {"column app.users.old_nick"};
  pgplumb::plan::Batch batch;
  batch.steps.resize(3);
  batch.steps[0].number = 1;
  batch.steps[0].change = Change::alter;
  batch.steps[0].object = "column app.events.id";
  batch.steps[0].measured.locks = {"ACCESS EXCLUSIVE on table app.events"};
  batch.steps[0].measured.rewrites = {"table app.events"};
  batch.steps[1].number = 2;
  batch.steps[1].change = Change::create;
  batch.steps[1].object = "index app.users_a";
  batch.steps[1].measured.locks = {"SHARE on table app.users"};
  batch.steps[1].measured.scans = {"table app.users"};
  batch.steps[2].number = 3;
  batch.steps[2].change = Change::drop;
  batch.steps[2].object = "view app.v";
  plan.batches.push_back(batch);
  return plan;
}

Policy policy(const std::string& text, const std::string& environment = "") {
  const pgplumb::Settings settings =
      pgplumb::parse_settings("[policy]\n" + text + "\n[env.production]\nenv = \"URL\"\n" +
                                  (environment.empty() ? "" : "[env.production.policy]\n" + environment),
                              "pgplumb.toml");
  return pgplumb::for_environment(settings, environment.empty() ? "" : "production").policy;
}

/// Messages: of the refusal if there is one, else of the warnings.
std::vector<std::string> told(const Policy& rules, const std::string& given_up = "") {
  std::vector<std::string> messages;
  try {
    for (const auto& warning :
         pgplumb::commands::judge(sample(), rules, [&](const std::string& name) { return name == given_up; }))
      messages.push_back("warning: " + warning.message);
  } catch (const DiagnosedError& error) {
    CHECK(error.exit_code() == pgplumb::ExitCode::refused);
    for (const auto& refusal : error.diagnostics()) messages.push_back(refusal.message);
  }
  return messages;
}

using Messages = std::vector<std::string>;

}  // namespace

TEST_CASE("without rules every plan passes in silence") {
  CHECK(told({}).empty());
}

TEST_CASE("each hazard is denied by its name, with or without the kind of the object") {
  CHECK(told(policy("deny = [\"rewrites:table app.events\"]")) ==
        Messages{"step 1 writes table app.events anew, which policy denies: \"rewrites:table app.events\""});
  CHECK(told(policy("deny = [\"rewrites:app.*\"]")).size() == 1);
  CHECK(told(policy("deny = [\"scans:*\"]")).size() == 1);
  CHECK(told(policy("deny = [\"locks-access-exclusive:*\"]")).size() == 1);
  CHECK(told(policy("deny = [\"locks-*\"]")).size() == 2);
  CHECK(told(policy("deny = [\"blocks-writes:app.users\"]")).size() == 1);
  CHECK(told(policy("deny = [\"drops:view *\"]")) ==
        Messages{"step 3 drops view app.v, which policy denies: \"drops:view *\""});
  CHECK(told(policy("deny = [\"rewrites:app.users\"]")).empty());
}

TEST_CASE("who cannot read cannot write, and what is written anew can be neither read nor written") {
  CHECK(told(policy("deny = [\"blocks-reads:table app.events\"]")) ==
        Messages{"step 1 writes table app.events anew, while nobody can read or write it, which policy denies: "
                 "\"blocks-reads:table app.events\""});
  CHECK(told(policy("deny = [\"blocks-writes:app.events\"]")).size() == 1);
}

TEST_CASE("a table that is locked while another one is written anew is denied as well") {
  const auto messages = [](const std::string& rule) {
    Plan plan = sample();
    plan.batches.front().steps[1].measured.locks.push_back("ACCESS EXCLUSIVE on table app.customers");
    Messages found;
    try {
      (void)pgplumb::commands::judge_made(plan, policy("deny = [\"" + rule + ":table app.customers\"]"));
    } catch (const DiagnosedError& error) {
      for (const auto& refusal : error.diagnostics()) found.push_back(refusal.message);
    }
    return found;
  };
  for (const char* const rule : {"blocks-reads", "blocks-writes"})
    CHECK(messages(rule) == Messages{"table app.customers cannot be read or written while step 2 reads all of table "
                                     "app.users, which policy denies: \"" +
                                     std::string(rule) + ":table app.customers\""});
}

TEST_CASE("a default that goes is denied by the name of its column, and needs no proof") {
  Plan plan = sample();
  plan.proof = pgplumb::plan::Proof::skipped;
  plan.batches[0].steps[2].dangers = {{"drops-default", "column app.t.id"}};
  const auto judged = [&](const std::string& rule) {
    return pgplumb::commands::judge(plan, policy("deny = [\"drops-default:" + rule + "\"]"),
                                    [](const std::string&) { return false; });
  };
  CHECK_THROWS_AS((void)judged("column app.t.*"), DiagnosedError);
  CHECK_THROWS_AS((void)judged("app.t.id"), DiagnosedError);
  CHECK(judged("column app.u.*").empty());
}

TEST_CASE("warnings do not refuse") {
  CHECK(told(policy("warn = [\"scans:*\"]")) ==
        Messages{"warning: step 2 reads all of table app.users, which policy warns of: \"scans:*\""});
}

TEST_CASE("the most specific rule holds, and the stricter one of two that are alike") {
  CHECK(told(policy("deny = \"rewrites:*\"\nallow = \"rewrites:table app.events\"")).empty());
  CHECK(told(policy("allow = \"rewrites:*\"\ndeny = \"rewrites:table app.events\"")).size() == 1);
  CHECK(told(policy("allow = \"rewrites:*\"\ndeny = \"rewrites:*\"")).size() == 1);
  CHECK(told(policy("deny = \"*:*\"\nallow = \"*:*app.events\"")).size() == 5);
}

TEST_CASE("rules of the environment come before all others") {
  CHECK(told(policy("deny = \"rewrites:table app.events\"", "allow = \"rewrites:*\"")).empty());
  CHECK(told(policy("allow = \"rewrites:table app.events\"", "deny = \"rewrites:*\"")).size() == 1);
}

TEST_CASE("what the schema file gives up by name is not denied") {
  CHECK(told(policy("deny = \"destroys:*\"")).size() == 1);
  CHECK(told(policy("deny = \"destroys:*\""), "column app.users.old_nick").empty());
  CHECK(told(policy("deny = \"destroys:*\"\nallow = \"destroys:column app.users.old_*\"")).empty());
}

TEST_CASE("the hint says which line lets a plan through") {
  try {
    (void)pgplumb::commands::judge(sample(), policy("deny = [\"destroys:*\"]"),
                                   [](const std::string&) { return false; });
    FAIL("was not refused");
  } catch (const DiagnosedError& error) {
    const pgplumb::Diagnostic& refusal = error.diagnostics().at(0);
    CHECK(refusal.position.line == 2);
    CHECK(refusal.hint ==
          "to let it go, add the line `-- pgplumb:dropped column app.users.old_nick` to the schema file, or add "
          "\"destroys:column app.users.old_nick\" to allow in [policy]");
  }
}

TEST_CASE("a plan without a proof is refused where policy denies what only a proof measures") {
  Plan plan = sample();
  plan.proof = pgplumb::plan::Proof::skipped;
  const auto judge = [&](const std::string& rules) {
    return pgplumb::commands::judge(plan, policy(rules), [](const std::string&) { return true; });
  };
  CHECK_THROWS_AS((void)judge("deny = \"rewrites:*\""), DiagnosedError);
  CHECK(judge("deny = \"drops:table *\"").empty());
}

TEST_CASE("for a plan that others made only what was measured counts") {
  CHECK(pgplumb::commands::judge_made(sample(), policy("deny = \"destroys:*\"")).empty());
  CHECK_THROWS_AS((void)pgplumb::commands::judge_made(sample(), policy("deny = \"rewrites:*\"")), DiagnosedError);
}

TEST_CASE("a manual section is judged by what its statements do") {
  const auto denied = [](const std::string& bytes, const std::string& rule) {
    Plan plan;
    plan.proof = pgplumb::plan::Proof::passed;
    pgplumb::plan::Batch batch;
    batch.manual = pgplumb::plan::Manual{"m", "once", true, {"schema.sql", 1, 1}, bytes, ""};
    plan.batches.push_back(batch);
    Messages found;
    try {
      (void)pgplumb::commands::judge_made(plan, policy("deny = [\"" + rule + "\"]"));
    } catch (const DiagnosedError& error) {
      for (const auto& refusal : error.diagnostics()) found.push_back(refusal.message + " / " + refusal.hint);
    }
    return found;
  };
  CHECK(denied("DELETE FROM app.users;", "destroys:table app.users") ==
        Messages{"manual section \"m\" takes rows out of table app.users, which policy denies: \"destroys:table "
                 "app.users\" / to let it through, add \"destroys:table app.users\" to allow in [policy]"});
  CHECK(denied("DROP TABLE app.users;", "drops:*").size() == 1);
  CHECK(denied("VACUUM FULL app.users;", "blocks-reads:app.users").size() == 1);
  CHECK(denied("ALTER TABLE app.users ADD COLUMN a int;", "locks-access-exclusive:app.*").size() == 1);
  CHECK(denied("ALTER TABLE app.users ADD COLUMN a int;", "locks-access-exclusive:other.*").empty());
  CHECK(denied("CREATE TEMP TABLE t (a int); DROP TABLE t;", "*:table *").empty());
  CHECK(denied("CREATE TEMP TABLE t (a int); SET search_path = app, pg_temp; TRUNCATE t;", "destroys:*").size() == 1);
  CHECK(denied("DROP SCHEMA app CASCADE;", "destroys:*").size() == 1);
  CHECK(denied("ALTER TYPE app.c DROP ATTRIBUTE b CASCADE;", "drops:*").size() == 1);
  CHECK(denied("ALTER SEQUENCE app.s RESTART;", "destroys:position of *").size() == 1);
  // Of which schema it is, only the server knows.
  const Messages anywhere = denied("DROP TABLE users;", "drops:table app.users");
  REQUIRE(anywhere.size() == 1);
  CHECK(anywhere[0].find("write its name with the schema") != std::string::npos);
}
