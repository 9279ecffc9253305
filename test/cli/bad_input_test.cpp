// What a person gets for what cannot work: a message that names the thing, a hint, and nothing half done.

#include <doctest/doctest.h>
#include <unistd.h>

#include "cli/run.hpp"
#include "server.hpp"

using test::has;
using test::quoted;
using test::Run;
using test::run;
using test::run_shell;

namespace {

std::string url_of(const test::Database& database) {
  return " --url " + quoted(database.url());
}

}  // namespace

TEST_CASE("a database that is not there, and a string that is no connection, are named with what to do") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "");
  const Run unknown = run(project, "drift --url " + quoted(test::server().url("no_such_database")));
  CHECK(unknown.exit_code == 1);
  CHECK(has(unknown.errors, "no_such_database"));
  CHECK(has(unknown.errors, "create the database first, or name another one"));
  const Run wrong = run(project, "drift --url 'host=x port=many password=s3cr3tpw frobnicate=1'");
  CHECK(wrong.exit_code == 1);
  CHECK(has(wrong.errors, "hint: "));
  CHECK_FALSE(has(wrong.errors, "s3cr3tpw"));
}

TEST_CASE("a session that may only read is told so before anything is done") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);");
  REQUIRE(run(project, "plan -o plan.sql --scratch local" + url_of(database)).exit_code == 0);
  database.execute("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
  const Run apply = run(project, "apply plan.sql" + url_of(database));
  CHECK(apply.exit_code == 1);
  CHECK(has(apply.errors, "takes no changes: default_transaction_read_only is on"));
  CHECK(has(apply.errors, "hint: "));
}

TEST_CASE("a disk that is full while a plan is written leaves the old plan as it was") {
  test::Database database;
  const test::Project project;
  std::string schema;
  for (int table = 0; table < 30; ++table) schema += "CREATE TABLE t" + std::to_string(table) + " (a int);\n";
  project.write("schema.sql", schema);
  project.write("plan.sql", "the old plan");
  const Run plan =
      run_shell(project, "bash -c " + quoted("trap '' XFSZ; ulimit -f 1; exec " + quoted(PGPLUMB_BINARY) +
                                             " plan --no-proof --allow-superuser --scratch server -o plan.sql" +
                                             url_of(database)));
  CHECK(plan.exit_code == 1);
  CHECK(has(plan.errors, "cannot write plan.sql"));
  CHECK(project.read("plan.sql") == "the old plan");
  const Run full = run(project, "plan --no-proof --scratch local -o /dev/full" + url_of(database));
  CHECK(full.exit_code == 1);
  CHECK(has(full.errors, "cannot write /dev/full: No space left on device"));
}

TEST_CASE("a disk that is full for the snapshot that an apply leaves does not hide that the plan is applied") {
  const test::Project project;
  std::string schema;
  for (int table = 0; table < 30; ++table) schema += "CREATE TABLE t" + std::to_string(table) + " (a int);\n";
  project.write("schema.sql", schema);
  for (const std::string file : {"left.json", "/dev/full"}) {
    CAPTURE(file);
    test::Database database;
    REQUIRE(run(project, "plan -o plan.sql --scratch local" + url_of(database)).exit_code == 0);
    const std::string apply = quoted(PGPLUMB_BINARY) + " apply plan.sql --snapshot " + file + url_of(database);
    const Run full = run_shell(project, "bash -c " + quoted("trap '' XFSZ; ulimit -f 1; exec " + apply));
    CHECK(full.exit_code == 4);
    CHECK(has(full.errors,
              "the plan is applied, every batch is committed, but its snapshot was not written: cannot write " + file));
    CHECK(has(full.errors, "hint: to get it, run pgplumb export -o " + file + " with the same --url"));
    CHECK(std::filesystem::exists(project.path(file)) == (file == "/dev/full"));
    CHECK(database.execute("SELECT FROM pg_tables WHERE schemaname = 'public'").rows.size() == 30);
    CHECK(run_shell(project, apply).exit_code == (file == "/dev/full" ? 1 : 0));
  }
}

TEST_CASE("an output that takes nothing keeps no batch from being applied, and does not hide that it is") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);");
  REQUIRE(run(project, "plan -o plan.sql --scratch local" + url_of(database)).exit_code == 0);
  const Run full = run(project, "apply plan.sql" + url_of(database) + " >/dev/full");
  CHECK(full.exit_code == 4);
  CHECK(has(full.errors, "the plan is applied, every batch is committed, but cannot write standard output"));
  CHECK(database.execute("SELECT FROM pg_tables WHERE schemaname = 'public'").rows.size() == 1);
}

TEST_CASE("a plan that is cut short, edited, or no plan is refused, and the database stays as it is") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int); CREATE TABLE u (a int);");
  REQUIRE(run(project, "plan -o plan.sql --scratch local" + url_of(database)).exit_code == 0);
  const std::string text = project.read("plan.sql");
  for (const std::size_t size : {std::size_t{0}, std::size_t{10}, text.size() / 2, text.size() - 1}) {
    CAPTURE(size);
    project.write("cut.sql", text.substr(0, size));
    const Run apply = run(project, "apply cut.sql" + url_of(database));
    CHECK((apply.exit_code == 1 || apply.exit_code == 3));
    CHECK(has(apply.errors, "cut.sql"));
  }
  CHECK(database.execute("SELECT 1 FROM pg_class WHERE relname IN ('t', 'u')").rows.empty());
}

TEST_CASE("a plan for another database is refused with what differs") {
  test::Database one;
  test::Database other;
  const test::Project project;
  other.execute("CREATE TABLE theirs (a int)");
  project.write("schema.sql", "CREATE TABLE t (a int);");
  REQUIRE(run(project, "plan -o plan.sql --scratch local" + url_of(one)).exit_code == 0);
  const Run apply = run(project, "apply plan.sql" + url_of(other));
  CHECK(apply.exit_code == 3);
  CHECK(has(apply.errors, "theirs"));
}

TEST_CASE("CRLF and a byte order mark in files change nothing") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (\n  a int, -- first\n  b text\n);\n");
  REQUIRE(run(project, "plan -o one.sql --scratch local" + url_of(database)).exit_code == 0);
  project.write("schema.sql",
                "\xEF\xBB\xBF"
                "CREATE TABLE t (\r\n  a int, -- first\r\n  b text\r\n);\r\n");
  project.write("pgplumb.toml", "\xEF\xBB\xBFscratch = \"local\"\r\n");
  const Run plan = run(project, "plan -o two.sql" + url_of(database));
  CHECK(plan.errors == "");
  CHECK(plan.exit_code == 0);
  CHECK(project.read("one.sql") == project.read("two.sql"));
}

TEST_CASE("names with newlines, quotes, backslashes, emoji and 63 bytes go through plan, apply and drift") {
  test::Database database;
  const test::Project project;
  const std::string longest(63, 'x');
  project.write("schema.sql",
                "CREATE SCHEMA \"new\nline\"; CREATE TABLE \"new\nline\".\"a\"\"b\\c 🐘\" (\"d\n-- e\" int, \"$$\" text "
                "DEFAULT '''\\'); CREATE TABLE " +
                    longest + " (a int); COMMENT ON TABLE " + longest + " IS E'x\\ny';");
  REQUIRE(run(project, "plan -o plan.sql --scratch local" + url_of(database)).exit_code == 0);
  const Run apply = run(project, "apply plan.sql" + url_of(database));
  CHECK(apply.exit_code == 0);
  CHECK(run(project, "drift --scratch local" + url_of(database)).exit_code == 0);
}

TEST_CASE("rights that are lost in the middle stop a plan with what is done and how to go on") {
  test::Database database;
  const test::Project project;
  const std::string role = "loser_" + std::to_string(::getpid());
  database.execute("CREATE ROLE " + role + " LOGIN; GRANT CREATE ON SCHEMA public TO " + role +
                   "; CREATE TABLE mine (a int); ALTER TABLE mine OWNER TO " + role);
  project.write("schema.sql",
                "CREATE TABLE mine (a int); CREATE TABLE later (a int); CREATE INDEX i ON mine (a);\n"
                "-- pgplumb:manual \"lose\" phase=before\nREVOKE CREATE ON SCHEMA public FROM " +
                    role + ";\n-- pgplumb:end manual\n");
  REQUIRE(run(project, "plan --no-proof -o plan.sql --scratch local" + url_of(database)).exit_code == 0);
  const Run apply =
      run(project, "apply plan.sql --url " +
                       quoted(database.url() + (test::has(database.url(), "?") ? "&user=" : "?user=") + role));
  CAPTURE(apply.errors);
  CHECK(apply.exit_code != 0);
  CHECK(has(apply.errors, "permission denied"));
  database.execute("DROP OWNED BY " + role + " CASCADE; DROP ROLE " + role);
}
