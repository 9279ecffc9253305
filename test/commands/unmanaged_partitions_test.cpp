// Partitions that are made at run time, and that ignore rules or excluded schemas leave out of plans.

#include <doctest/doctest.h>

#include <algorithm>

#include "commands/apply_to.hpp"
#include "commands/project.hpp"
#include "pgplumb/drift.hpp"
#include "pgplumb/export.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"

using pgplumb::DiagnosedError;
using pgplumb::ExitCode;
using pgplumb::PlanRequest;
using pgplumb::PlanResult;

namespace {

constexpr const char* parent = "CREATE TABLE ev (id int NOT NULL, v int) PARTITION BY LIST (id);";
constexpr const char* with_keys =
    "CREATE TABLE ev (id int NOT NULL, v int, PRIMARY KEY (id), CONSTRAINT pair UNIQUE (id, v)) PARTITION BY LIST (id);"
    "CREATE UNIQUE INDEX \"i ON ONLY i\" ON ev (id, v DESC);";
constexpr const char* run_time =
    "CREATE SCHEMA parts;"
    "CREATE TABLE ev_p1 PARTITION OF ev FOR VALUES IN (1);"
    "CREATE TABLE parts.two PARTITION OF ev FOR VALUES IN (2) PARTITION BY LIST (id);"
    "CREATE TABLE parts.two_2 PARTITION OF parts.two DEFAULT;"
    "INSERT INTO ev VALUES (1, 10), (2, 20);";

PlanRequest request_of(const test::Database& database, const test::Project& project) {
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.ignore = {"table:public.ev_p*"};
  request.settings.exclude_schemas = {"parts"};
  return request;
}

std::string one(test::Database& database, const std::string& query) {
  return database.execute(query).rows.at(0).at(0).value_or("null");
}

std::string invalid_indexes(test::Database& database) {
  return one(database, "SELECT count(*) FROM pg_index WHERE NOT indisvalid");
}

std::vector<std::string> statements_of(const PlanResult& result) {
  std::vector<std::string> statements;
  for (const auto& batch : result.plan.batches)
    for (const auto& step : batch.steps)
      statements.insert(statements.end(), step.statements.begin(), step.statements.end());
  return statements;
}

bool says(const std::vector<std::string>& lines, const std::string& line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

bool measured(const PlanResult& result, std::vector<std::string> pgplumb::plan::Measured::*what,
              const std::string& line) {
  for (const auto& batch : result.plan.batches)
    for (const auto& step : batch.steps)
      if (says(step.measured.*what, line)) return true;
  return false;
}

std::vector<std::string> refused(const PlanRequest& request) {
  try {
    (void)make_plan(request);
  } catch (const DiagnosedError& error) {
    CHECK(error.exit_code() == ExitCode::refused);
    std::vector<std::string> objects;
    for (const auto& diagnostic : error.diagnostics()) objects.push_back(diagnostic.object);
    return objects;
  }
  return {};
}

}  // namespace

TEST_CASE("keys and indexes of a partitioned table are made for partitions that are not managed, and hold there") {
  for (const bool online : {false, true}) {
    CAPTURE(online);
    test::Database database;
    test::Project project;
    database.execute(std::string(parent) + run_time);
    project.write("schema.sql", std::string(with_keys) + "CREATE TABLE note (id int REFERENCES ev);");
    PlanRequest request = request_of(database, project);
    request.settings.online = online;
    test::apply_to(database, make_plan(request));
    CHECK(invalid_indexes(database) == "0");
    CHECK(one(database, "SELECT count(*) FROM pg_index WHERE indrelid = 'ev_p1'::regclass") == "3");
    CHECK(one(database, "SELECT count(*) FROM pg_index WHERE indrelid = 'parts.two_2'::regclass") == "3");
    CHECK(make_plan(request).plan.empty());
  }
}

TEST_CASE("constraints without a name get the same ones in a database whose partitions have them already") {
  test::Database database;
  test::Project project;
  const std::string desired =
      "CREATE TABLE note (a int PRIMARY KEY);"
      "CREATE TABLE ev (id int PRIMARY KEY REFERENCES note, v int CHECK (v > 0)) PARTITION BY LIST (id);"
      "CREATE TABLE of (id int REFERENCES ev);";
  database.execute(desired + "CREATE TABLE ev_p1 PARTITION OF ev FOR VALUES IN (1)");
  project.write("schema.sql", desired);
  CHECK(make_plan(request_of(database, project)).plan.empty());
  project.write("schema.sql", desired + "ALTER TABLE ev ADD CHECK (v < 9)");
  const PlanResult plan = make_plan(request_of(database, project));
  REQUIRE(statements_of(plan).size() == 1);
  CHECK(statements_of(plan)[0] == "ALTER TABLE public.ev ADD CONSTRAINT ev_v_check1 CHECK ((v < 9))");
  test::apply_to(database, plan);
  CHECK(make_plan(request_of(database, project)).plan.empty());
}

TEST_CASE("rows that a new key forbids keep the plan from being applied, in unmanaged partitions too") {
  test::Database database;
  test::Project project;
  database.execute(std::string(parent) + run_time + "INSERT INTO ev VALUES (1, 11)");
  project.write("schema.sql", with_keys);
  const PlanResult plan = make_plan(request_of(database, project));
  CHECK_THROWS_AS(test::apply_to(database, plan), pgplumb::Error);
  CHECK(one(database, "SELECT count(*) FROM pg_index WHERE indrelid = 'ev'::regclass") == "0");
}

TEST_CASE("managed partitions keep their names for a key that unmanaged ones get too, at every depth") {
  const std::string managed =
      "CREATE TABLE m PARTITION OF ev FOR VALUES IN (7);"
      "CREATE TABLE n PARTITION OF ev FOR VALUES IN (8, 9) PARTITION BY LIST (id);"
      "CREATE TABLE \"N9\" PARTITION OF n FOR VALUES IN (9);";
  test::Database database;
  test::Project project;
  database.execute(parent + managed + run_time + "CREATE TABLE ev_p8 PARTITION OF n FOR VALUES IN (8)");
  project.write("schema.sql", parent + managed +
                                  "ALTER TABLE m ADD CONSTRAINT key_of_m PRIMARY KEY (id);"
                                  "ALTER TABLE ev ADD PRIMARY KEY (id), ADD CONSTRAINT pair UNIQUE (id, v);"
                                  "CREATE INDEX zz_by_v ON m (v); CREATE INDEX by_v ON ev (v);");
  const PlanRequest request = request_of(database, project);
  test::apply_to(database, make_plan(request));
  CHECK(invalid_indexes(database) == "0");
  CHECK(one(database, "SELECT count(*) FROM pg_index WHERE indrelid = 'ev_p8'::regclass") == "3");
  CHECK(one(database, "SELECT inhparent::regclass FROM pg_inherits WHERE inhrelid = 'zz_by_v'::regclass") == "by_v");
  CHECK(make_plan(request).plan.empty());
}

TEST_CASE("the statements for a table whose partitions nobody manages are the same with partitions and without") {
  test::Project project;
  project.write("schema.sql", with_keys);
  test::Database with;
  with.execute(std::string(parent) + run_time);
  test::Database without;
  without.execute(parent);
  const PlanResult plan = make_plan(request_of(without, project));
  CHECK(statements_of(plan) == statements_of(make_plan(request_of(with, project))));
  test::apply_to(with, plan);
  CHECK(invalid_indexes(with) == "0");
}

TEST_CASE("an invalid key is drift, and a plan makes it again for the partitions that lack it") {
  test::Database database;
  test::Project project;
  database.execute(std::string(parent) + run_time +
                   "ALTER TABLE ONLY ev ADD PRIMARY KEY (id), ADD CONSTRAINT pair UNIQUE (id, v);"
                   "CREATE UNIQUE INDEX \"i ON ONLY i\" ON ONLY ev (id, v DESC)");
  project.write("schema.sql", with_keys);
  const PlanRequest request = request_of(database, project);
  pgplumb::DriftRequest drift;
  drift.connection = request.connection;
  drift.settings = request.settings;
  const auto differences = find_drift(drift).differences;
  REQUIRE(differences.size() == 3);
  CHECK(differences[0].object == "constraint public.ev.ev_pkey");
  REQUIRE(differences[0].fields.size() == 1);
  CHECK(differences[0].fields[0] == pgplumb::FieldChange{"invalid", "none", "true"});
  test::apply_to(database, make_plan(request));
  CHECK(invalid_indexes(database) == "0");
  CHECK(find_drift(drift).differences.empty());
}

TEST_CASE("a plan to a snapshot knows of partitions that the snapshot leaves out") {
  test::Database database;
  test::Project project;
  database.execute(std::string(parent) + run_time);
  project.write("schema.sql", with_keys);
  PlanRequest request = request_of(database, project);
  pgplumb::ExportRequest exporting;
  exporting.settings = request.settings;
  exporting.from_schema = true;
  project.write("snapshot.json", export_snapshot(exporting).text);
  request.to_snapshot = project.path("snapshot.json");
  test::apply_to(database, make_plan(request));
  CHECK(invalid_indexes(database) == "0");
  CHECK(make_plan(request).plan.empty());
}

TEST_CASE("a plan names the unmanaged partitions that it locks, reads and writes anew") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE ev (id int NOT NULL, v int, w int) PARTITION BY LIST (id);" + std::string(run_time));
  project.write("schema.sql",
                "CREATE TABLE ev (id int NOT NULL, v bigint, w int, CHECK (w > 0)) PARTITION BY LIST (id);");
  const PlanResult result = make_plan(request_of(database, project));
  CHECK(measured(result, &pgplumb::plan::Measured::rewrites, "table public.ev_p1"));
  CHECK(measured(result, &pgplumb::plan::Measured::rewrites, "table parts.two_2"));
  CHECK(measured(result, &pgplumb::plan::Measured::locks, "ACCESS EXCLUSIVE on table parts.two"));
  project.write("schema.sql", "CREATE TABLE ev (id int NOT NULL, v int, w int, CHECK (w > 0)) PARTITION BY LIST (id);");
  CHECK(measured(make_plan(request_of(database, project)), &pgplumb::plan::Measured::scans, "table public.ev_p1"));
}

TEST_CASE("what a plan destroys in unmanaged partitions and heirs is refused, and let go, by name") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE ev (id int NOT NULL, v int, w int) PARTITION BY LIST (id);" + std::string(run_time) +
                   "CREATE TABLE old (a int, b int); CREATE TABLE ev_p_heir () INHERITS (old);"
                   "CREATE TABLE ev_p_own (b int) INHERITS (old); INSERT INTO ev_p_own VALUES (1, 2)");
  project.write("schema.sql",
                "CREATE TABLE ev (id int NOT NULL, v int) PARTITION BY LIST (id); CREATE TABLE old (a int);");
  PlanRequest request = request_of(database, project);
  const std::vector<std::string> columns = {"column parts.two.w",        "column parts.two_2.w",
                                            "column public.ev.w",        "column public.ev_p1.w",
                                            "column public.ev_p_heir.b", "column public.old.b"};
  CHECK(refused(request) == columns);
  request.prove = false;
  CHECK(refused(request) == columns);
  request.prove = true;
  request.allow_destroy = {"public.*"};
  CHECK(refused(request) == std::vector<std::string>{"column parts.two.w", "column parts.two_2.w"});
  request.allow_destroy = {"column *"};
  const PlanResult result = make_plan(request);
  CHECK(result.plan.destroys == columns);
  test::apply_to(database, result);
  CHECK(one(database, "SELECT b FROM ev_p_own") == "2");
  CHECK(make_plan(request).plan.empty());

  project.write("schema.sql", "CREATE TABLE old (a int);");
  request.allow_destroy = {};
  CHECK(refused(request) ==
        std::vector<std::string>{"table parts.two", "table parts.two_2", "table public.ev", "table public.ev_p1"});
  request.allow_destroy = {"*"};
  test::apply_to(database, make_plan(request));
  CHECK(one(database, "SELECT count(*) FROM pg_class WHERE relname IN ('ev_p1', 'two_2')") == "0");
}

TEST_CASE("the way back of a plan makes keys for unmanaged partitions again") {
  test::Database database;
  test::Project project;
  database.execute(std::string(with_keys) + run_time);
  project.write("schema.sql", parent);
  PlanRequest request = request_of(database, project);
  request.with_reverse = true;
  const PlanResult there = make_plan(request);
  test::apply_to(database, there);
  CHECK(one(database, "SELECT count(*) FROM pg_index WHERE indrelid = 'ev_p1'::regclass") == "0");
  PlanResult back;
  back.text = there.reverse;
  test::apply_to(database, back);
  CHECK(invalid_indexes(database) == "0");
  CHECK(one(database, "SELECT count(*) FROM pg_index WHERE indrelid = 'ev_p1'::regclass") == "3");
}
