#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server.hpp"
#include "sources/files.hpp"
#include "sources/load.hpp"

using namespace pgplumb;
using namespace pgplumb::sources;

namespace {

SchemaScript script_of(const std::string& sql) {
  const test::Files files;
  SchemaScript script = read_schema_files({files.write("a.sql", sql)});
  for (ScriptStatement& statement : script.statements) statement.position.file = "a.sql";
  return script;
}

// As psql does, which leaves it at a failure.
void execute_in_order(test::Database& database, const std::string& sql) {
  for (const ScriptStatement& statement : script_of(sql).statements) {
    try {
      database.execute(statement.text);
    } catch (const ServerError&) {
      continue;
    }
  }
}

LoadReport load_into(test::Database& database, const std::string& sql) {
  const SchemaScript script = script_of(sql);
  LoadReport report = load(database.connection(), script);
  database.execute("RESET ALL");  // as somebody finds it who comes afterwards
  return report;
}

const std::string made_late = "CREATE FUNCTION late() RETURNS int LANGUAGE sql AS 'select 1';";

// What there is of what the cases below are about.
const char* const state = R"(
select coalesce((select string_agg(line, '; ' order by line) from (
  select attname || ' default ' || pg_get_expr(adbin, adrelid) as line
    from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum
  union all select attname || ' not null' from pg_attribute where attrelid = to_regclass('t') and attnotnull and attnum > 0
  union all select attname || ' storage ' || attstorage::text from pg_attribute
    where attrelid = to_regclass('t') and attnum > 0 and attstorage = 'e'
  union all select 'constraint ' || conname from pg_constraint where contype = 'c' and conrelid = to_regclass('t')
  union all select relkind::text || ' ' || relname from pg_class
    where relnamespace = 'public'::regnamespace and relname not in ('t', 's')
  union all select 'increment ' || seqincrement from pg_sequence
  union all select 'granted to ' || grantee || ' on ' || table_name from information_schema.role_table_grants
    where grantee = 'PUBLIC' and table_schema = 'public'
  union all select 'comment ' || description from pg_description where objoid in (select oid from pg_class where relname = 't')
  union all select 'function ' || proname || ' ' || provolatile::text || ' ' || prosrc from pg_proc
    where pronamespace = 'public'::regnamespace and proname <> 'late'
  union all select 'fillfactor ' || reloptions::text from pg_class where relname = 't' and reloptions is not null) lines), 'nothing'))";

std::string state_of(test::Database& database) {
  return database.execute(state).rows.at(0).at(0).value_or("NULL");
}

}  // namespace

TEST_CASE(
    "what failed where it stands does not undo what is said behind it, so that files mean what psql makes of them") {
  const std::string table = "CREATE TABLE t (a int, b text);\n";
  for (
      const auto& [sql, wanted] : std::vector<std::pair<std::string, std::string>>{
          {table + "ALTER TABLE t ALTER a SET DEFAULT late();\nALTER TABLE public.t ALTER COLUMN a SET DEFAULT 5;\n",
           "a default 5"},
          {table + "ALTER TABLE t ALTER a SET DEFAULT late();\nALTER TABLE t ALTER b SET NOT NULL, ALTER a DROP "
                   "DEFAULT;\n",
           "b not null"},
          {"GRANT SELECT ON u TO public;\nCREATE TABLE u ();\nREVOKE ALL ON TABLE u FROM public;\n", "r u"},
          {"REVOKE SELECT ON v, u FROM public;\nCREATE TABLE u ();\nGRANT SELECT ON u TO public;\nCREATE TABLE v ();\n",
           "granted to PUBLIC on u; r u; r v"},
          {table + "ALTER TABLE t ADD CONSTRAINT ck CHECK (late() > a);\nALTER TABLE t DROP CONSTRAINT IF EXISTS ck;\n",
           "nothing"},
          {"CREATE VIEW v AS SELECT late();\nDROP VIEW IF EXISTS v;\n", "nothing"},
          {"CREATE VIEW v AS SELECT late();\nDROP VIEW IF EXISTS v;\nCREATE VIEW v AS SELECT 1;\n", "v v"},
          {"ALTER SEQUENCE s INCREMENT 5;\nCREATE SEQUENCE s;\nALTER SEQUENCE s INCREMENT BY 2;\n", "increment 2"},
          {"COMMENT ON COLUMN t.a IS 'early';\n" + table + "COMMENT ON COLUMN public.t.a IS 'last';\n", "comment last"},
          {"ALTER TABLE t ALTER b SET STORAGE EXTERNAL;\n" + table + "ALTER TABLE t ALTER b SET STORAGE EXTENDED;\n",
           "nothing"},
          {"ALTER TABLE t SET (fillfactor = 50);\n" + table + "ALTER TABLE t SET (fillfactor = 60);\n",
           "fillfactor {fillfactor=60}"},
          {"CREATE FUNCTION f(a int, b int) RETURNS int LANGUAGE sql AS 'select late()';\nDROP FUNCTION IF EXISTS "
           "g(int), f(int, int);\n",
           "nothing"},
          {"ALTER FUNCTION f(int) STABLE;\nCREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'select 1';\nALTER "
           "FUNCTION f(int) IMMUTABLE;\n",
           "function f i select 1"},
          // A transaction waits as a whole.
          {table + "ALTER TABLE t ALTER a SET DEFAULT late();\nBEGIN;\nALTER TABLE t ALTER a SET DEFAULT 5;\nCOMMIT;\n",
           "a default 5"},
      }) {
    CAPTURE(sql);
    test::Database database;
    CHECK(load_into(database, sql + made_late).diagnostics.empty());
    CHECK(state_of(database) == wanted);
    test::Database in_order;
    execute_in_order(in_order, sql + made_late);
    CHECK(state_of(in_order) == wanted);
  }
}

TEST_CASE("the last statement of a transaction has the last word, in whatever order they can be executed") {
  test::Database database;
  load_into(database,
            "CREATE TABLE t (a int);\nBEGIN;\nALTER TABLE t ALTER a SET DEFAULT late();\nALTER TABLE t ALTER a "
            "SET DEFAULT 5;\n" +
                made_late + "COMMIT;");
  CHECK(state_of(database) == "a default 5");
}

TEST_CASE("ALTER ... IF EXISTS waits for its table if that is made before it, once it can be") {
  test::Database database;
  load_into(database,
            "CREATE TABLE t (a int DEFAULT late());\nALTER TABLE IF EXISTS t ALTER a SET NOT NULL;\n" + made_late);
  CHECK(state_of(database) == "a default late(); a not null");
}

TEST_CASE("what can only be executed behind what contradicts it is warned of, with both places") {
  test::Database database;
  const LoadReport report =
      load_into(database,
                "CREATE TABLE t (a int);\nALTER TABLE t DROP CONSTRAINT ck, ALTER a SET DEFAULT 1;\nALTER TABLE t ADD "
                "CONSTRAINT ck CHECK (a > 0);\nCREATE TABLE u ();");
  CHECK(state_of(database) == "a default 1; r u");
  REQUIRE(report.diagnostics.size() == 1);
  CHECK(report.diagnostics[0].code == "order-matters");
  CHECK(report.diagnostics[0].position == Position{"a.sql", 2, 1});
  CHECK(report.diagnostics[0].message ==
        "this can be executed only behind a.sql:3:1, and contradicts what is said there");
}

TEST_CASE("statements that agree wait for nothing, in whatever order they stand") {
  test::Database database;
  const LoadReport report =
      load_into(database,
                "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES t (b);\nALTER TABLE t ADD CONSTRAINT k "
                "UNIQUE (b);\nALTER TABLE t ALTER a SET DEFAULT late();\nALTER TABLE t ALTER b SET DEFAULT 1;\nGRANT "
                "SELECT ON t TO public;\nGRANT INSERT ON t TO public;\nALTER TABLE t ALTER a SET DEFAULT late();\n"
                "CREATE TABLE t (a int, b int);\n" +
                    made_late);
  CHECK(report.diagnostics.empty());
  CHECK(state_of(database).starts_with("a default late(); b default 1; granted to PUBLIC on t;"));
}

TEST_CASE("what waits for something that fails for good is executed all the same, and only that is an error") {
  test::Database database;
  try {
    (void)load_into(database,
                    "CREATE TABLE t (a int);\nALTER TABLE t ALTER a SET DEFAULT nowhere();\n"
                    "ALTER TABLE t ALTER a SET DEFAULT 5;");
    FAIL("no error");
  } catch (const DiagnosedError& error) {
    REQUIRE(error.diagnostics().size() == 1);
    CHECK(error.diagnostics()[0].position.line == 2);
  }
  CHECK(state_of(database) == "a default 5");
}
