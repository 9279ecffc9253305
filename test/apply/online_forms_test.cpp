// What an online plan does in several transactions, interrupted in every step: the same plan goes on, and its end is
// the plan's.

#include <doctest/doctest.h>

#include <thread>

#include "apply/apply.hpp"
#include "apply/sample_plan.hpp"
#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"

using namespace pgplumb;
using test::value;

namespace {

struct Form {
  std::string name;
  std::string old_schema;
  std::string new_schema;
  const char* statement;  ///< that makes the form
};

const std::string whole = "CREATE TABLE whole (at date NOT NULL, n integer) PARTITION BY RANGE (at); ";
const std::string part = "CREATE TABLE part (at date NOT NULL, n integer); ";
const std::string attached = "CREATE TABLE part PARTITION OF whole FOR VALUES FROM ('2025-01-01') TO ('2026-01-01'); ";
const std::string table = "CREATE TABLE whole (at date NOT NULL, n integer); ";

const std::string rest = "CREATE TABLE rest PARTITION OF whole DEFAULT; ";
const std::string attached_before =
    "CREATE TABLE part PARTITION OF whole FOR VALUES FROM ('2024-01-01') TO ('2025-01-01'); ";
const std::string index = "CREATE UNIQUE INDEX k ON whole (n); ";
const std::string key = "ALTER TABLE whole ADD CONSTRAINT k UNIQUE (n); ";
const std::string included = "ALTER TABLE whole ADD CONSTRAINT k PRIMARY KEY (n) INCLUDE (at); ";
const std::string refers = "CREATE TABLE far (n integer REFERENCES whole (n)); ";

std::vector<Form> forms() {
  return {
      {"unique key", table, table + "ALTER TABLE whole ADD CONSTRAINT k UNIQUE (at, n) DEFERRABLE",
       "ADD CONSTRAINT k UNIQUE USING INDEX k DEFERRABLE"},
      {"primary key of columns that were nullable", table,
       table + "ALTER TABLE whole ADD CONSTRAINT k PRIMARY KEY (at, n)", "ADD CONSTRAINT k PRIMARY KEY USING INDEX k"},
      {"partition that comes", whole + part, whole + attached, "ATTACH PARTITION public.part"},
      {"partition that goes", whole + attached, whole + part, "DETACH PARTITION public.part CONCURRENTLY"},
      {"partition beside a default one", whole + rest, whole + rest + attached_before,
       "ATTACH PARTITION public.part FOR VALUES FROM ('2024-01-01')"},
      {"partition for other values", whole + attached,
       whole + "CREATE TABLE part PARTITION OF whole FOR VALUES FROM ('2024-01-01') TO ('2026-01-01')",
       "ATTACH PARTITION public.part FOR VALUES FROM ('2024-01-01')"},
      {"key of an index that was there", table + index + refers, table + key + refers, "ADD CONSTRAINT k UNIQUE USING"},
      {"key that is made again under what refers to it", table + key + refers, table + included + refers,
       "ADD CONSTRAINT k PRIMARY KEY USING INDEX k__pgplumb_new"},
      {"index that goes", table + "CREATE INDEX i ON whole (n)", table, "DROP INDEX CONCURRENTLY public.i"},
  };
}

plan::Plan online_plan(test::Database& database, const std::string& schema) {
  const test::Project project;
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.schema = {project.write("schema.sql", schema)};
  request.settings.online = true;
  return make_plan(request).plan;
}

bool has_statement(const plan::Plan& plan, const std::string& text) {
  for (const plan::Batch& batch : plan.batches)
    for (const plan::Step& step : batch.steps)
      for (const std::string& statement : step.statements)
        if (statement.find(text) != std::string::npos) return true;
  return false;
}

// Whoever has read a table in a snapshot that is still open keeps concurrent statements waiting in their middle.
void apply_until(test::Database& database, const plan::Plan& plan, std::size_t stop) {
  postgres::Connection reader(database.url(), pgplumb::postgres::SettingsOf::database);
  reader.execute("SET lock_timeout = '100ms'");
  const std::string read = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM whole WHERE n = 1";
  std::thread later;
  apply::ApplyOptions options;
  options.stop = Stop::make();
  options.progress = [&](const std::string& line) {
    if (!line.starts_with("  step " + std::to_string(stop) + ":")) return;
    try {
      reader.execute(read);
    } catch (const ServerError&) {
      // The step's transaction has the table already: then it is the step that is interrupted, not a wait.
    }
    later = std::thread([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      options.stop.ask();
    });
  };
  try {
    test::applied(database.connection(), plan, "d", options);
  } catch (const Error& error) {
    CHECK(error.exit_code() == ExitCode::interrupted);
  }
  if (later.joinable()) later.join();
}

}  // namespace

TEST_CASE("online forms go on wherever they were interrupted") {
  for (const Form& form : forms()) {
    CAPTURE(form.name);
    plan::Plan plan;
    std::size_t steps = 1;
    for (std::size_t stop = 1; stop <= steps; ++stop) {
      CAPTURE(stop);
      test::Database database;
      database.execute(form.old_schema +
                       "; INSERT INTO whole SELECT '2025-06-01'::date + n, n FROM "
                       "generate_series(1, 100) n " +
                       (form.old_schema.find("PARTITION BY") != std::string::npos &&
                                form.old_schema.find("PARTITION OF") == std::string::npos
                            ? "WHERE false"
                            : ""));
      if (stop == 1) plan = online_plan(database, form.new_schema);
      CHECK(has_statement(plan, form.statement));
      steps = 0;
      for (const plan::Batch& batch : plan.batches) steps += batch.steps.size();
      apply_until(database, plan, stop);
      test::applied(database.connection(), plan, "d", {});
      CHECK(test::fingerprint_of(database.connection()) == plan.to);
    }
  }
}

TEST_CASE("a partition that is half detached is detached by the same plan") {
  test::Database database;
  database.execute(whole + attached);
  const plan::Plan plan = online_plan(database, whole + part);
  std::size_t detaching = 0;
  for (const plan::Batch& batch : plan.batches)
    for (const plan::Step& step : batch.steps)
      if (step.statements.front().find(" CONCURRENTLY") != std::string::npos)
        detaching = static_cast<std::size_t>(step.number);
  apply_until(database, plan, detaching);
  REQUIRE(value(database.connection(), "SELECT inhdetachpending FROM pg_inherits") == "t");
  test::applied(database.connection(), plan, "d", {});
  CHECK(value(database.connection(), "SELECT count(*) FROM pg_inherits") == "0");
  CHECK(value(database.connection(), "SELECT count(*) FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0") ==
        "0");
}
