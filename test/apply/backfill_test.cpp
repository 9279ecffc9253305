// Rows that get their values for a new column while others write them: the plan is made as the command makes it, and
// stopped in its midst.

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "apply/apply.hpp"
#include "apply/sample_plan.hpp"
#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"

using namespace pgplumb;
using test::value;

namespace {

constexpr const char* old_schema = "CREATE TABLE t (id integer PRIMARY KEY, note text)";
constexpr const char* rows = "INSERT INTO t SELECT i, 'note ' || i FROM generate_series(1, 20000) i";

plan::Plan online_plan(test::Database& database, const std::string& columns, const std::string& besides = "") {
  const test::Project project;
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.schema = {
      project.write("schema.sql", besides + "CREATE TABLE t (id integer PRIMARY KEY, note text, " + columns + ")")};
  request.settings.online = true;
  return make_plan(request).plan;
}

std::string count(test::Database& database, const std::string& where) {
  return value(database.connection(), "SELECT count(*) FROM t WHERE " + where);
}

/// Until the fill has given the first rows their values.
void wait_for_first_rows(const std::string& url) {
  postgres::Connection watcher(url, postgres::SettingsOf::database);
  while (value(watcher, "SELECT EXISTS (SELECT FROM t WHERE token IS NOT NULL)") == "f")
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

/// Applies until the fill, the second batch, has begun its work. A row that somebody holds keeps it going through the
/// table again and again.
ExitCode applied_in_part(test::Database& database, const plan::Plan& plan) {
  postgres::Connection holder(database.url(), postgres::SettingsOf::database);
  std::thread later;
  apply::ApplyOptions options;
  options.stop = Stop::make();
  options.progress = [&](const std::string& line) {
    if (!line.starts_with("batch 2 of")) return;
    holder.execute("BEGIN; UPDATE t SET note = 'held' WHERE id = 7");
    later = std::thread([&] {
      wait_for_first_rows(database.url());
      options.stop.ask();
    });
  };
  ExitCode code = ExitCode::done;
  try {
    test::applied(database.connection(), plan, "d", options);
  } catch (const Error& error) {
    code = error.exit_code();
  }
  if (later.joinable()) later.join();
  holder.execute("COMMIT");
  return code;
}

}  // namespace

TEST_CASE("a fill that was stopped goes on, and none is taken for done") {
  for (const std::string columns :
       {"token uuid DEFAULT gen_random_uuid()", "token uuid NOT NULL DEFAULT gen_random_uuid()",
        "first text, token float NOT NULL DEFAULT random(), last text NOT NULL DEFAULT ''"}) {
    CAPTURE(columns);
    test::Database database;
    database.execute(old_schema);
    database.execute(rows);
    const plan::Plan plan = online_plan(database, columns);
    CHECK(applied_in_part(database, plan) == ExitCode::interrupted);
    CHECK(count(database, "token IS NULL") != "0");
    CHECK(count(database, "token IS NOT NULL") != "0");
    database.execute("INSERT INTO t (id) SELECT generate_series(20001, 20100)");
    database.execute("UPDATE t SET note = 'moved' WHERE id > 15000");
    CHECK(test::applied(database.connection(), plan, "d", {}).outcome == apply::Outcome::applied);
    CHECK(count(database, "token IS NULL") == "0");
    CHECK(value(database.connection(), "SELECT count(DISTINCT token) > 20000 FROM t") == "t");
    CHECK(count(database, "true") == "20100");
    CHECK(test::fingerprint_of(database.connection()) == plan.to);
    const std::string before = value(database.connection(), "SELECT max(xmin::text::bigint) FROM t");
    CHECK_NOTHROW(test::applied(database.connection(), plan, "d", {}));
    CHECK(value(database.connection(), "SELECT max(xmin::text::bigint) FROM t") == before);
  }
}

TEST_CASE("rows that are written meanwhile get their values, and keep what was written") {
  test::Database database;
  database.execute(old_schema);
  database.execute(rows);
  const plan::Plan plan = online_plan(database, "token uuid NOT NULL DEFAULT gen_random_uuid()");
  std::atomic<bool> done = false;
  std::thread writer([&] {
    postgres::Connection session(database.url(), postgres::SettingsOf::database);
    // From the end to the beginning, against the way of the fill.
    for (int at = 0; !done; ++at) {
      const std::string id = std::to_string(20000 - at * 37 % 20000);
      session.execute("BEGIN; UPDATE t SET note = note || '!' WHERE id IN (" + id + ", 20001 - " + id + ")");
      session.execute("INSERT INTO t VALUES (" + std::to_string(30000 + at) + ", 'new!'); COMMIT");
    }
  });
  CHECK_NOTHROW(test::applied(database.connection(), plan, "d", {}));
  done = true;
  writer.join();
  CHECK(count(database, "token IS NULL") == "0");
  CHECK(value(database.connection(), "SELECT count(DISTINCT token) = count(*) FROM t") == "t");
  const std::string written = count(database, "id < 30000 AND note LIKE '%!'");
  CHECK(written != "0");
  CHECK(count(database, "id >= 30000") != "0");
  CHECK(test::fingerprint_of(database.connection()) == plan.to);
}

TEST_CASE("a default that gives NULL is not asked again and again") {
  test::Database database;
  const std::string needed =
      "CREATE SEQUENCE asked; CREATE FUNCTION nothing() RETURNS integer LANGUAGE sql AS 'SELECT CASE WHEN "
      "nextval(''public.asked'') > 0 THEN NULL::integer END';";
  database.execute(needed);
  database.execute(old_schema);
  database.execute(rows);
  const plan::Plan plan = online_plan(database, "token integer DEFAULT nothing()", needed);
  CHECK_NOTHROW(test::applied(database.connection(), plan, "d", {}));
  CHECK(count(database, "token IS NULL") == "20000");
  // What is moved to the last page, which others fill up, is met there once more.
  CHECK(value(database.connection(), "SELECT last_value BETWEEN 20000 AND 20500 FROM asked") == "t");
}

TEST_CASE("where the journal says that rows were filled, a value that was taken away since stays away") {
  test::Database database;
  database.execute(old_schema);
  database.execute(rows);
  const plan::Plan plan = online_plan(database, "token uuid DEFAULT gen_random_uuid()");
  apply::ApplyOptions options;
  options.journal = apply::Journal::on;
  CHECK(test::applied(database.connection(), plan, "d", options).outcome == apply::Outcome::applied);
  database.execute("UPDATE t SET token = NULL WHERE id = 1");
  CHECK(test::applied(database.connection(), plan, "d", options).outcome == apply::Outcome::nothing_to_do);
  CHECK(count(database, "token IS NULL") == "1");
}
