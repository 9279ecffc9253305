// The binary as a person or a script runs it: output, exit codes, options.

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "cli/run.hpp"
#include "commands/project.hpp"
#include "server.hpp"

using test::has;
using test::quoted;
using test::Run;
using test::run;
using test::run_shell;

TEST_CASE("every command explains itself with examples") {
  const test::Project project;
  const Run all = run(project, "--help");
  CHECK(has(all.output, "Usage: pgplumb [OPTIONS]"));
  CHECK(all.exit_code == 0);
  for (const std::string command :
       {"plan", "apply", "show", "drift", "export", "history", "render", "check", "scratch", "debug-bundle"}) {
    CHECK(has(all.output, "  " + command + " "));
    const Run one = run(project, command + " --help");
    CHECK(one.exit_code == 0);
    CHECK(has(one.output, "Examples:"));
    CHECK(has(one.output, "  pgplumb " + command));
  }
  CHECK(has(run(project, "--version").output, "pgplumb 0."));
}

TEST_CASE("help that cannot be written is an error like any other") {
  const test::Project project;
  const Run full = run(project, "--help >/dev/full");
  CHECK(full.exit_code == 1);
  CHECK(has(full.errors, "pgplumb: error: cannot write standard output"));
}

TEST_CASE("a mistyped command, option or value is an error with a hint") {
  const test::Project project;
  const Run command = run(project, "plann");
  CHECK(command.exit_code == 1);
  CHECK(command.errors == "pgplumb: error: there is no command \"plann\"\n  hint: did you mean pgplumb plan?\n");
  CHECK(run(project, "plan --bogus").exit_code == 1);
  CHECK(has(run(project, "plan --bogus").errors, "see pgplumb plan --help"));
  CHECK(run(project, "plan --owners maybe").exit_code == 1);
  CHECK(run(project, "").exit_code == 1);
}

TEST_CASE("plan takes --online alone or with expand, and names both where it is given anything else") {
  const test::Project project;
  for (const char* wrong : {"bogus", "EXPAND", "expand,true"}) {
    CAPTURE(wrong);
    const Run refused = run(project, std::string("plan --online=") + wrong);
    CHECK(refused.exit_code == 1);
    CHECK(has(refused.errors, std::string("--online: ") + wrong + " not in {true,expand}\n  hint: "));
  }
}

TEST_CASE("apply waits for a time that has a unit, and refuses every other before it reads the plan") {
  const test::Project project;
  for (const char* wrong : {"30", "soon", "0s", "1.5s", "-3s", "3mm"}) {
    const Run refused = run(project, std::string("apply none.sql --wait=") + wrong);
    CHECK(refused.exit_code == 1);
    CHECK(has(refused.errors, "--wait is \""));
    CHECK(has(refused.errors, "hint: write a number and a unit, more than nothing: 30s, 5min, 1h"));
  }
  for (const char* right : {"30s", "5min", "5m", "500ms", "1d"})
    CHECK_FALSE(has(run(project, std::string("apply none.sql --wait ") + right).errors, "--wait"));
}

TEST_CASE("plan, apply and drift go together from the command line, with their exit codes") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);");
  const std::string url = "--url " + quoted(database.url());
  const Run plan = run(project, "plan " + url + " --scratch local -o plan.sql --detailed-exitcode");
  CHECK(plan.exit_code == 2);
  CHECK(has(plan.output, "    + table public.t  (1 column)  schema.sql:1:1\n"));
  CHECK(has(plan.output, "pgplumb apply"));
  CHECK_FALSE(has(plan.output, "\x1b["));
  CHECK(has(run(project, "show plan.sql").output, "table public.t"));
  CHECK(has(run(project, "show plan.sql --json").output, "\"statements\""));
  CHECK(run(project, "drift " + url).exit_code == 2);
  CHECK(run(project, "apply " + url + " plan.sql").exit_code == 0);
  const Run again = run(project, "apply " + url + " plan.sql");
  CHECK(again.exit_code == 0);
  CHECK(has(again.output, "Nothing to do"));
  CHECK(run(project, "plan " + url + " --detailed-exitcode").exit_code == 0);
  CHECK(run(project, "drift " + url).exit_code == 0);
  database.execute("ALTER TABLE t ADD COLUMN b int");
  const Run drift = run(project, "drift --json", "DATABASE_URL=" + quoted(database.url()));
  CHECK(drift.exit_code == 2);
  CHECK(has(drift.output, "\"object\": \"column public.t.b\""));
  CHECK(run(project, "check " + url).exit_code == 2);
}

TEST_CASE("plan --check-rows says whether the rows let the plan through, and keeps the exit code of plan") {
  test::Database database;
  const test::Project project;
  database.execute("CREATE TABLE t (a int, b int); INSERT INTO t VALUES (NULL, 1), (NULL, 1)");
  project.write("schema.sql", "CREATE TABLE t (a int NOT NULL, b int CHECK (b > 0));");
  const std::string plan = "plan --url " + quoted(database.url()) + " --scratch local -o plan.sql";
  const Run asked = run(project, plan + " --check-rows");
  CHECK(asked.exit_code == 0);
  CHECK(has(asked.errors,
            "step 1 will fail: in table public.t, 2 rows are in the way of \"no NULL in column public.t.a\""));
  CHECK(has(asked.errors, "see what is in the way: SELECT * FROM public.t WHERE a IS NULL;"));
  CHECK(has(asked.output,
            "    ! step 1 depends on the rows of table public.t: no NULL in column public.t.a\n"
            "      SELECT * FROM public.t WHERE a IS NULL\n"));
  CHECK(has(asked.output,
            "Rows: of 2 demands on them 1 is met by those of now, 1 is not: apply would fail (see the warnings).\n"));
  const Run unasked = run(project, plan);
  CHECK_FALSE(has(unasked.errors, "rows"));
  CHECK_FALSE(has(unasked.output, "Rows: "));
  CHECK(has(run(project, "show plan.sql").output, "step 1 depends on the rows of table public.t: no NULL in column"));
  CHECK(has(run(project, "show plan.sql --json").output, "\"query\": \"SELECT * FROM public.t WHERE a IS NULL\""));
  CHECK(has(run(project, "show plan.sql --format markdown").output, "`SELECT * FROM public.t WHERE a IS NULL`"));
  CHECK(run(project, plan + " --check-rows-limit 5s").exit_code == 1);
  CHECK(run(project, plan + " --check-rows --check-rows-limit 5s").exit_code == 0);
  CHECK(run(project, plan + " --check-rows --reverse").exit_code == 1);
}

TEST_CASE("--allow-destroy takes a pattern or none, and never the next option") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "");
  database.execute("CREATE TABLE t (a int)");
  const std::string url = " --url " + quoted(database.url());
  const Run refused = run(project, "plan --no-proof" + url);
  CHECK(refused.exit_code == 3);
  CHECK(has(refused.errors, "--allow-destroy 'table public.t'"));
  CHECK(run(project, "plan --no-proof --allow-destroy --privileges on" + url).exit_code == 0);
  CHECK(run(project, "plan --no-proof" + url + " --allow-destroy").exit_code == 0);
  CHECK(run(project, "plan --no-proof --allow-destroy 'table public.*' --privileges on" + url).exit_code == 0);
  CHECK(run(project, "plan --no-proof --allow-destroy other --allow-destroy 'public.t'" + url).exit_code == 0);
  CHECK(run(project, "plan --no-proof --allow-destroy other" + url).exit_code == 3);
}

TEST_CASE("an edited plan is refused") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);");
  const std::string url = " --url " + quoted(database.url());
  run(project, "plan -o plan.sql" + url);
  std::string text = project.read("plan.sql");
  text.replace(text.find("CREATE TABLE"), 12, "CREATE  TABLE");
  project.write("plan.sql", text);
  const Run apply = run(project, "apply plan.sql" + url);
  CHECK(apply.exit_code == 3);
  CHECK(has(apply.errors, "pgplumb: error: "));
}

TEST_CASE("a file that has no end, or may not grow, is an error of its own") {
  const test::Project project;
  const test::Run endless = test::run(project, "show /dev/zero");
  CHECK(endless.exit_code == 1);
  CHECK(test::has(endless.errors, "cannot read /dev/zero: it has more than 1 GiB"));
  project.write("long.md", std::string(9000, 'x'));
  const test::Run limited = test::run_shell(
      project, "sh -c 'ulimit -f 8; exec " + std::string(PGPLUMB_BINARY) + " help configuration >> long.md'");
  CHECK(limited.exit_code == 1);
  CHECK(test::has(limited.errors, "File too large"));
}

TEST_CASE("colours come with --color always, and never with NO_COLOR or into a file") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "");
  const std::string url = " --url " + quoted(database.url());
  CHECK(has(run(project, "plan --color always" + url).output, "\x1b[32m"));
  CHECK(has(run(project, "--color always plan" + url).output, "\x1b[32m"));
  CHECK_FALSE(has(run(project, "plan" + url).output, "\x1b["));
  CHECK_FALSE(has(run(project, "plan" + url, "NO_COLOR=1").output, "\x1b["));
}

TEST_CASE("the connection comes from pgplumb.toml and .env, and secrets do not come out") {
  test::Database database;
  const test::Project project;
  project.write("pgplumb.toml", "schema = \"db\"\n[env.staging]\nenv = \"STAGING\"\n");
  project.write("db/a.sql", "CREATE TABLE t (a int);");
  project.write(".env", "STAGING=\"" + database.url() + "\"\n");
  CHECK(run(project, "plan --env staging --detailed-exitcode").exit_code == 2);
  const Run wrong = run(project, "plan --env staging", "STAGING=postgresql://me:hush@127.0.0.1:1/db");
  CHECK(wrong.exit_code == 1);
  CHECK_FALSE(has(wrong.errors, "hush"));
  CHECK(has(wrong.errors, "127.0.0.1"));
  project.write("pgplumb.toml", "shema = \"db\"\n");
  CHECK(has(run(project, "plan").errors,
            "pgplumb.toml:1:1: error: unknown key \"shema\"\n  hint: did you mean \"schema\"?"));
}

TEST_CASE("scratch runs a command with a database of its own and has its exit code") {
  const test::Project project;
  const Run result = run(project, "scratch -- sh -c 'echo \"$DATABASE_URL\"; exit 7'");
  CHECK(result.exit_code == 7);
  CHECK(has(result.output, "postgresql://"));
  CHECK(run(project, "scratch -- sh -c 'kill -9 $$'").exit_code == 128 + SIGKILL);
  const Run missing = run(project, "scratch -- no-such-command");
  CHECK(missing.exit_code == 1);
  CHECK(has(missing.errors, "cannot start no-such-command"));
  // "server" is the one that every other command would connect to.
  test::Database database;
  const Run beside = run(project, "scratch --scratch server --allow-superuser -- sh -c 'echo \"$DATABASE_URL\"'",
                         "DATABASE_URL=" + quoted(database.url()));
  CHECK(beside.exit_code == 0);
  CHECK(has(beside.output, "postgresql://"));
  CHECK(has(beside.output, "pgplumb_scratch_"));
}

TEST_CASE("a plan for standard output is the plan alone") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);");
  const Run plan = run(project, "plan -o - --url " + quoted(database.url()));
  CHECK(plan.exit_code == 0);
  CHECK(plan.output.starts_with("-- pgplumb plan 1\n"));
  CHECK_FALSE(has(plan.output, "Proved"));
}

TEST_CASE("data statements are warned of with their line") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\n");
  CHECK(has(run(project, "plan --url " + quoted(database.url())).errors, "schema.sql:2:1: warning: "));
}

TEST_CASE("a signal that comes twice at once is one wish; one that comes again later is another") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "DO $$ BEGIN PERFORM pg_sleep(60); END $$;");
  const std::string start = quoted(PGPLUMB_BINARY) + " plan --allow-superuser --scratch server --url " +
                            quoted(database.url()) + " & sleep 0.5; kill -TERM $!; sleep 0.05; kill -TERM $!; wait $!";
  const Run stopped = run_shell(project, "sh -c " + quoted(start));
  CHECK(stopped.exit_code == 130);
  CHECK(has(stopped.errors, "pgplumb: error: interrupted"));
  project.write("pgplumb.toml", "[hooks]\nbefore_apply = \"trap '' TERM; sleep 3\"\n");
  project.write("schema.sql", "CREATE TABLE t (a int);");
  CHECK(run(project, "plan -o p.sql --url " + quoted(database.url())).exit_code == 0);
  const Run killed =
      run_shell(project, "sh -c " + quoted(quoted(PGPLUMB_BINARY) + " apply p.sql --url " + quoted(database.url()) +
                                           " & sleep 0.5; kill -TERM $!; sleep 1.5; kill -TERM $!; wait $!"));
  CHECK(killed.exit_code == 128 + SIGTERM);
}

TEST_CASE("Ctrl-C ends a plan with 130 and leaves no database behind, wherever it comes") {
  test::Database database;
  const test::Project project;
  std::string schema;
  for (int table = 0; table < 60; ++table) schema += "CREATE TABLE t" + std::to_string(table) + " (a int);\n";
  project.write("schema.sql", schema);
  for (const char* after : {"0.02", "0.1", "0.3", "0.6"}) {
    const Run stopped =
        run_shell(project, "timeout -s INT " + std::string(after) + " " + quoted(PGPLUMB_BINARY) +
                               " plan --allow-superuser --scratch server --url " + quoted(database.url()));
    const bool ended_cleanly =
        stopped.exit_code == 124 || stopped.exit_code == 0;  // timeout's own code when it had to signal
    CHECK_MESSAGE(ended_cleanly, stopped.errors);
    // Too early, nobody hears it; too late, all is said.
    const bool heard = stopped.exit_code == 124 && !stopped.errors.empty() && !has(stopped.output, "Proved");
    CAPTURE(stopped.output);
    CAPTURE(stopped.errors);
    if (heard) CHECK(has(stopped.errors, "pgplumb: error: interrupted"));
    CHECK(test::server()
              .maintenance()
              .execute(
                  "SELECT count(*) FROM pg_database WHERE datname LIKE '%scratch%' AND datname <> current_database()")
              .rows.at(0)
              .at(0) == "0");
  }
}
