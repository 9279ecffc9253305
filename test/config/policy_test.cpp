#include "config/policy.hpp"

#include <doctest/doctest.h>

#include "pgplumb/settings.hpp"

using pgplumb::PolicyRule;
using pgplumb::Verdict;

namespace {

/// "pgplumb.toml:2:9: error: ... (hint)" of the first problem.
std::string problem(const std::string& text) {
  try {
    (void)pgplumb::parse_settings(text, "pgplumb.toml");
  } catch (const pgplumb::DiagnosedError& error) {
    const pgplumb::Diagnostic& first = error.diagnostics().at(0);
    return to_string(first.position) + ": " + first.message + " (" + first.hint + ")";
  }
  return {};
}

}  // namespace

TEST_CASE("rules are read in order, with their places") {
  const pgplumb::Settings settings = pgplumb::parse_settings(
      "[policy]\ndeny = [\"rewrites:table app.events\",\n  \"locks-*\"]\nwarn = \"scans:*\"\n"
      "[env.production]\nenv = \"URL\"\n[env.production.policy]\nallow = [\"destroys:column app.*.old_*\"]\n",
      "pgplumb.toml");
  REQUIRE(settings.policy.size() == 3);
  CHECK(settings.policy[0] == PolicyRule{Verdict::deny, "rewrites", "table app.events", "", {"pgplumb.toml", 2, 9}});
  CHECK(settings.policy[1] == PolicyRule{Verdict::deny, "locks-*", "*", "", {"pgplumb.toml", 3, 3}});
  CHECK(settings.policy[2].verdict == Verdict::warn);
  REQUIRE(settings.environments.at("production").policy.size() == 1);
  CHECK(settings.environments.at("production").policy[0].environment == "production");
  CHECK(pgplumb::for_environment(settings, "production").policy.size() == 4);
  CHECK(pgplumb::for_environment(settings, "").policy.size() == 3);
}

TEST_CASE("a misspelt hazard or key gets the nearest one") {
  CHECK(problem("[policy]\ndeny = [\"rewrite:*\"]") ==
        "pgplumb.toml:2:9: policy.deny names \"rewrite\", which is no hazard (did you mean \"rewrites\"?)");
  CHECK(problem("[policy]\ndenny = [\"rewrites:*\"]") ==
        "pgplumb.toml:2:1: unknown key \"policy.denny\" (did you mean \"policy.deny\"?)");
  CHECK(problem("[env.a]\nurl = \"postgres://h/d\"\n[env.a.policy]\nwarn = [\"x:*\"]")
            .find("hazards are destroys, drops") != std::string::npos);
}

TEST_CASE("what is no rule is refused") {
  CHECK(problem("[policy]\ndeny = 1").starts_with("pgplumb.toml:2:8: policy.deny must be a string or a list"));
  CHECK(problem("[policy]\ndeny = [1]").starts_with("pgplumb.toml:2:9: policy.deny must be a list of strings"));
  CHECK(problem("[policy]\ndeny = [\"drops:\"]")
            .starts_with("pgplumb.toml:2:9: policy.deny has \"drops:\", which names"));
  CHECK(problem("policy = 1").starts_with("pgplumb.toml:1:10: policy must be a table"));
}

TEST_CASE("stars fit wherever they stand, and many of them end as soon as one") {
  const auto fits = [](const std::string& hazard) { return problem("[policy]\ndeny = \"" + hazard + "\"").empty(); };
  for (const char* hazard : {"*", "**", "locks-*", "*-share", "lo*-*re", "l*k*s*h*e", "blocks-reads*"})
    CHECK(fits(hazard));
  for (const char* hazard : {"", "x*", "*x", "locks-*-locks-exclusive", "blocks-reads*s", "l*z*e"})
    CHECK_FALSE(fits(hazard));
  std::string many;
  for (int index = 0; index < 40; ++index) many += "*s";
  CHECK_FALSE(fits(many + "*z"));
  CHECK_FALSE(fits(std::string(60, '*') + "z"));
}
