#include "apply/lock_watch.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "apply/apply.hpp"
#include "apply/sample_plan.hpp"
#include "server.hpp"

using namespace pgplumb;
using apply::ApplyOptions;
using plan::Plan;
using postgres::SettingsOf;
using std::chrono::milliseconds;
using test::batch;
using test::proved_plan;
using test::value;

namespace {

constexpr const char* old_schema =
    "CREATE SCHEMA app; CREATE TABLE app.users (id integer PRIMARY KEY, email text); "
    "CREATE FUNCTION app.slow(integer) RETURNS integer IMMUTABLE LANGUAGE plpgsql AS "
    "'BEGIN PERFORM pg_sleep(0.3); RETURN $1; END'";

Plan one_column(const std::string& lock_timeout) {
  Plan plan = proved_plan(old_schema, {batch({"ALTER TABLE app.users ADD COLUMN name text"})});
  plan.lock_timeout = lock_timeout;
  return plan;
}

Plan concurrent_index() {
  return proved_plan(old_schema, {batch({"CREATE INDEX CONCURRENTLY i ON app.users (app.slow(id))"}, false)});
}

/// Options that keep what is told.
struct Told {
  std::vector<std::string> lines;
  ApplyOptions options;
  std::function<void(const std::string&)> then;

  Told() {
    options.first_pause = milliseconds(1);
    options.watch = {milliseconds(50), milliseconds(10'000)};
    options.progress = [this](const std::string& line) {
      lines.push_back(line);
      if (then) then(line);
    };
  }

  [[nodiscard]] std::vector<std::string> with(const std::string& part) const {
    std::vector<std::string> found;
    for (const std::string& line : lines)
      if (line.find(part) != std::string::npos) found.push_back(line);
    return found;
  }
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string failure_of(postgres::Connection& connection, const Plan& plan, const ApplyOptions& options,
                       std::string* hint = nullptr) {
  try {
    test::applied(connection, plan, "sha256:digest", options);
  } catch (const Error& error) {
    if (hint != nullptr) *hint = error.hint();
    return error.what();
  }
  FAIL("the plan was applied");
  return {};
}

}  // namespace

TEST_CASE("a wait for a lock says who holds it, and no literal of its query") {
  test::Database database;
  database.execute(old_schema);
  postgres::Connection other(database.url(), SettingsOf::database);
  other.execute("SET application_name = 'night report'; BEGIN; SELECT");
  other.execute("SELECT * FROM app.users WHERE email = 's3cr3t'");
  Told told;
  told.then = [&](const std::string& line) {
    if (contains(line, "waits for")) other.execute("COMMIT");
  };
  test::applied(database.connection(), one_column("5s"), "sha256:digest", told.options);
  const auto waits = told.with("waits for");
  REQUIRE(waits.size() == 1);
  CHECK(contains(waits[0], "waits for process " + std::to_string(other.backend_pid()) + " ("));
  CHECK(contains(waits[0], ", night report, idle in transaction, its transaction is "));
  CHECK(contains(waits[0], " s old): SELECT * FROM app.users WHERE email = '...'"));
}

TEST_CASE("each of several that hold a lock has a line at first, and later waits have one line in a while") {
  test::Database database;
  database.execute(old_schema);
  std::vector<postgres::Connection> others;
  for (int count = 0; count < 5; ++count) {
    others.emplace_back(database.url(), SettingsOf::database);
    others.back().execute("BEGIN; SELECT FROM app.users");
  }
  Told told;
  told.options.attempts = 3;
  std::string message = failure_of(database.connection(), one_column("400ms"), told.options);
  auto waits = told.with("waits for process");
  REQUIRE(waits.size() == 3);
  CHECK(contains(waits[2], "process " + std::to_string(others[2].backend_pid())));
  CHECK(contains(waits[2], ", and 2 more"));
  CHECK(contains(message, "step 1, create what"));
  CHECK(contains(message, "lock timeout, 3 times, behind process " + std::to_string(others[0].backend_pid())));

  told.lines.clear();
  told.options.watch.tell = milliseconds(100);
  (void)failure_of(database.connection(), one_column("400ms"), told.options);
  waits = told.with("waits for process");
  CHECK(waits.size() > 4);
  CHECK(contains(waits.back(), ", and 4 more"));
}

TEST_CASE("what waits for no lock is not told of") {
  test::Database database;
  const std::string slow = "DO $$BEGIN PERFORM pg_sleep(0.4); END$$";
  Told told;
  told.options.watch.tell = milliseconds(60);
  const Plan plan = proved_plan("", {batch({"CREATE TABLE public.t ()", slow})});
  test::applied(database.connection(), plan, "sha256:digest", told.options);
  CHECK(told.lines.size() == 3);
}

TEST_CASE("an index that is built concurrently says for whom it waits, and how far it is") {
  test::Database database;
  database.execute(old_schema);
  database.execute("INSERT INTO app.users SELECT generate_series(1, 3)");
  postgres::Connection other(database.url(), SettingsOf::database);
  other.execute("BEGIN; DELETE FROM app.users WHERE id = 9");
  Told told;
  told.options.watch.tell = milliseconds(50);
  told.then = [&](const std::string& line) {
    if (contains(line, "waits for") && other.in_transaction()) other.execute("COMMIT");
  };
  test::applied(database.connection(), concurrent_index(), "sha256:digest", told.options);
  REQUIRE_FALSE(told.with("waits for process").empty());
  CHECK(contains(told.with("waits for process")[0], "[waiting for writers before build, 0 of 1 transactions"));
  CHECK_FALSE(told.with(": building index: scanning table, ").empty());
}

TEST_CASE("where no second session is to be had, nothing is told and the plan is applied") {
  test::Database database;
  database.execute(old_schema);
  const std::string role = "alone_in_" + database.name();
  test::server().maintenance().execute("CREATE ROLE " + role + " LOGIN CONNECTION LIMIT 1");
  database.execute("GRANT USAGE, CREATE ON SCHEMA app TO " + role + "; ALTER TABLE app.users OWNER TO " + role);
  {
    postgres::Connection alone(database.url() + "&user=" + role, SettingsOf::database);
    postgres::Connection other(database.url(), SettingsOf::database);
    other.execute("BEGIN; SELECT FROM app.users");
    Told told;
    told.then = [&](const std::string& line) {
      if (contains(line, "; try 2 of")) other.execute("COMMIT");
    };
    test::applied(alone, one_column("300ms"), "sha256:digest", told.options);
    CHECK(told.with("waits for").empty());
    CHECK(
        value(alone, "SELECT count(*) FROM pg_attribute WHERE attrelid = 'app.users'::regclass AND attname = 'name'") ==
        "1");
  }
  database.execute("DROP OWNED BY " + role);
  test::server().maintenance().execute("DROP ROLE " + role);
}

TEST_CASE("with a time to wait a batch is tried until it is over, and the message names step and blocker") {
  test::Database database;
  database.execute(old_schema);
  postgres::Connection other(database.url(), SettingsOf::database);
  other.execute("BEGIN; SELECT FROM app.users");
  Told told;
  told.options.attempts = 1;
  told.options.wait = milliseconds(2'000);
  const auto begin = std::chrono::steady_clock::now();
  std::string hint;
  const std::string message = failure_of(database.connection(), one_column("150ms"), told.options, &hint);
  const auto took = std::chrono::steady_clock::now() - begin;
  CHECK(took > milliseconds(700));
  CHECK(took < milliseconds(4'000));
  CHECK(told.with("; try 2 in ").size() == 1);
  CHECK(contains(message, "step 1, create what"));
  CHECK(contains(message,
                 " times within the 2.0 s that apply may wait, behind process " + std::to_string(other.backend_pid())));
  CHECK(contains(message, "nothing was changed"));
  CHECK(contains(hint, "--wait"));
}

TEST_CASE("a time to wait bounds the waits of an index that is built concurrently, and the next apply makes it") {
  test::Database database;
  database.execute(old_schema);
  postgres::Connection other(database.url(), SettingsOf::database);
  other.execute("BEGIN; DELETE FROM app.users WHERE id = 9");
  Told told;
  told.options.wait = milliseconds(400);
  const std::string message = failure_of(database.connection(), concurrent_index(), told.options);
  CHECK(contains(message, "lock timeout, once within the 0.4 s that apply may wait, behind process "));
  other.execute("COMMIT");
  CHECK(test::applied(database.connection(), concurrent_index(), "sha256:digest", told.options).batches_done == 1);
}

TEST_CASE("a statement that somebody has cancelled says so, and what to do") {
  test::Database database;
  database.execute(old_schema);
  postgres::Connection other(database.url(), SettingsOf::database);
  other.execute("BEGIN; SELECT FROM app.users");
  Told told;
  told.then = [&](const std::string& line) {
    if (contains(line, "waits for"))
      other.execute("SELECT pg_cancel_backend(" + std::to_string(database.connection().backend_pid()) + ")");
  };
  std::string hint;
  const std::string message = failure_of(database.connection(), one_column("5s"), told.options, &hint);
  CHECK(contains(message, "canceling statement due to user request; nothing was changed"));
  CHECK(contains(hint, "somebody has cancelled it (pg_cancel_backend()"));
  CHECK_FALSE(contains(hint, "statement_timeout"));
}

TEST_CASE("a wait is told of and ended by an interruption as before") {
  test::Database database;
  database.execute(old_schema);
  postgres::Connection other(database.url(), SettingsOf::database);
  other.execute("BEGIN; SELECT FROM app.users");
  Told told;
  told.options.stop = Stop::make();
  told.then = [&](const std::string& line) {
    if (contains(line, "waits for")) told.options.stop.ask();
  };
  const auto begin = std::chrono::steady_clock::now();
  CHECK(contains(failure_of(database.connection(), one_column("30s"), told.options), "interrupted in batch 1 of 1"));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}
