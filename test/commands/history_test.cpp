#include "pgplumb/history.hpp"

#include <doctest/doctest.h>

#include "apply/journal.hpp"
#include "server.hpp"

using namespace pgplumb;

namespace {

HistoryResult history_of(const test::Database& database) {
  HistoryRequest request;
  request.connection = database.url();
  return read_history(request);
}

/// As pgplumb 0.1 wrote it, before backups and environments were recorded.
constexpr const char* older_journal = R"(
CREATE SCHEMA pgplumb;
CREATE TABLE pgplumb.run (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, digest text NOT NULL, from_schema text NOT NULL,
    to_schema text NOT NULL, batches integer NOT NULL, role text DEFAULT CURRENT_USER NOT NULL,
    application text NOT NULL, started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    finished_at timestamp with time zone);
CREATE TABLE pgplumb.batch (
    run bigint NOT NULL REFERENCES pgplumb.run (id) ON DELETE CASCADE, number integer NOT NULL CHECK (number > 0),
    statements integer NOT NULL, checkpoint text,
    finished_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL, PRIMARY KEY (run, number));
CREATE TABLE pgplumb.manual (
    name text PRIMARY KEY, sha256 text NOT NULL, run bigint REFERENCES pgplumb.run (id) ON DELETE SET NULL,
    run_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL);
INSERT INTO pgplumb.run (digest, from_schema, to_schema, batches, application, started_at, finished_at)
  VALUES ('sha256:aa', 'f', 't', 2, 'pgplumb 0.1.0', '2024-05-01 12:00:00+00', '2024-05-01 12:00:01.5+00');
INSERT INTO pgplumb.batch (run, number, statements) VALUES (1, 1, 3), (1, 2, 4);
)";

}  // namespace

TEST_CASE("a database without a journal has no history") {
  const test::Database database;
  CHECK_FALSE(history_of(database).has_journal);
  CHECK(propose_tag(history_of(database), {}).empty());
}

TEST_CASE("a journal of an older pgplumb is read as it is, and brought up to date when a plan is applied") {
  test::Database database;
  database.execute(older_journal);
  const HistoryResult before = history_of(database);
  REQUIRE(before.plans.size() == 1);
  const AppliedPlan& plan = before.plans.front();
  CHECK(plan.started == "2024-05-01T12:00:00Z");
  CHECK(plan.seconds == 1.5);
  CHECK(plan.statements == 7);
  CHECK(plan.batches_done == 2);
  CHECK(plan.backup.empty());
  apply::JournalTables journal(database.connection());
  journal.create();
  CHECK(history_of(database).plans == before.plans);
  CHECK(journal.begin({}, {"sha256:bb", "x.plan.sql", "staging", apply::Backup{"b.dump", "cc"}}, {}) == 2);
  const AppliedPlan next = history_of(database).plans.front();
  CHECK(next.plan == "x.plan.sql");
  CHECK(next.environment == "staging");
  CHECK(next.backup == "b.dump");
  CHECK(next.backup_sha256 == "cc");
  CHECK(next.server == database.connection().parameter("server_version").substr(0, next.server.size()));
  CHECK_FALSE(next.seconds.has_value());
}

TEST_CASE("the tag is the day of the last plan that was applied to its end, and is not given twice") {
  HistoryResult history;
  history.plans.resize(2);
  history.plans[0].started = "2024-05-03T00:00:00Z";
  history.plans[1].started = "2024-05-01T23:59:59Z";
  history.plans[1].seconds = 1;
  CHECK(propose_tag(history, {}) == "db-2024-05-01");
  CHECK(propose_tag(history, {"db-2024-05-01", "v1"}) == "db-2024-05-01.2");
  CHECK(propose_tag(history, {"db-2024-05-01", "db-2024-05-01.2"}) == "db-2024-05-01.3");
}
