// drift, plan --check and apply --snapshot as a nightly job runs them: exit codes and output.

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cstdio>
#include <string>

#include "commands/project.hpp"
#include "server.hpp"

namespace {

struct Run {
  int exit_code = 0;
  std::string output;  ///< both streams
};

/// In the project's folder, with one database in DATABASE_URL.
Run run(const test::Project& project, const test::Database& database, const std::string& arguments) {
  const std::string command = "cd '" + project.path(".") +
                              "' && env -u PGHOST -u PGDATABASE NO_COLOR=1 DATABASE_URL='" + database.url() +
                              "' '" PGPLUMB_BINARY "' " + arguments + " 2>&1 </dev/null";
  Run result;
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  for (std::size_t size = 0; (size = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    result.output.append(buffer, size);
  result.exit_code = WEXITSTATUS(::pclose(pipe));
  return result;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

constexpr const char* down = "postgresql://u:secret@127.0.0.1:1/nowhere";

}  // namespace

TEST_CASE("targets end with 0, with 2 if one differs, with 1 if one could not be compared") {
  test::Database same;
  test::Database other;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);\n");
  project.write("pgplumb.toml", "[env.other]\nurl = \"" + other.url() + "\"\n");
  same.execute("CREATE TABLE t (a int)");
  other.execute("CREATE TABLE t (a bigint)");
  const std::string one = "--target '" + same.url() + "' ";
  CHECK(run(project, same, "drift " + one).exit_code == 0);
  const Run differs = run(project, same, "drift " + one + "--target other");
  CHECK(differs.exit_code == 2);
  CHECK(has(differs.output, "other"));
  CHECK(has(differs.output, "column public.t.a"));
  const Run failed = run(project, same, "drift --target '" + std::string(down) + "' --target other --json " + one);
  CHECK(failed.exit_code == 1);
  CHECK_FALSE(has(failed.output, "secret"));
  CHECK(failed.output.find("127.0.0.1") < failed.output.find("\"other\""));
  CHECK(has(failed.output, "column public.t.a"));
}

TEST_CASE("a file of targets names environments and URLs, with comments") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);\n");
  project.write("pgplumb.toml", "[env.one]\nurl = \"" + database.url() + "\"\n");
  project.write("targets", "# nightly\r\n\n  one  \n" + database.url() + "\n");
  database.execute("CREATE TABLE t (a int)");
  CHECK(run(project, database, "drift --targets targets --jobs 2").exit_code == 0);
  project.write("targets", "# none\n");
  CHECK(has(run(project, database, "drift --targets targets").output, "targets names no database"));
  const Run unknown = run(project, database, "drift --target tow");
  CHECK(unknown.exit_code == 1);
  CHECK(has(unknown.output, "there is no environment \"tow\""));
}

TEST_CASE("drift --sql writes nothing but SQL, which brings the database back") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);\n");
  database.execute("CREATE TABLE t (a bigint)");
  const Run sql = run(project, database, "drift --sql");
  CHECK(sql.exit_code == 2);
  database.execute(sql.output);
  CHECK(run(project, database, "drift").exit_code == 0);
}

TEST_CASE("drift --accept changes the files: exit 0 if nothing is left, else 2") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql",
                "-- Mine.\nCREATE TABLE t (a int);\nCREATE TABLE u (a int);\nINSERT INTO u (a) VALUES (1);\n");
  database.execute("CREATE TABLE t (a bigint); CREATE TABLE u (a int)");
  const Run accepted = run(project, database, "drift --accept");
  CHECK(accepted.exit_code == 0);
  CHECK(has(accepted.output, "Accepted\n    column public.t.a\nChanged: schema.sql\n"));
  CHECK(project.read("schema.sql").starts_with("-- Mine.\nCREATE TABLE t (a bigint);\nCREATE TABLE u (a int);\n"));
  CHECK(has(run(project, database, "drift --accept").output, "Nothing to accept"));
  database.execute("ALTER TABLE u DROP a");
  const std::string before = project.read("schema.sql");
  const Run left = run(project, database, "drift --accept --json");
  CHECK(left.exit_code == 2);
  CHECK(has(left.output, "\"object\": \"column public.u.a\""));
  CHECK(project.read("schema.sql") == before);
}

TEST_CASE("what apply leaves is a baseline") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);\n");
  CHECK(run(project, database, "plan -o plan.sql").exit_code == 0);
  CHECK(run(project, database, "plan --check plan.sql").exit_code == 0);
  CHECK(run(project, database, "apply plan.sql --snapshot left.json").exit_code == 0);
  CHECK(run(project, database, "drift --baseline left.json").exit_code == 0);
  project.write("schema.sql", "CREATE TABLE t (a int, b int);\n");
  CHECK(run(project, database, "drift --baseline left.json").exit_code == 0);
  database.execute("ALTER TABLE t ADD c int");
  CHECK(run(project, database, "drift --baseline left.json").exit_code == 2);
  const Run stale = run(project, database, "plan --allow-destroy --check plan.sql");
  CHECK(stale.exit_code == 3);
  CHECK(has(stale.output, "Out of date: plan.sql"));
  CHECK(has(stale.output, "  gone: create table public.t\n"));
}

TEST_CASE("a plan that policy denies is refused with the line that would let it through") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a bigint);\n");
  project.write("pgplumb.toml", "[policy]\nwarn = [\"rewrites:*\"]\n[env.production]\nurl = \"" + database.url() +
                                    "\"\n[env.production.policy]\ndeny = [\"rewrites:*\"]\n");
  database.execute("CREATE TABLE t (a int)");
  const Run warned = run(project, database, "plan -o plan.sql");
  CHECK(warned.exit_code == 0);
  CHECK(has(warned.output, "pgplumb.toml:2:9: warning: step 1 writes table public.t anew, which policy warns of"));
  const Run denied = run(project, database, "plan --env production");
  CHECK(denied.exit_code == 3);
  CHECK(has(denied.output, "add \"rewrites:table public.t\" to allow in [env.production.policy]"));
  CHECK(run(project, database, "apply --env production plan.sql").exit_code == 3);
  CHECK(run(project, database, "apply plan.sql").exit_code == 0);
}
