// What a person meets first: init, help, suggestions, completion and manual pages.

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <filesystem>

#include "cli/run.hpp"
#include "server.hpp"

using test::has;
using test::Run;
using test::run;
using test::run_shell;

TEST_CASE("init writes a project whose first plan is empty") {
  test::Database database;
  const test::Project project;
  database.execute("CREATE TABLE users (id int PRIMARY KEY); COMMENT ON TABLE users IS 'people'");
  const std::string url = "DATABASE_URL=" + test::quoted(database.url());
  const Run init = run(project, "init --yes --workflow github", url);
  CHECK(init.errors.empty());
  REQUIRE(init.exit_code == 0);
  for (const char* file : {"pgplumb.toml", "schema/schema.sql", "schema/snapshot.json", "plans/.gitkeep",
                           ".env.example", ".github/workflows/pgplumb.yml"}) {
    CAPTURE(file);
    CHECK(has(init.output, file));
    CHECK(std::filesystem::exists(project.path(file)));
    CHECK_FALSE(has(project.read(file), database.url()));
  }
  CHECK(has(project.read("schema/schema.sql"), "CREATE TABLE public.users"));
  CHECK(run(project, "plan --detailed-exitcode --scratch local", url).exit_code == 0);
}

TEST_CASE("init names what is there already and writes nothing at all") {
  test::Database database;
  const test::Project project;
  project.write("schema/schema.sql", "mine");
  project.write("pgplumb.toml", "");
  const Run init = run(project, "init --yes --url " + test::quoted(database.url()));
  CHECK(init.exit_code == 1);
  CHECK(has(init.errors, "schema/schema.sql, pgplumb.toml are there already; nothing was written"));
  CHECK(project.read("schema/schema.sql") == "mine");
  CHECK_FALSE(std::filesystem::exists(project.path("plans")));
  CHECK(run(project, "init --yes --directory new --workflow none --url " + test::quoted(database.url())).exit_code ==
        0);
  CHECK(std::filesystem::exists(project.path("new/pgplumb.toml")));
}

TEST_CASE("init sees in git's remotes which host the project has") {
  test::Database database;
  const test::Project project;
  project.write(".git/config",
                "[core]\n[remote \"other\"]\n\turl = git@github.com:a/b\n[remote \"origin\"]\n"
                "\turl = https://gitlab.example.org/a/b\n");
  project.write("inner/x", "");
  CHECK(run(project, "init --yes --directory inner --url " + test::quoted(database.url())).exit_code == 0);
  CHECK(std::filesystem::exists(project.path("inner/.gitlab/pgplumb.yml")));
}

TEST_CASE("help explains topics and commands, and guesses what was meant") {
  const test::Project project;
  const Run all = run(project, "help");
  CHECK(all.exit_code == 0);
  for (const char* topic :
       {"plan-files", "annotations", "manual-sections", "exit-codes", "locks", "policy", "models", "configuration"}) {
    CAPTURE(topic);
    CHECK(has(all.output, topic));
    const Run one = run(project, std::string("help ") + topic);
    CHECK(one.exit_code == 0);
    CHECK(one.output.size() > 500);
  }
  CHECK(run(project, "help plan").output == run(project, "plan --help").output);
  const Run slip = run(project, "help lock");
  CHECK(slip.exit_code == 1);
  CHECK(has(slip.errors, "did you mean pgplumb help locks?"));
}

TEST_CASE("a misspelt option gets a suggestion") {
  const test::Project project;
  CHECK(has(run(project, "plan --shcema x").errors, "did you mean --schema?"));
  CHECK(has(run(project, "drift --fromat=json").errors, "did you mean --format?"));
  CHECK(has(run(project, "plan --colour always").errors, "did you mean --color?"));
}

TEST_CASE("with --json an error is JSON on standard output, and words on standard error") {
  const test::Project project;
  const Run run_ = run(project, "drift --json --url postgresql://nobody:s3cr3tpw@127.0.0.1:1/x");
  CHECK(run_.exit_code == 1);
  CHECK(has(run_.errors, "pgplumb: error: cannot connect"));
  CHECK(has(run_.errors, "; Is the server running"));
  CHECK_FALSE(has(run_.errors, "\\n"));
  const auto value = boost::json::parse(run_.output);
  CHECK(value.at("error").at("exit_code") == 1);
  CHECK(value.at("error").at("code") == "error");
  CHECK_FALSE(has(run_.output + run_.errors, "s3cr3tpw"));
  project.write("schema.sql", "CREATE TABLE a (x int);\nSELEC 1;\n");
  const Run diagnosed = run(project, "export --schema schema.sql --format json");
  CHECK(diagnosed.exit_code == 1);
  const Run plan = run(project, "scratch -- " + test::quoted(PGPLUMB_BINARY) + " plan --json");
  const auto problem = boost::json::parse(plan.output).at("error").at("diagnostics").at(0);
  CHECK(problem.at("file") == "schema.sql");
  CHECK(problem.at("line") == 2);
  CHECK(run(project, "plan --bogus").output.empty());
}

TEST_CASE("bash completes commands, options, and the words that an option takes") {
  const test::Project project;
  const auto completed = [&](const std::string& line) {
    return run_shell(project, "bash -c " + test::quoted("eval \"$(" + test::quoted(PGPLUMB_BINARY) +
                                                        " completion bash)\"; COMP_WORDS=(" + line +
                                                        "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _pgplumb; "
                                                        "echo ${COMPREPLY[*]}"))
        .output;
  };
  CHECK(completed("pgplumb pl") == "plan\n");
  CHECK(completed("pgplumb plan --sche") == "--schema\n");
  CHECK(completed("pgplumb drift --format ju") == "junit\n");
  CHECK(completed("pgplumb --color a") == "auto always\n");
  CHECK(completed("pgplumb completion z") == "zsh\n");
  CHECK(completed("pgplumb help exit") == "exit-codes\n");
  project.write("next.plan.sql", "");
  CHECK(completed("pgplumb apply nex") == "next.plan.sql\n");
  project.write("pgplumb.toml", "[env.staging]\nenv = \"X\"\n[env.production]\nenv = \"Y\"\n");
  CHECK(completed("pgplumb plan --env st") == "staging\n");
}

TEST_CASE("fish completes with descriptions") {
  const test::Project project;
  const auto completed = [&](const std::string& line) {
    return run_shell(project, "HOME=$PWD fish --no-config -c " +
                                  test::quoted(test::quoted(PGPLUMB_BINARY) +
                                               " completion fish | source; complete -C " + test::quoted(line)))
        .output;
  };
  CHECK(has(completed("pgplumb pl"), "plan\t"));
  CHECK(has(completed("pgplumb plan --sche"), "--schema\t"));
  CHECK(has(completed("pgplumb drift --format ju"), "junit"));
  CHECK_FALSE(has(completed("pgplumb drift --"), "--detailed-exitcode"));
}

TEST_CASE("every command has a manual page that mandoc has nothing to say of") {
  const test::Project project;
  std::filesystem::create_directories(project.path("man"));
  REQUIRE(run(project, "manual-pages man").exit_code == 0);
  CHECK(std::filesystem::exists(project.path("man/pgplumb-plan.1")));
  CHECK_FALSE(std::filesystem::exists(project.path("man/pgplumb-manual-pages.1")));
  const Run lint = run_shell(project, "mandoc -T lint -W warning man/*.1");
  CHECK(lint.output == "");
  CHECK(lint.exit_code == 0);
  CHECK(has(project.read("man/pgplumb-plan.1"), "\\fB\\-\\-schema\\fR \\fIFILE|DIR\\fR"));
}
