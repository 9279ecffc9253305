#include "commands/row_check.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "commands/apply_to.hpp"
#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "plan/plan_file.hpp"
#include "server.hpp"

using pgplumb::DiagnosedError;
using pgplumb::Diagnostic;
using pgplumb::PlanRequest;
using pgplumb::PlanResult;
using pgplumb::ServerError;
using pgplumb::plan::Danger;

namespace {

PlanRequest request_for(const test::Database& database, const test::Project& project) {
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.check_rows = true;
  return request;
}

PlanResult plan_for(const test::Database& database, const std::string& schema, bool check = true) {
  const test::Project project;
  project.write("schema.sql", schema);
  PlanRequest request = request_for(database, project);
  request.check_rows = check;
  return make_plan(request);
}

std::vector<Danger> demands(const PlanResult& result) {
  std::vector<Danger> found;
  for (const auto& batch : result.plan.batches)
    for (const auto& step : batch.steps)
      for (const Danger& danger : step.dangers)
        if (danger.hazard == "depends-on-rows") found.push_back(danger);
  return found;
}

const Diagnostic* find(const PlanResult& result, const std::string& code) {
  const auto at = std::find_if(result.warnings.begin(), result.warnings.end(),
                               [&](const Diagnostic& one) { return one.code == code; });
  return at == result.warnings.end() ? nullptr : &*at;
}

struct Case {
  const char* live;
  const char* harmless;
  const char* in_the_way;
  const char* desired;
  const char* demand;
  const char* query;
};

/// The query finds rows exactly where PostgreSQL refuses the step.
void hold(const Case& one) {
  CAPTURE(one.desired);
  {
    test::Database database;
    database.execute(std::string(one.live) + "; " + one.harmless);
    const PlanResult result = plan_for(database, one.desired);
    REQUIRE(demands(result).size() == 1);
    CHECK(demands(result)[0].demand == one.demand);
    CHECK(demands(result)[0].query == one.query);
    REQUIRE(result.rows.has_value());
    CHECK(result.rows->met == 1);
    CHECK(find(result, "rows-in-the-way") == nullptr);
    CHECK(find(result, "rows-not-checked") == nullptr);
    CHECK_NOTHROW((void)test::apply_to(database, result));
  }
  test::Database database;
  database.execute(std::string(one.live) + "; " + one.in_the_way);
  const PlanResult result = plan_for(database, one.desired);
  REQUIRE(result.rows.has_value());
  CHECK(result.rows->in_the_way == 1);
  const Diagnostic* warning = find(result, "rows-in-the-way");
  REQUIRE(warning != nullptr);
  CHECK(warning->hint == "see what is in the way: " + std::string(one.query) + ";");
  CHECK_THROWS((void)test::apply_to(database, result));
}

/// Of each step that depends on rows without a query.
std::vector<std::string> unasked(const std::string& live, const std::string& desired) {
  test::Database database;
  database.execute(live);
  std::vector<std::string> texts;
  for (const Danger& danger : demands(plan_for(database, desired)))
    texts.push_back(danger.object + ": " + danger.demand + (danger.query.empty() ? "" : " / " + danger.query));
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("columns: the query finds what a NOT NULL or a new column has in the way") {
  hold({"CREATE TABLE t (a int, \"B b\" int)", "INSERT INTO t VALUES (1, 1)", "INSERT INTO t VALUES (1, NULL)",
        "CREATE TABLE t (a int, \"B b\" int NOT NULL);", "no NULL in column public.t.\"B b\"",
        "SELECT * FROM public.t WHERE \"B b\" IS NULL"});
  hold({"CREATE TABLE t (a int)", "SELECT", "INSERT INTO t VALUES (1)", "CREATE TABLE t (a int, b int NOT NULL);",
        "no row: column public.t.b is required and has no default", "SELECT 1 FROM public.t LIMIT 1"});
  hold({"CREATE TABLE t (a int, k int) PARTITION BY LIST (k); CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1)",
        "INSERT INTO t VALUES (1, 1)", "INSERT INTO t VALUES (NULL, 1)",
        "CREATE TABLE t (a int NOT NULL, k int) PARTITION BY LIST (k); CREATE TABLE t1 PARTITION OF t FOR VALUES IN "
        "(1);",
        "no NULL in column public.t.a", "SELECT * FROM public.t WHERE a IS NULL"});
}

TEST_CASE("types: the query finds the values that the new type refuses") {
  hold({"CREATE TABLE t (a text)", "INSERT INTO t VALUES ('abc  '), (NULL)", "INSERT INTO t VALUES ('abcd')",
        "CREATE TABLE t (a varchar(3));", "every value of column public.t.a can become character varying(3)",
        "SELECT * FROM public.t WHERE pg_catalog.length(pg_catalog.rtrim(a::text)) > 3"});
  hold({"CREATE TABLE t (a bigint)", "INSERT INTO t VALUES (32767), (-32768)", "INSERT INTO t VALUES (32768)",
        "CREATE TABLE t (a smallint);", "every value of column public.t.a can become smallint",
        "SELECT * FROM public.t WHERE a NOT BETWEEN -32768 AND 32767"});
  hold({"CREATE TABLE t (a numeric)", "INSERT INTO t VALUES (99.99), ('NaN')", "INSERT INTO t VALUES (100)",
        "CREATE TABLE t (a numeric(4,2));", "every value of column public.t.a can become numeric(4,2)",
        "SELECT * FROM public.t WHERE pg_catalog.abs(pg_catalog.round(a::numeric, 2)) >= 100 AND a::numeric <> "
        "'NaN'"});
  hold({"CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (a e)", "INSERT INTO t VALUES ('a')",
        "INSERT INTO t VALUES ('b')", "CREATE TYPE e AS ENUM ('a', 'c'); CREATE TABLE t (a e);",
        "every value of column public.t.a can become public.e",
        "SELECT * FROM public.t WHERE a::text NOT IN ('a', 'c')"});
}

TEST_CASE("keys: the query finds duplicates as the index would") {
  hold({"CREATE TABLE t (a int, b int)", "INSERT INTO t VALUES (1, 1), (1, 2), (1, NULL), (1, NULL)",
        "INSERT INTO t VALUES (1, 1), (1, 1)", "CREATE TABLE t (a int, b int, UNIQUE (a, b) INCLUDE (b));",
        "no two rows with the same (a, b)",
        "SELECT a, b, pg_catalog.count(*) FROM public.t WHERE a IS NOT NULL AND b IS NOT NULL GROUP BY a, b HAVING "
        "pg_catalog.count(*) > 1"});
  hold({"CREATE TABLE t (a int NOT NULL, b int)", "INSERT INTO t VALUES (1), (2)", "INSERT INTO t VALUES (1), (1)",
        "CREATE TABLE t (a int PRIMARY KEY, b int);", "no two rows with the same (a)",
        "SELECT a, pg_catalog.count(*) FROM public.t GROUP BY a HAVING pg_catalog.count(*) > 1"});
  hold({"CREATE TABLE t (a text, b int)", "INSERT INTO t VALUES ('x', 1), ('X', 0), ('X', NULL)",
        "INSERT INTO t VALUES ('x', 1), ('X', 1)",
        "CREATE TABLE t (a text, b int); CREATE UNIQUE INDEX i ON t (lower(a) COLLATE \"C\" DESC NULLS LAST, (b + 1)) "
        "WHERE b > 0;",
        "no two rows with the same ((lower(a) COLLATE \"C\"), ((b + 1))) where (b > 0)",
        "SELECT (lower(a) COLLATE \"C\"), ((b + 1)), pg_catalog.count(*) FROM public.t WHERE (lower(a) COLLATE \"C\") "
        "IS "
        "NOT NULL AND ((b + 1)) IS NOT NULL AND (b > 0) GROUP BY (lower(a) COLLATE \"C\"), ((b + 1)) HAVING "
        "pg_catalog.count(*) > 1"});
  hold({"CREATE TABLE t (a int); CREATE TABLE heir () INHERITS (t)",
        "INSERT INTO t VALUES (1); INSERT INTO heir VALUES (1)", "INSERT INTO t VALUES (1), (1)",
        "CREATE TABLE t (a int UNIQUE); CREATE TABLE heir () INHERITS (t);", "no two rows with the same (a)",
        "SELECT a, pg_catalog.count(*) FROM ONLY public.t WHERE a IS NOT NULL GROUP BY a HAVING pg_catalog.count(*) > "
        "1"});
  if (test::server().major_version() < 15) return;
  hold({"CREATE TABLE t (a int)", "INSERT INTO t VALUES (1), (NULL)", "INSERT INTO t VALUES (NULL), (NULL)",
        "CREATE TABLE t (a int); CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT;", "no two rows with the same (a)",
        "SELECT a, pg_catalog.count(*) FROM public.t GROUP BY a HAVING pg_catalog.count(*) > 1"});
}

TEST_CASE("checks: the query finds what violates them, those of a domain among them") {
  hold({"CREATE TABLE t (a int)", "INSERT INTO t VALUES (1), (NULL)", "INSERT INTO t VALUES (-1)",
        "CREATE TABLE t (a int, CONSTRAINT c CHECK (CASE WHEN a > 9 THEN a < 99 ELSE a > 0 END));",
        "every row satisfies constraint public.t.c",
        "SELECT * FROM public.t WHERE NOT (CASE WHEN (a > 9) THEN (a < 99) ELSE (a > 0) END)"});
  // length() of bytea and an encoding is not IMMUTABLE; that of one argument is.
  hold({"CREATE TABLE t (a text)", "INSERT INTO t VALUES ('a')", "INSERT INTO t VALUES ('')",
        "CREATE TABLE t (a text, CONSTRAINT c CHECK (length(a) > 0));", "every row satisfies constraint public.t.c",
        "SELECT * FROM public.t WHERE NOT ((length(a) > 0))"});
  hold({"CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID", "SELECT",
        "ALTER TABLE t DROP CONSTRAINT c; INSERT INTO t VALUES (-1); ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT "
        "VALID",
        "CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0));", "every row satisfies constraint public.t.c",
        "SELECT * FROM public.t WHERE NOT ((a > 0))"});
  hold({"CREATE DOMAIN d AS int; CREATE TABLE t (a d)", "INSERT INTO t VALUES (1), (NULL)", "INSERT INTO t VALUES (-1)",
        "CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 0); CREATE TABLE t (a d);",
        "every value of column public.t.a satisfies domain constraint public.d.c",
        "SELECT * FROM public.t WHERE NOT (((a::integer) > 0))"});
  hold({"CREATE DOMAIN d AS int; CREATE TABLE t (a d)", "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (NULL)",
        "CREATE DOMAIN d AS int NOT NULL; CREATE TABLE t (a d);", "no NULL in column public.t.a",
        "SELECT * FROM public.t WHERE a IS NULL"});
}

TEST_CASE("foreign keys: the query finds rows without what they refer to") {
  const char* live =
      "CREATE TABLE r (a int, b int, UNIQUE (a, b)); INSERT INTO r VALUES (1, 1); CREATE TABLE t (a int, b int)";
  hold({live, "INSERT INTO t VALUES (1, 1), (2, NULL)", "INSERT INTO t VALUES (1, 2)",
        "CREATE TABLE r (a int, b int, UNIQUE (a, b)); CREATE TABLE t (a int, b int, FOREIGN KEY (a, b) REFERENCES r "
        "(a, "
        "b) ON DELETE CASCADE);",
        "every (a, b) is in table public.r",
        "SELECT f.* FROM public.t f WHERE f.a IS NOT NULL AND f.b IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public.r r "
        "WHERE r.a = f.a AND r.b = f.b)"});
  hold(
      {live, "INSERT INTO t VALUES (1, 1), (NULL, NULL)", "INSERT INTO t VALUES (1, NULL)",
       "CREATE TABLE r (a int, b int, UNIQUE (a, b)); CREATE TABLE t (a int, b int, FOREIGN KEY (a, b) REFERENCES r "
       "(a, "
       "b) MATCH FULL);",
       "every (a, b) is in table public.r",
       "SELECT f.* FROM public.t f WHERE (f.a IS NOT NULL OR f.b IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM public.r r "
       "WHERE r.a = f.a AND r.b = f.b)"});
  hold({"CREATE TABLE t (a int)", "INSERT INTO t VALUES (NULL)", "INSERT INTO t VALUES (1)",
        "CREATE TABLE r (a int PRIMARY KEY); CREATE TABLE t (a int REFERENCES r);", "every (a) is in table public.r",
        "SELECT f.* FROM public.t f WHERE f.a IS NOT NULL"});
}

TEST_CASE("where no SELECT can say, the demand stands alone") {
  CHECK(unasked("CREATE TABLE t (a text)", "CREATE TABLE t (a int);") ==
        Texts{"table public.t: every value of column public.t.a can become integer"});
  CHECK(unasked("CREATE TABLE t (a int)", "CREATE TABLE t (a int, EXCLUDE (a WITH =));") ==
        Texts{"table public.t: no two rows that constraint public.t.t_a_excl excludes"});
  const std::string parts =
      "CREATE TABLE p (a int, b int) PARTITION BY RANGE (a, b); CREATE TABLE rest PARTITION OF p DEFAULT; CREATE TABLE "
      "one ";
  CHECK(unasked(parts + "(a int, b int)", parts + "PARTITION OF p FOR VALUES FROM (1, 1) TO (2, 2);") ==
        Texts{"table public.one: every row belongs FOR VALUES FROM (1, 1) TO (2, 2) into table public.p",
              "table public.rest: no row that belongs into table public.one FOR VALUES FROM (1, 1) TO (2, 2)"});
  // The plan adds or changes what the query would name.
  CHECK(unasked("CREATE TABLE t (a int)", "CREATE TABLE t (a int, b int DEFAULT 1, CONSTRAINT c CHECK (a < b));") ==
        Texts{"table public.t: every row satisfies constraint public.t.c"});
  CHECK(unasked("CREATE TABLE t (a int)", "CREATE TABLE t (a bigint, CONSTRAINT c CHECK (a < 5));") ==
        Texts{"table public.t: every row satisfies constraint public.t.c"});
  CHECK(
      unasked("CREATE TABLE t (old int)",
              "CREATE TABLE t (\n-- pgplumb:renamed-from old\na int NOT NULL, CONSTRAINT c CHECK (1 < 2));") ==
      Texts{"table public.t: no NULL in column public.t.a",
            "table public.t: every row satisfies constraint public.t.c / SELECT * FROM public.t WHERE NOT ((1 < 2))"});
}

TEST_CASE("nothing depends on rows in a new table, nor what asks nothing of those that are there") {
  CHECK(
      unasked("SELECT",
              "CREATE TABLE r (a int PRIMARY KEY); CREATE TABLE t (a int NOT NULL UNIQUE REFERENCES r CHECK (a > 0)); "
              "CREATE UNIQUE INDEX i ON t ((a + 1));")
          .empty());
  CHECK(
      unasked("CREATE TABLE t (a int, b varchar(3), c int)",
              "CREATE TABLE t (a bigint, b varchar(4), c int, d int, e int NOT NULL DEFAULT 1, f int GENERATED ALWAYS "
              "AS IDENTITY, UNIQUE (d)); ALTER TABLE t ADD CONSTRAINT k CHECK (c > 0) NOT VALID;")
          .empty());
  // What is made again was obeyed before.
  CHECK(unasked("CREATE TABLE t (a int CONSTRAINT u UNIQUE)", "CREATE TABLE t (a int CONSTRAINT u UNIQUE DEFERRABLE);")
            .empty());
}

TEST_CASE("online it is the validation that depends on rows") {
  test::Database database;
  database.execute("CREATE TABLE t (a int)");
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int NOT NULL, CONSTRAINT c CHECK (a > 0));");
  PlanRequest request = request_for(database, project);
  request.settings.online = true;
  const PlanResult result = make_plan(request);
  int validated = 0;
  for (const auto& batch : result.plan.batches)
    for (const auto& step : batch.steps) {
      const bool validates = step.statements.front().find("VALIDATE") != std::string::npos;
      if (!validates) CHECK(step.dangers.empty());
      validated += static_cast<int>(step.dangers.size());
    }
  CHECK(validated == 2);
  CHECK(result.rows->met == 2);
}

TEST_CASE("a plan file says what depends on rows, and is read back so") {
  test::Database database;
  database.execute("CREATE TABLE \"a: b\" (a int)");
  const PlanResult result = plan_for(database, "CREATE TABLE \"a: b\" (a int NOT NULL);");
  CHECK(result.text.find("--   hazard: depends-on-rows table public.\"a\\x3a b\": no NULL in column public.\"a: b\".a\n"
                         "--   asks: SELECT * FROM public.\"a: b\" WHERE a IS NULL\n") != std::string::npos);
  CHECK(pgplumb::plan::read_plan_file(result.text, "plan.sql").batches == result.plan.batches);
}

TEST_CASE("what cannot be asked in time, by this role, or without running code of the files is told and not guessed") {
  test::Database database;
  database.execute("CREATE TABLE t (a int); INSERT INTO t SELECT generate_series(1, 200000)");
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int UNIQUE);");
  PlanRequest request = request_for(database, project);
  request.settings.check_rows_limit = "1ms";
  const PlanResult late = make_plan(request);
  REQUIRE(late.rows.has_value());
  CHECK(late.rows->unknown == 1);
  REQUIRE(find(late, "rows-not-checked") != nullptr);
  CHECK(find(late, "rows-not-checked")->message.ends_with("its query took too long"));
  request.settings.check_rows_limit = "soon";
  CHECK_THROWS_AS((void)make_plan(request), ServerError);

  const PlanResult code = plan_for(database, "CREATE TABLE t (a int CHECK (pg_backend_pid() > a));");
  REQUIRE(find(code, "rows-not-checked") != nullptr);
  CHECK(find(code, "rows-not-checked")->message.ends_with("its query calls functions that are not IMMUTABLE"));
  // An error would show what stands in rows to whoever wrote the check.
  database.execute("CREATE TABLE u (a text); INSERT INTO u VALUES ('a secret')");
  const PlanResult error = plan_for(database, "CREATE TABLE t (a int); CREATE TABLE u (a text CHECK (a::int > 0));");
  REQUIRE(find(error, "rows-not-checked") != nullptr);
  CHECK(find(error, "rows-not-checked")->message.ends_with("its query ended with an error (SQLSTATE 22P02)"));
}

TEST_CASE("without being asked, a plan tells of required columns for tables that have rows") {
  test::Database database;
  database.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1); ANALYZE t; CREATE TABLE empty (a int)");
  const PlanResult result =
      plan_for(database, "CREATE TABLE t (a int, b int NOT NULL); CREATE TABLE empty (a int, b int NOT NULL);", false);
  CHECK_FALSE(result.rows.has_value());
  REQUIRE(find(result, "rows-in-the-way") != nullptr);
  CHECK(find(result, "rows-in-the-way")->message ==
        "step 2 will fail on the rows that are in table public.t: column public.t.b is required and has no default");
  CHECK(std::count_if(result.warnings.begin(), result.warnings.end(),
                      [](const Diagnostic& one) { return one.code == "rows-in-the-way"; }) == 1);
}

TEST_CASE("a manual section before may do away with what is in the way") {
  test::Database database;
  database.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (NULL)");
  const PlanResult result = plan_for(database,
                                     "-- pgplumb:manual \"fill\" phase=before\nUPDATE t SET a = 0;\n-- pgplumb:end "
                                     "manual\nCREATE TABLE t (a int NOT NULL);");
  REQUIRE(find(result, "rows-in-the-way") != nullptr);
  CHECK(find(result, "rows-in-the-way")->message.find("unless manual section \"fill\" does away with them") !=
        std::string::npos);
  CHECK_NOTHROW((void)test::apply_to(database, result));
}

TEST_CASE("policy denies what depends on the rows of a table") {
  test::Database database;
  database.execute("CREATE TABLE t (a int)");
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int NOT NULL);");
  PlanRequest request = request_for(database, project);
  request.settings.policy =
      pgplumb::parse_settings("[policy]\ndeny = [\"depends-on-rows:table public.*\"]", "pgplumb.toml").policy;
  try {
    (void)make_plan(request);
    FAIL("the plan was made");
  } catch (const DiagnosedError& error) {
    CHECK(error.exit_code() == pgplumb::ExitCode::refused);
    CHECK(error.diagnostics().at(0).message ==
          "step 1 depends on the rows of table public.t: no NULL in column public.t.a, which policy denies: "
          "\"depends-on-rows:table public.*\"");
  }
}
