#include "pgplumb/plan_check.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "commands/project.hpp"
#include "pgplumb/apply.hpp"
#include "server.hpp"

using pgplumb::PlanCheckRequest;
using pgplumb::PlanCheckResult;
using pgplumb::PlanDifference;
using What = pgplumb::PlanDifference::What;

namespace {

/// A project whose plan was committed.
struct Committed {
  test::Database database;
  test::Project project;
  PlanCheckRequest request;

  explicit Committed(const std::string& live, const std::string& schema) {
    database.execute(live);
    project.write("schema.sql", schema);
    request.plan.connection = database.url();
    request.plan.settings = project.settings();
    request.text = make_plan(request.plan).text;
    request.file = "plan.sql";
  }

  [[nodiscard]] PlanCheckResult check() const { return check_plan(request); }
};

const PlanDifference* find(const PlanCheckResult& result, What what, const std::string& subject) {
  const auto at = std::find_if(result.differences.begin(), result.differences.end(), [&](const auto& difference) {
    return difference.what == what && difference.subject == subject;
  });
  return at == result.differences.end() ? nullptr : &*at;
}

constexpr const char* schema = "CREATE TABLE a (x bigint);\nCREATE TABLE b (x int);\n";

}  // namespace

TEST_CASE("a plan is up to date while neither side moves, wherever the lines of the files are") {
  Committed committed("CREATE TABLE a (x int)", schema);
  CHECK(committed.check().up_to_date());
  committed.project.write("schema.sql", std::string("-- a comment\n\n") + schema);
  CHECK(committed.check().up_to_date());
}

TEST_CASE("what the schema files changed is told step by step") {
  Committed committed("CREATE TABLE a (x int)", schema);
  committed.project.write("schema.sql",
                          "CREATE TABLE a (x bigint);\nCREATE TABLE b (x text);\nCREATE TABLE c (x int);\n");
  const PlanCheckResult result = committed.check();
  CHECK_FALSE(result.up_to_date());
  CHECK(result.differences.size() == 2);
  const PlanDifference* changed = find(result, What::changed, "create table public.b");
  REQUIRE(changed != nullptr);
  CHECK(changed->details == std::vector<std::string>{"- CREATE TABLE public.b (\n    x integer\n)",
                                                     "+ CREATE TABLE public.b (\n    x text\n)"});
  CHECK(find(result, What::added, "create table public.c") != nullptr);
  committed.project.write("schema.sql", "CREATE TABLE a (x bigint);\n");
  CHECK(find(committed.check(), What::gone, "create table public.b") != nullptr);
}

TEST_CASE("what changed in the database is told by name") {
  Committed committed("CREATE TABLE a (x int); CREATE VIEW v AS SELECT 1 AS one; CREATE TABLE d (x int)",
                      std::string(schema) + "CREATE VIEW v AS SELECT 1 AS one;\nCREATE TABLE d (x int);\n");
  committed.database.execute("CREATE OR REPLACE VIEW v AS SELECT 2 AS one; ALTER TABLE d ADD y int; DROP TABLE a");
  committed.request.plan.allow_destroy = {"*"};
  const PlanCheckResult result = committed.check();
  CHECK_FALSE(result.applied);
  for (const auto& [subject, detail] :
       std::vector<std::pair<std::string, std::string>>{{"view public.v", "changed since"},
                                                        {"column public.d.y", "added since"},
                                                        {"table public.a", "gone since"}}) {
    const PlanDifference* difference = find(result, What::database, subject);
    REQUIRE_MESSAGE(difference != nullptr, subject);
    CHECK(difference->details == std::vector<std::string>{detail});
  }
}

TEST_CASE("settings that a plan is made with are told of") {
  Committed committed("CREATE TABLE a (x int)", schema);
  committed.request.plan.settings.lock_timeout = "9s";
  committed.request.plan.prove = false;
  const PlanCheckResult result = committed.check();
  CHECK(find(result, What::header, "lock_timeout")->details == std::vector<std::string>{"- 3s", "+ 9s"});
  CHECK(find(result, What::header, "proof")->details == std::vector<std::string>{"- passed", "+ skipped"});
}

TEST_CASE("a plan that was applied is told to be so") {
  Committed committed("CREATE TABLE a (x int)", schema);
  pgplumb::ApplyRequest apply;
  apply.connection = committed.database.url();
  apply.text = committed.request.text;
  (void)apply_plan(apply);
  const PlanCheckResult result = committed.check();
  CHECK(result.applied);
  CHECK_FALSE(result.up_to_date());
  CHECK(find(result, What::gone, "create table public.b") != nullptr);
}

TEST_CASE("an edited plan is refused before it is compared") {
  Committed committed("CREATE TABLE a (x int)", schema);
  committed.request.text += "DROP TABLE a;\n";
  CHECK_THROWS_AS((void)committed.check(), pgplumb::DiagnosedError);
}
