// What an environment demands before a plan is applied to it: approval, order, a backup; and the hooks around it.

#include "commands/approval.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "base/hash.hpp"
#include "commands/project.hpp"
#include "pgplumb/history.hpp"
#include "pgplumb/plan.hpp"
#include "plan/signature.hpp"
#include "server.hpp"

using namespace pgplumb;

namespace {

/// Staging and production, and a plan for both.
struct Pair {
  test::Database staging;
  test::Database production;
  test::Project project;
  Settings settings = project.settings();
  PlanResult plan;

  Pair() {
    for (test::Database* database : {&staging, &production}) database->execute("CREATE TABLE kept (id int)");
    project.write("schema.sql", "CREATE TABLE kept (id int); CREATE TABLE added (id int PRIMARY KEY);");
    settings.journal = JournalSetting::on;
    settings.environments["staging"].url = staging.url();
    settings.environments["production"].url = production.url();
    PlanRequest request;
    request.connection = staging.url();
    request.settings = settings;
    plan = make_plan(request);
  }

  [[nodiscard]] ApplyRequest request(const std::string& environment) const {
    ApplyRequest request;
    request.environment = environment;
    request.connection = settings.environments.at(environment).url;
    request.settings = settings;
    request.text = plan.text;
    request.file = project.path("x.plan.sql");
    return request;
  }

  /// Why it is refused; empty if it is applied.
  static std::string apply(const ApplyRequest& request) {
    try {
      (void)apply_plan(request);
    } catch (const DiagnosedError& error) {
      CHECK(error.exit_code() == ExitCode::refused);
      return error.diagnostics().at(0).message;
    }
    return "";
  }

  bool applied(test::Database& database) {
    return database.execute("SELECT 1 FROM pg_class WHERE relname = 'added'").rows.size() == 1;
  }
};

HistoryResult history_of(const test::Database& database) {
  HistoryRequest request;
  request.connection = database.url();
  return read_history(request);
}

}  // namespace

TEST_CASE("a protected environment takes a plan with the digest that was reviewed, and no other") {
  Pair pair;
  pair.settings.environments["production"].is_protected = true;
  ApplyRequest request = pair.request("production");
  CHECK(Pair::apply(request).find("environment \"production\" is protected") == 0);
  request.approved = "sha256:" + std::string(64, '0');
  CHECK(Pair::apply(request).find("the approved digest is sha256:0000") == 0);
  request.approved = pair.plan.digest.substr(0, 20);
  CHECK(Pair::apply(request).find("the approved digest is " + request.approved) == 0);
  CHECK_FALSE(pair.applied(pair.production));

  SUBCASE("whichever way its database is reached") {
    request.environment.clear();
    request.approved.clear();
    CHECK(Pair::apply(request).find("environment \"production\" is protected") == 0);
  }
  SUBCASE("with or without the name of the hash") {
    request.approved = pair.plan.digest.substr(7);
    CHECK(Pair::apply(request).empty());
    CHECK(pair.applied(pair.production));
    CHECK(history_of(pair.production).plans.at(0).environment == "production");
  }
}

TEST_CASE("an environment that asks for a signature takes a plan of its key, and no other") {
  Pair pair;
  REQUIRE(
      std::system(("cd '" + pair.project.path("") +
                   "' && for key in ours other; do openssl genpkey -algorithm ed25519 -out $key.pem && openssl pkey "
                   "-in $key.pem -pubout -out $key.public.pem; done")
                      .c_str()) == 0);
  pair.settings.environments["production"].verify = pair.project.path("ours.public.pem");
  ApplyRequest request = pair.request("production");
  CHECK(Pair::apply(request).find("the plan is not signed") != std::string::npos);
  request.text = plan::SigningKey(pair.project.path("other.pem")).sign(pair.plan.text);
  CHECK(Pair::apply(request).find("not that of the key") != std::string::npos);
  request.verify = pair.project.path("other.public.pem");  // of one's own choice, besides
  CHECK(Pair::apply(request).find("not that of the key") != std::string::npos);
  CHECK_FALSE(pair.applied(pair.production));
  request.text = plan::SigningKey(pair.project.path("ours.pem")).sign(pair.plan.text);
  CHECK(Pair::apply(request).find("not that of the key") != std::string::npos);
  request.verify.clear();
  request.environment.clear();
  CHECK(Pair::apply(request).empty());
  CHECK(pair.applied(pair.production));
  CHECK(Pair::apply(pair.request("staging")).empty());
}

TEST_CASE("an environment whose connection cannot be read is in nobody's way but its own") {
  Pair pair;
  pair.settings.environments["broken"].url = "mysql://u:s3cretpw@h.invalid/d";
  ApplyRequest request = pair.request("staging");
  request.environment = "";
  CHECK(Pair::apply(request).empty());
  CHECK_THROWS_WITH_AS(Pair::apply(pair.request("broken")),
                       "the connection string is neither a URL of PostgreSQL's nor the name of a database", Error);
}

TEST_CASE("a plan reaches an environment after the one that comes before it") {
  Pair pair;
  pair.settings.environments["production"].after = "staging";
  const ApplyRequest request = pair.request("production");
  CHECK(Pair::apply(request) == "environment \"production\" comes after \"staging\", which has no journal");
  CHECK_FALSE(pair.applied(pair.production));
  CHECK(Pair::apply(pair.request("staging")).empty());
  CHECK(Pair::apply(request).empty());
  CHECK(pair.applied(pair.production));

  SUBCASE("which is another database") {
    pair.settings.environments["staging"].url = pair.production.url();
    CHECK(Pair::apply(pair.request("production")).find("but both are the same database") != std::string::npos);
  }
  SUBCASE("and had nothing to do there") {
    pair.staging.execute("DELETE FROM pgplumb.run");
    pair.production.execute("DROP SCHEMA pgplumb CASCADE; DROP TABLE added");
    CHECK(Pair::apply(request) ==
          "environment \"production\" comes after \"staging\", where this plan was not applied");
    CHECK(apply_plan(pair.request("staging")).nothing_to_do);
    CHECK(history_of(pair.staging).plans.size() == 1);
    CHECK(apply_plan(pair.request("staging")).nothing_to_do);
    CHECK(history_of(pair.staging).plans.size() == 1);
    CHECK(Pair::apply(request).empty());
    CHECK(pair.applied(pair.production));
  }
  SUBCASE("and had this plan, not another") {
    test::Database third;
    third.execute("CREATE TABLE kept (id int)");
    pair.settings.environments["third"].url = third.url();
    pair.settings.environments["third"].after = "staging";
    pair.staging.execute("UPDATE pgplumb.run SET digest = 'sha256:other'");
    CHECK(Pair::apply(pair.request("third")) ==
          "environment \"third\" comes after \"staging\", where this plan was not applied");
  }
}

TEST_CASE("a backup is taken before the plan, is what pg_restore reads, and stands in the journal with its hash") {
  Pair pair;
  pair.production.execute("INSERT INTO kept VALUES (42)");
  pair.settings.environments["production"].backup.directory = pair.project.path("backups");
  const ApplyResult result = apply_plan(pair.request("production"));
  CHECK(result.backup.starts_with(pair.project.path("backups") + "/"));
  CHECK(result.backup_sha256 ==
        hex(sha256(pair.project.read("backups/" + std::filesystem::path(result.backup).filename().string()))));
  CHECK((std::filesystem::status(result.backup).permissions() & std::filesystem::perms::others_read) ==
        std::filesystem::perms::none);
  const AppliedPlan run = history_of(pair.production).plans.at(0);
  CHECK(run.backup == result.backup);
  CHECK(run.backup_sha256 == result.backup_sha256);
  // It is the database as it was: with its rows, without what the plan has made.
  test::Database restored;
  const std::string command =
      "pg_restore --dbname='" + restored.url() + "' '" + result.backup + "' 2>" + pair.project.path("errors");
  CHECK(std::system(command.c_str()) == 0);
  CHECK(restored.execute("SELECT id FROM kept").rows.at(0).at(0) == "42");
  CHECK_FALSE(pair.applied(restored));
}

TEST_CASE("no plan runs without the backup that is demanded") {
  Pair pair;
  ApplyRequest request = pair.request("production");
  SUBCASE("where its folder cannot be made") {
    request.backup.directory = pair.project.write("file", "") + "/backups";
    CHECK_THROWS_AS((void)apply_plan(request), Error);
  }
  SUBCASE("where pg_dump fails, and no half of it is left") {
    request.backup.directory = pair.project.path("backups");
    pair.production.execute("CREATE ROLE approval_poor LOGIN; GRANT CREATE ON SCHEMA public TO approval_poor");
    pair.production.execute("GRANT CREATE ON DATABASE " + pair.production.name() + " TO approval_poor");
    request.connection += "&user=approval_poor";
    CHECK_THROWS_WITH_AS((void)apply_plan(request), doctest::Contains("the backup failed: pg_dump ended with"), Error);
    CHECK(std::filesystem::is_empty(pair.project.path("backups")));
    pair.production.execute("DROP OWNED BY approval_poor; DROP ROLE approval_poor");
  }
  CHECK_FALSE(pair.applied(pair.production));
}

TEST_CASE("whoever asks to stop waits for no hook, for nothing that it has started, and for no pg_dump") {
  Pair pair;
  ApplyRequest request = pair.request("production");
  request.stop = pgplumb::Stop::make();
  const auto interrupted = [&] {
    std::thread asking([stop = request.stop] {
      std::this_thread::sleep_for(std::chrono::milliseconds(700));
      stop.ask();
    });
    const auto begin = std::chrono::steady_clock::now();
    CHECK_THROWS_WITH_AS((void)apply_plan(request), "interrupted", Error);
    asking.join();
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(30));
    CHECK_FALSE(pair.applied(pair.production));
  };
  SUBCASE("a hook") {
    request.settings.before_apply = "sleep 600 & sleep 600; echo lives > '" + pair.project.path("lives") + "'";
    interrupted();
    CHECK_FALSE(std::filesystem::exists(pair.project.path("lives")));
  }
  SUBCASE("pg_dump, which waits for a lock") {
    pair.production.execute("BEGIN; LOCK TABLE kept");
    request.backup.directory = pair.project.path("backups");
    interrupted();
    CHECK(std::filesystem::is_empty(pair.project.path("backups")));
    pair.production.execute("ROLLBACK");
  }
}

TEST_CASE("hooks know the plan's facts; one before can refuse, one after makes the exit code 4") {
  Pair pair;
  pair.settings.before_apply = "env | grep ^PGPLUMB_ | sort > '" + pair.project.path("facts") + "'";
  SUBCASE("both succeed") {
    pair.settings.after_apply = "test \"$PGPLUMB_CREATES\" = 1";
    CHECK(Pair::apply(pair.request("production")).empty());
    const std::string facts = pair.project.read("facts");
    CHECK(facts.find("PGPLUMB_DIGEST=" + pair.plan.digest + "\n") != std::string::npos);
    CHECK(facts.find("PGPLUMB_ENV=production\n") != std::string::npos);
    CHECK(facts.find("PGPLUMB_PLAN=" + pair.project.path("x.plan.sql") + "\n") != std::string::npos);
    CHECK(facts.find("PGPLUMB_DATABASE=database " + pair.production.name() + " on ") != std::string::npos);
    // Nothing is done the second time, and nobody is called.
    pair.settings.before_apply = "exit 1";
    CHECK(apply_plan(pair.request("production")).nothing_to_do);
  }
  SUBCASE("the one before fails") {
    pair.settings.before_apply = "exit 7";
    try {
      (void)apply_plan(pair.request("production"));
      FAIL("it was applied");
    } catch (const Error& error) {
      CHECK(error.exit_code() == ExitCode::refused);
      CHECK(std::string(error.what()) == "before_apply ended with exit code 7; nothing was changed");
    }
    CHECK_FALSE(pair.applied(pair.production));
  }
  SUBCASE("the one after fails") {
    pair.settings.after_apply = "exit 7";
    const std::string rollback = pair.project.write("x.reverse.plan.sql", "");
    try {
      (void)apply_plan(pair.request("production"));
      FAIL("nothing was said");
    } catch (const Error& error) {
      CHECK(error.exit_code() == ExitCode::partly_applied);
      CHECK(error.hint() == "see what it says; the way back is pgplumb apply " + rollback);
    }
    CHECK(pair.applied(pair.production));
  }
}
