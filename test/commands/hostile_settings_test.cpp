// A database, or a role, whose search_path leads to the operators and functions of somebody else first: no command
// calls one of them.

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "cli/run.hpp"
#include "hostile.hpp"
#include "postgres/connection.hpp"

namespace {

struct Command {
  const char* arguments;
  int exit_code;
};

// In this order: each finds what the ones before it have left.
const Command commands[] = {
    {"plan -o plan.sql", 0},
    {"plan --no-proof -o other.sql", 0},
    {"plan --check plan.sql", 0},
    {"plan --online --with-reverse -o reversible.sql", 0},
    {"check", 2},
    {"check --models models", 2},
    {"drift", 2},
    {"drift --sql -o back.sql", 2},
    {"export -o snapshot.json", 0},
    {"render -o rendered.sql", 0},
    {"history", 0},
    {"apply plan.sql --backup backups", 0},
    {"apply plan.sql", 0},
    {"plan -o again.sql", 0},
    {"history --json", 0},
    {"drift --baseline snapshot.json", 2},
    {"drift --accept", 0},
    {"drift", 0},
};

void fill(const test::Project& project) {
  project.write("pgplumb.toml", "exclude_schemas = [\"trap\"]\nscratch = \"local\"\n");
  project.write("schema.sql",
                "CREATE SCHEMA app;\n"
                "CREATE TABLE app.item (id bigint PRIMARY KEY, name text DEFAULT 'x', paid boolean NOT NULL);\n"
                "CREATE INDEX ON app.item (name);\n"
                "-- pgplumb:manual \"rows\" phase=after run=changed\n"
                "CREATE TABLE app.made (i int);\n"
                "-- pgplumb:end manual\n");
  project.write("models/item.json",
                R"({"title": "Item", "type": "object", "properties": {"id": {"type": "integer"}}})");
}

void check_uncalled(test::Database& database, const std::string& url) {
  const test::Project project;
  fill(project);
  for (const Command& command : commands) {
    CAPTURE(command.arguments);
    const test::Run run = test::run(project, command.arguments, "DATABASE_URL=" + test::quoted(url));
    CAPTURE(run.output);
    CAPTURE(run.errors);
    CHECK(run.exit_code == command.exit_code);
    const test::Called called = test::called(database);
    CAPTURE(called.what);
    CHECK(called.times == 0);
  }
  {
    const test::Project empty;
    const test::Run run = test::run(empty, "init --yes", "DATABASE_URL=" + test::quoted(url));
    CAPTURE(run.errors);
    CHECK(run.exit_code == 0);
    CHECK(test::called(database).times == 0);
  }
  database.execute("DROP SCHEMA app CASCADE; DROP SCHEMA pgplumb CASCADE");
}

}  // namespace

TEST_CASE("no command calls what the search_path of the database or of the role leads to") {
  test::Database database;
  test::lay_trap(database);
  database.execute("CREATE SCHEMA app; CREATE TABLE app.item (id bigint PRIMARY KEY, name text)");
  const std::string role = "led_" + database.name();
  database.execute("CREATE ROLE " + role + " LOGIN SUPERUSER; ALTER ROLE " + role +
                   " SET search_path = trap, pg_catalog");
  check_uncalled(database, database.url() + "&user=" + role);

  database.execute("CREATE SCHEMA app; CREATE TABLE app.item (id bigint PRIMARY KEY, name text)");
  database.execute("ALTER DATABASE " + database.name() + " SET search_path = trap, pg_catalog");
  check_uncalled(database, database.url());

  // The trap works.
  {
    pgplumb::postgres::Connection led(database.url(), pgplumb::postgres::SettingsOf::database);
    led.execute("BEGIN READ ONLY; SELECT FROM pg_catalog.pg_class WHERE relname = 'x' AND relkind = 'r'; COMMIT");
  }
  // A server process counts what it has called when it ends, which nobody waits for.
  test::Called called;
  for (int wait = 0; wait < 1000 && called.times == 0; ++wait) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    called = test::called(database);
  }
  CHECK(called.times > 0);
  CHECK(called.what.find("operator =") != std::string::npos);
  database.execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
}
