#include "pgplumb/settings.hpp"

#include <doctest/doctest.h>

#include "pgplumb/error.hpp"

using pgplumb::DiagnosedError;
using pgplumb::JournalSetting;
using pgplumb::Managed;
using pgplumb::parse_settings;
using pgplumb::Settings;

namespace {

/// The problems of a file, one a line, as a person reads them.
std::string problems(const std::string& text) {
  try {
    (void)parse_settings(text, "pgplumb.toml");
  } catch (const DiagnosedError& error) {
    std::string lines;
    for (const auto& diagnostic : error.diagnostics()) lines += to_string(diagnostic) + "\n";
    return lines;
  }
  return "";
}

}  // namespace

TEST_CASE("every key of pgplumb.toml reaches the settings") {
  const Settings settings = parse_settings(R"(
schema = ["schema/tables.sql", "/abs/views"]
snapshot = "schema/snapshot.json"
schemas = ["app", "billing*"]
exclude_schemas = "auth"
ignore = ["table:public.tmp_*"]
owners = "on"
privileges = "off"
scratch = "local"
lock_timeout = "500ms"
online = true
check_rows_limit = "5s"
reverse = true

[apply]
attempts = 9
journal = "off"
journal_owners = ["deploy", "dba"]

[hooks]
before_apply = "./ready"
after_apply = "./smoke"
[models]
Order = "app.orders"
"Order Item" = ""

[env.staging]
env = "STAGING_URL"
scratch = "server"
lock_timeout = "9s"
[env.production]
env = "PRODUCTION_URL"
protected = true
verify = "ours.pem"
after = "staging"
backup = "backups"
backup_schema_only = true
[env.local]
url = "postgresql://me@localhost/app"
)",
                                           "project/pgplumb.toml");
  CHECK(settings.file == "project/pgplumb.toml");
  CHECK(settings.schema == std::vector<std::string>{"project/schema/tables.sql", "/abs/views"});
  CHECK(settings.snapshot == "project/schema/snapshot.json");
  CHECK(settings.schemas == std::vector<std::string>{"app", "billing*"});
  CHECK(settings.exclude_schemas == std::vector<std::string>{"auth"});
  CHECK(settings.ignore == std::vector<std::string>{"table:public.tmp_*"});
  CHECK(settings.owners == Managed::on);
  CHECK(settings.privileges == Managed::off);
  CHECK(settings.scratch == "local");
  CHECK(settings.lock_timeout == "500ms");
  CHECK(settings.online);
  CHECK(settings.check_rows_limit == "5s");
  CHECK(settings.attempts == 9);
  CHECK(settings.journal == JournalSetting::off);
  CHECK(settings.journal_owners == std::vector<std::string>{"deploy", "dba"});
  CHECK(settings.models == std::map<std::string, std::string>{{"Order", "app.orders"}, {"Order Item", ""}});
  CHECK(settings.environments.at("staging").variable == "STAGING_URL");
  CHECK(settings.with_reverse);
  CHECK(settings.before_apply == "./ready");
  CHECK(settings.after_apply == "./smoke");
  CHECK(settings.environments.at("production").is_protected);
  CHECK(settings.environments.at("production").after == "staging");
  CHECK(settings.environments.at("production").verify == "project/ours.pem");
  CHECK(settings.environments.at("production").backup.directory == "project/backups");
  CHECK(settings.environments.at("production").backup.schema_only);
  CHECK(for_environment(settings, "staging").scratch == "server");
  CHECK(for_environment(settings, "staging").lock_timeout == "9s");
  CHECK(for_environment(settings, "production").lock_timeout == "500ms");
  CHECK(for_environment(settings, "") == settings);
  CHECK_THROWS_WITH_AS((void)for_environment(settings, "stagin"),
                       "there is no environment \"stagin\" in project/pgplumb.toml", pgplumb::Error);
  CHECK(settings.environments.at("local").url == "postgresql://me@localhost/app");
}

TEST_CASE("scratch is a word, or a table that says more") {
  CHECK(Settings{}.scratch_timeout == 600'000);
  const Settings settings = parse_settings(
      "[scratch]\nwhere = \"local\"\ntimeout = \"90s\"\nrequire_cage = true\nallow_superuser = true\n", "pgplumb.toml");
  CHECK(settings.scratch == "local");
  CHECK(settings.scratch_timeout == 90'000);
  CHECK(settings.require_cage);
  CHECK(settings.allow_superuser);
  const std::pair<const char*, long long> durations[] = {{"0", 0},         {"1500", 1500},  {"2000us", 2},   {"7ms", 7},
                                                         {"2min", 120000}, {"1h", 3600000}, {"1d", 86400000}};
  for (const auto& [written, milliseconds] : durations)
    CHECK(parse_settings("[scratch]\ntimeout = \"" + std::string(written) + "\"\n", "pgplumb.toml").scratch_timeout ==
          milliseconds);
  CHECK(problems("[scratch]\ntimeout = \"soon\"\n").find("scratch.timeout is \"soon\"") != std::string::npos);
  CHECK(problems("[scratch]\nwhre = \"local\"\n").find("did you mean \"scratch.where\"?") != std::string::npos);
  CHECK(problems("scratch = 3\n").find("scratch must be a string") != std::string::npos);
}

TEST_CASE("a project with a pgplumb.toml keeps a journal, one without it need not") {
  CHECK(parse_settings("", "pgplumb.toml").journal == JournalSetting::on);
  CHECK(Settings{}.journal == JournalSetting::automatic);
}

TEST_CASE("an unknown key is an error with line, column and what was probably meant") {
  CHECK(problems("\nlock_timout = \"3s\"\n") ==
        "pgplumb.toml:2:1: error: unknown key \"lock_timout\"\n  hint: did you mean \"lock_timeout\"?\n");
  CHECK(problems("[apply]\n  tries = 3\n") ==
        "pgplumb.toml:2:3: error: unknown key \"apply.tries\"\n  hint: known keys are attempts, journal, "
        "journal_owners\n");
  CHECK(problems("[env.prod]\nenv = \"A\"\nurll = \"b\"\n").find("did you mean \"env.prod.url\"?") !=
        std::string::npos);
}

TEST_CASE("all problems of a file are reported together, in its order") {
  const std::string text =
      problems("owners = \"maybe\"\nschemas = [1]\nlock_timeout = \"soon\"\n[apply]\nattempts = 0\n");
  CHECK(text.find(":1:") < text.find(":2:"));
  CHECK(text.find(":2:") < text.find(":3:"));
  CHECK(text.find(":3:") < text.find(":5:"));
  CHECK(text.find("apply.attempts must be a whole number from 1 to 1000") != std::string::npos);
}

TEST_CASE("online is a flag or \"expand\"") {
  const auto online = [](const std::string& value) {
    const Settings settings = parse_settings("online = " + value, "pgplumb.toml");
    return std::pair(settings.online, settings.expand);
  };
  CHECK(online("false") == std::pair(false, false));
  CHECK(online("true") == std::pair(true, false));
  CHECK(online("\"expand\"") == std::pair(true, true));
  for (const char* wrong : {"\"bogus\"", "\"true\"", "1", "[\"expand\"]"}) {
    CAPTURE(wrong);
    const std::string said = problems(std::string("online = ") + wrong);
    CHECK(said.find("pgplumb.toml:1:10: error: ") == 0);
    CHECK(said.find("true, false or \"expand\"") != std::string::npos);
  }
}

TEST_CASE("what is no TOML is an error at its place") {
  CHECK(problems("schemas = [\n").starts_with("pgplumb.toml:"));
  CHECK(problems("a b\n").starts_with("pgplumb.toml:1:"));
}

TEST_CASE("a password in the file is refused and not repeated") {
  for (const char* line :
       {"[env.p]\nurl = \"postgresql://me:hush@db/app\"\n", "[env.p]\nurl = \"host=db password=hush\"\n",
        "[env.p]\nurl = \"host=db password = hush\"\n", "[env.p]\nurl = \"postgresql://db/app?password=hush\"\n",
        "scratch = \"postgresql://me:hush@db/\"\n", "[scratch]\nwhere = \"postgresql://me:hush@db/\"\n"}) {
    const std::string text = problems(line);
    CHECK(text.find("holds a password") != std::string::npos);
    CHECK(text.find("hush") == std::string::npos);
  }
  CHECK(problems("[env.p]\nurl = \"postgresql://me@db:5433/app\"\n").empty());
}

TEST_CASE("an environment says in exactly one way where its database is") {
  CHECK(problems("[env.p]\n").find("needs either env or url") != std::string::npos);
  CHECK(problems("[env.p]\nenv = \"A\"\nurl = \"postgresql://db/app\"\n").find("needs either env or url") !=
        std::string::npos);
  CHECK(problems("env = \"A\"\n").find("env must be a table") != std::string::npos);
}

TEST_CASE("an environment comes after another one of the file, and not after itself") {
  CHECK(problems("[env.a]\nenv = \"A\"\nafter = \"b\"\n").find(":3:9: error: env.a.after names \"b\"") !=
        std::string::npos);
  CHECK(problems("[env.a]\nenv = \"A\"\nafter = \"b\"\n[env.b]\nenv = \"B\"\nafter = \"a\"\n")
            .find("env.a.after leads back to \"a\"") != std::string::npos);
  CHECK(problems("[env.a]\nenv = \"A\"\n[env.b]\nenv = \"B\"\nafter = \"a\"\n").empty());
}

TEST_CASE("a profile's rules come before those of the project") {
  const Settings settings = parse_settings("profile = \"supabase\"\nexclude_schemas = \"audit\"\n", "pgplumb.toml");
  CHECK(settings.profile == "supabase");
  CHECK(settings.exclude_schemas.front() == "auth");
  CHECK(settings.exclude_schemas.back() == "audit");
  CHECK_FALSE(settings.guests.empty());
  CHECK(problems("\nprofile = \"supabas\"\n") ==
        "pgplumb.toml:2:11: error: there is no profile \"supabas\"\n  hint: did you mean \"supabase\"?\n");
}
