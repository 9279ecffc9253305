#include "pgplumb/drift.hpp"

#include <doctest/doctest.h>

#include "commands/project.hpp"
#include "pgplumb/export.hpp"
#include "server.hpp"

using pgplumb::DriftOutcome;
using pgplumb::DriftRequest;

namespace {

DriftRequest request_of(const test::Database& database, const test::Project& project) {
  DriftRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.with_sql = true;
  return request;
}

/// The SQL back, executed; then nothing may differ.
std::string brought_back(test::Database& database, const test::Project& project) {
  const pgplumb::DriftResult result = find_drift(request_of(database, project));
  REQUIRE_FALSE(result.differences.empty());
  database.execute(result.sql);
  const pgplumb::DriftResult after = find_drift(request_of(database, project));
  CHECK(after.differences.empty());
  CHECK(after.sql.empty());
  return result.sql;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the SQL brings the database back, and says what it destroys") {
  test::Database database;
  test::Project project;
  project.write("schema.sql",
                "CREATE TABLE t (a int, b text DEFAULT 'x');\nCREATE VIEW v AS SELECT a FROM t;\n"
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS ' SELECT 1 ';\n");
  database.execute("CREATE TABLE t (a bigint, c int); CREATE TABLE extra (a int); INSERT INTO extra VALUES (1)");
  const std::string sql = brought_back(database, project);
  CHECK(has(sql, " back to "));
  CHECK(has(sql, "\n-- destroys: column public.t.c\n"));
  CHECK(has(sql, "\n-- destroys: table public.extra\n"));
  CHECK(has(sql, "\nBEGIN;\n"));
}

TEST_CASE("the SQL leaves manual sections out and says what they would have to make again") {
  test::Database database;
  test::Project project;
  project.write("schema.sql",
                "CREATE TABLE t (a int);\n-- pgplumb:manual \"own\"\nCREATE INDEX own ON t (a);\n"
                "-- pgplumb:end manual\n");
  database.execute("CREATE TABLE t (a int, b int)");
  const std::string sql = find_drift(request_of(database, project)).sql;
  CHECK(has(sql, "-- not in here, since a manual section makes it: index public.own\n"));
  CHECK_FALSE(has(sql, "CREATE INDEX"));
  CHECK(has(sql, "DROP COLUMN b"));
}

TEST_CASE("several databases are compared at once, each by itself, in the order given") {
  test::Database same;
  test::Database other;
  test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int CHECK (a IN (1, 2)));\n");
  same.execute("CREATE TABLE t (a int CHECK (a IN (1, 2)))");
  other.execute("CREATE TABLE t (a int CHECK (a IN (1, 2)), b int)");
  std::vector<DriftRequest> requests;
  for (int round = 0; round < 2; ++round) {
    requests.push_back(request_of(same, project));
    requests.push_back(request_of(other, project));
    requests.push_back(requests.front());
    requests.back().connection = "postgresql://u:secret@127.0.0.1:1/nowhere";
    requests.push_back(request_of(same, project));
    requests.back().name = "production";
  }
  for (const int jobs : {1, 3}) {
    const std::vector<DriftOutcome> outcomes = pgplumb::find_drifts(requests, jobs);
    REQUIRE(outcomes.size() == 8);
    for (std::size_t at = 0; at < 8; at += 4) {
      CHECK(outcomes[at].error.empty());
      CHECK(outcomes[at].result.differences.empty());
      REQUIRE(outcomes[at + 1].result.differences.size() == 1);
      CHECK(outcomes[at + 1].result.differences[0].object == "column public.t.b");
      CHECK(has(outcomes[at + 1].result.sql, "DROP COLUMN b"));
      CHECK_FALSE(outcomes[at + 2].error.empty());
      CHECK_FALSE(has(outcomes[at + 2].error, "secret"));
      CHECK_FALSE(has(outcomes[at + 2].result.database, "secret"));
      CHECK(outcomes[at + 3].result.database == "production");
      CHECK(outcomes[at + 3].error.empty());
    }
  }
}

TEST_CASE("schema files that cannot be loaded are told of for each database") {
  test::Database one;
  test::Database two;
  test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a nonsense);\n");
  const std::vector<DriftOutcome> outcomes =
      pgplumb::find_drifts({request_of(one, project), request_of(two, project)}, 2);
  for (const DriftOutcome& outcome : outcomes) CHECK(has(outcome.error, "type \"nonsense\" does not exist"));
}

TEST_CASE("several databases are compared with one snapshot") {
  test::Database one;
  test::Database two;
  test::Project project;
  one.execute("CREATE TABLE t (a int)");
  two.execute("CREATE TABLE t (a int, b int)");
  pgplumb::ExportRequest wanted;
  wanted.connection = one.url();
  DriftRequest first = request_of(one, project);
  first.snapshot = project.write("snapshot.json", export_snapshot(wanted).text);
  DriftRequest second = first;
  second.connection = two.url();
  const std::vector<DriftOutcome> outcomes = pgplumb::find_drifts({first, second}, 2);
  CHECK(outcomes[0].result.differences.empty());
  CHECK(outcomes[1].result.differences.size() == 1);
}

TEST_CASE("what no file declares belongs behind what it is a part of, else behind its like") {
  test::Database database;
  test::Project project;
  project.write("schema.sql",
                "CREATE SCHEMA app;\n"
                "CREATE TABLE app.a (x int);\n"
                "CREATE INDEX a_x ON app.a (x);\n"
                "CREATE TABLE app.b (x int);\n"
                "CREATE VIEW app.v AS SELECT 1 AS one;\n"
                "CREATE TABLE c (x int);\n");
  database.execute(
      "CREATE SCHEMA app; CREATE TABLE app.a (x int, y int); CREATE INDEX a_x ON app.a (x);"
      "CREATE TABLE app.b (x int); CREATE VIEW app.v AS SELECT 1 AS one; CREATE TABLE c (x int);"
      "CREATE INDEX a_y ON app.a (y); CREATE TABLE app.extra (x int); CREATE SEQUENCE app.numbers; CREATE SCHEMA more");
  const auto belongs = find_drift(request_of(database, project)).belongs;
  const auto line = [&](const char* object) { return belongs.at(object).line; };
  CHECK(line("column app.a.y") == 3);
  CHECK(line("index app.a_y") == 3);
  CHECK(line("table app.extra") == 4);
  CHECK(line("sequence app.numbers") == 5);
  CHECK(line("schema more") == 6);
  CHECK_FALSE(belongs.contains("index app.a_x"));
}

TEST_CASE("a database is the same place for machines whether it can be reached or not, and says no password") {
  DriftRequest request;
  request.connection = "postgresql://me:s3cret@127.0.0.1:1/shop";
  request.environment = "night";
  const DriftOutcome outcome = pgplumb::find_drifts({request}, 1).front();
  CHECK_FALSE(outcome.error.empty());
  CHECK(outcome.result.place.environment == "night");
  CHECK(outcome.result.place.host == "127.0.0.1");
  CHECK(outcome.result.place.port == "1");
  CHECK(outcome.result.place.database == "shop");

  const test::Database database;
  const test::Project project;
  project.write("schema.sql", "");
  const auto place = find_drift(request_of(database, project)).place;
  CHECK_FALSE(place.host.empty());
  CHECK_FALSE(place.database.empty());
  CHECK(place.environment.empty());
}
