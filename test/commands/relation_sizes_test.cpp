#include "commands/relation_sizes.hpp"

#include <doctest/doctest.h>

#include "commands/project.hpp"
#include "postgres/connection.hpp"
#include "server.hpp"
#include "sources/live.hpp"

using pgplumb::PlanResult;
using pgplumb::RelationSize;
using Sizes = std::map<std::string, RelationSize>;

namespace {

PlanResult plan_for(const test::Database& database, const test::Project& project, bool online = false) {
  pgplumb::PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.online = online;
  return make_plan(request);
}

PlanResult plan_for(const test::Database& database, const std::string& schema, bool online = false) {
  const test::Project project;
  project.write("schema.sql", schema);
  return plan_for(database, project, online);
}

std::int64_t bytes(test::Database& database, const std::string& relation) {
  return std::stoll(*database.execute("SELECT pg_relation_size('" + relation + "')").rows[0][0]);
}

constexpr const char* two_tables =
    "CREATE TABLE t (a int); CREATE TABLE other (a int);"
    "INSERT INTO t SELECT generate_series(1, 20000); INSERT INTO other SELECT generate_series(1, 1000);";

}  // namespace

TEST_CASE("what a plan reads, writes anew or blocks has its live size, and nothing else has one") {
  test::Database database;
  database.execute(two_tables);
  database.execute("ANALYZE");
  const PlanResult read = plan_for(database, "CREATE TABLE t (a int NOT NULL); CREATE TABLE other (a int);");
  CHECK(read.sizes == Sizes{{"table public.t", {20000, bytes(database, "t")}}});
  const PlanResult rewritten = plan_for(database, "CREATE TABLE t (a bigint); CREATE TABLE other (a int, b int);");
  REQUIRE(rewritten.sizes.contains("table public.t"));
  CHECK(rewritten.sizes.at("table public.t") == RelationSize{20000, bytes(database, "t")});
  // Its lock is held while t is written.
  CHECK(rewritten.sizes.contains("table public.other"));
  CHECK(plan_for(database, "CREATE TABLE t (a int, b int); CREATE TABLE other (a int);").sizes.empty());
}

TEST_CASE("what is read while others use it has its size too: by VALIDATE, CREATE INDEX CONCURRENTLY and a filling") {
  test::Database database;
  database.execute(two_tables);
  database.execute("ANALYZE");
  for (const char* table :
       {"t (a int CHECK (a > 0))", "t (a int); CREATE INDEX t_a ON t (a)", "t (a int, b float DEFAULT random())"}) {
    CAPTURE(table);
    const PlanResult plan =
        plan_for(database, std::string("CREATE TABLE ") + table + "; CREATE TABLE other (a int);", true);
    CHECK(plan.sizes == Sizes{{"table public.t", {20000, bytes(database, "t")}}});
  }
}

TEST_CASE("a plan's bytes do not depend on how large its tables are") {
  test::Database database;
  database.execute(two_tables);
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int NOT NULL); CREATE TABLE other (a int);");
  const PlanResult before = plan_for(database, project);
  database.execute("INSERT INTO t SELECT generate_series(1, 50000)");
  database.execute("ANALYZE");
  const PlanResult after = plan_for(database, project);
  CHECK(before.sizes != after.sizes);
  CHECK(before.text == after.text);
}

TEST_CASE("rows that nobody has counted, or only when there were none, are unknown") {
  test::Database database;
  database.execute("CREATE TABLE t (a int) WITH (autovacuum_enabled = off)");
  const std::string schema = "CREATE TABLE t (a int NOT NULL) WITH (autovacuum_enabled = off);";
  CHECK(plan_for(database, schema).sizes == Sizes{{"table public.t", {0, 0}}});
  database.execute("INSERT INTO t VALUES (1)");
  CHECK(plan_for(database, schema).sizes == Sizes{{"table public.t", {std::nullopt, 8192}}});
  database.execute("TRUNCATE t");
  database.execute("VACUUM ANALYZE t");
  database.execute("INSERT INTO t VALUES (1)");
  CHECK(plan_for(database, schema).sizes == Sizes{{"table public.t", {std::nullopt, 8192}}});
  database.execute("CREATE TABLE u (a int); CREATE INDEX i ON u ((a + 1)); INSERT INTO u VALUES (1)");
  Sizes sizes = plan_for(database, schema + "CREATE TABLE u (a bigint); CREATE INDEX i ON u ((a + 1));").sizes;
  CHECK(sizes["index public.i"] == RelationSize{std::nullopt, 16384});
}

TEST_CASE("a partitioned table is as large as its partitions, those of partitions too, and those that nobody manages") {
  test::Database database;
  database.execute(
      "CREATE TABLE p (k int, a int) PARTITION BY LIST (k); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);"
      "CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2, 3) PARTITION BY LIST (k);"
      "CREATE TABLE p2a PARTITION OF p2 FOR VALUES IN (2); CREATE TABLE p2b PARTITION OF p2 FOR VALUES IN (3);"
      "CREATE TABLE far (id int PRIMARY KEY); INSERT INTO far VALUES (1);"
      "INSERT INTO p SELECT 1 + i % 2, 1 FROM generate_series(1, 3000) i");
  database.execute("ANALYZE p1, p2a, far");
  const std::string schema =
      "CREATE TABLE p (k int, a int REFERENCES far) PARTITION BY LIST (k);"
      "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);"
      "CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2, 3) PARTITION BY LIST (k);"
      "CREATE TABLE p2a PARTITION OF p2 FOR VALUES IN (2); CREATE TABLE p2b PARTITION OF p2 FOR VALUES IN (3);"
      "CREATE TABLE far (id int PRIMARY KEY);";
  const std::int64_t all = bytes(database, "p1") + bytes(database, "p2a");
  Sizes sizes = plan_for(database, schema).sizes;
  REQUIRE(sizes.contains("table public.p"));
  CHECK(sizes["table public.p"] == RelationSize{3000, all});
  // p2b was never analyzed: without a page it has no rows, with one nobody knows how many.
  database.execute("INSERT INTO p VALUES (3, 1)");
  sizes = plan_for(database, schema).sizes;
  CHECK(sizes["table public.p"] == RelationSize{std::nullopt, all + bytes(database, "p2b")});
}

TEST_CASE("a table that somebody keeps locked leaves the sizes untold, and does not keep the plan waiting") {
  test::Database database;
  database.execute(two_tables);
  const PlanResult plan = plan_for(database, "CREATE TABLE t (a int NOT NULL); CREATE TABLE other (a int);");
  pgplumb::postgres::Connection live(database.url());
  pgplumb::catalog::Catalog catalog = pgplumb::sources::read_catalog(live);
  database.execute("BEGIN; LOCK TABLE t");
  std::vector<pgplumb::Diagnostic> warnings;
  CHECK(pgplumb::commands::relation_sizes(live, catalog, plan.plan, warnings).empty());
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].code == "sizes-not-known");
  database.execute("ROLLBACK");
  CHECK(pgplumb::commands::relation_sizes(live, catalog, plan.plan, warnings).size() == 1);
}
