#include "sources/load.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "server.hpp"
#include "sources/files.hpp"

using namespace pgplumb;
using namespace pgplumb::sources;

namespace {

SchemaScript script_of(const std::string& sql) {
  const test::Files files;
  SchemaScript script = read_schema_files({files.write("a.sql", sql)});
  for (SchemaFile& file : script.files) file.path = "a.sql";
  for (ScriptStatement& statement : script.statements) statement.position.file = "a.sql";
  for (ScriptSetting& setting : script.settings) setting.position.file = "a.sql";
  return script;
}

LoadReport load_into(test::Database& database, const std::string& sql, const LoadOptions& options = {}) {
  LoadReport report = load(database.connection(), script_of(sql), options);
  database.execute("RESET ALL");  // as somebody finds it who comes afterwards
  return report;
}

std::vector<Diagnostic> problems(const std::string& sql, const LoadOptions& options = {}) {
  test::Database database;
  try {
    (void)load_into(database, sql, options);
  } catch (const DiagnosedError& error) {
    return error.diagnostics();
  }
  FAIL("no error for: " << sql);
  return {};
}

std::string value(test::Database& database, const std::string& sql) {
  return database.execute(sql).rows.at(0).at(0).value_or("NULL");
}

const char* const shop = R"(
CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('sad', 'happy');
CREATE SEQUENCE app.numbers;
CREATE FUNCTION app.one() RETURNS int LANGUAGE sql AS 'select 1';
CREATE TABLE app.customers (id int PRIMARY KEY DEFAULT nextval('app.numbers'), mood app.mood DEFAULT 'happy');
CREATE TABLE app.orders (id int DEFAULT app.one(), customer int REFERENCES app.customers);
CREATE INDEX orders_customer ON app.orders (customer);
CREATE VIEW app.happy AS SELECT * FROM app.customers WHERE mood = 'happy';
CREATE VIEW app.happy_orders AS SELECT o.* FROM app.orders o JOIN app.happy h ON h.id = o.customer;
CREATE FUNCTION app.count_happy() RETURNS bigint LANGUAGE sql AS 'select count(*) from app.happy_orders';
COMMENT ON VIEW app.happy IS 'those who are';
)";

}  // namespace

TEST_CASE("the order of statements does not matter") {
  SchemaScript script = script_of(shop);
  std::reverse(script.statements.begin(), script.statements.end());
  test::Database database;
  const LoadReport report = load(database.connection(), script);
  CHECK(report.diagnostics.empty());
  CHECK(value(database, "select app.count_happy()") == "0");
  CHECK(value(database, "select obj_description('app.happy'::regclass)") == "those who are");
}

TEST_CASE("PostgreSQL says which statement made what, and no trace of that is left") {
  test::Database database;
  const SchemaScript script = script_of(shop);
  const LoadReport report = load(database.connection(), script);
  REQUIRE(report.attributed);
  const auto maker = [&](const std::string& catalog, const std::string& condition) {
    const auto row = database.execute("select tableoid, oid from " + catalog + " where " + condition).rows.at(0);
    const catalog::Address address{static_cast<std::uint32_t>(std::stoul(*row[0])),
                                   static_cast<std::uint32_t>(std::stoul(*row[1])), 0};
    const auto found = report.attribution.find(address);
    return found == report.attribution.end() ? std::string("nothing")
                                             : script.statements.at(found->second.front()).text.substr(0, 24);
  };
  CHECK(maker("pg_namespace", "nspname = 'app'") == "CREATE SCHEMA app");
  CHECK(maker("pg_type", "typname = 'mood'") == "CREATE TYPE app.mood AS ");
  CHECK(maker("pg_class", "relname = 'orders'") == "CREATE TABLE app.orders ");
  CHECK(maker("pg_class", "relname = 'orders_customer'") == "CREATE INDEX orders_cust");
  CHECK(maker("pg_class", "relname = 'happy'") == "CREATE VIEW app.happy AS");
  CHECK(maker("pg_proc", "proname = 'one'") == "CREATE FUNCTION app.one(");
  CHECK(value(database, "select count(*) from pg_event_trigger") == "0");
  CHECK(value(database, "select count(*) from pg_namespace where nspname like 'pgplumb%'") == "0");
}

TEST_CASE("the settings of its place are in force when a statement is tried again") {
  test::Database database;
  load_into(
      database,
      "SET search_path = b; CREATE TABLE t (a kind);\nSET search_path = a; CREATE TABLE t (a int);\n"
      "CREATE SCHEMA a; SET search_path = b; CREATE TYPE kind AS ENUM ('x');\nRESET search_path; CREATE SCHEMA b;");
  CHECK(value(database,
              "select string_agg(attrelid::regclass || ' ' || atttypid::regtype, ', ' order by 1) from pg_attribute "
              "where attname = 'a' and attnum > 0 and attrelid in ('a.t'::regclass, 'b.t'::regclass)")
            .find("b.t b.kind") != std::string::npos);
  CHECK(value(database, "show search_path") == "\"$user\", public");
}

TEST_CASE("what fails is reported at the character that the server points at") {
  const auto found = problems("create table ok ();\n\ncreate table \"größe\" (\r\n  a int,\n  'ä' text);\nselect 1;");
  REQUIRE(found.size() == 1);
  CHECK(found[0].position == Position{"a.sql", 5, 3});
  CHECK(found[0].message == "syntax error at or near \"'ä'\"");
  CHECK(problems("select 1;\n  create view v as select 'ö', nowhere.x from pg_class;")[0].position ==
        Position{"a.sql", 2, 32});
  CHECK(problems("create function f() returns int language plpgsql as $$\nbegin\n  retrun 1;\nend $$;")[0].position ==
        Position{"a.sql", 3, 3});
}

TEST_CASE("everything that fails is reported, and what follows from another error says so") {
  const auto found = problems(
      "create view v as select * from app.t;\ncreate schema app;\ncreate table app.t (a nonsense);\ncreate table fine "
      "();\nselect 1/0;");
  REQUIRE(found.size() == 3);
  CHECK(found[0].position == Position{"a.sql", 1, 32});
  CHECK(found[0].hint == "follows from the error at a.sql:3:1");
  CHECK(found[1].position == Position{"a.sql", 3, 23});
  CHECK(found[2].message == "division by zero");
}

TEST_CASE("an object that is named twice is an error that says where it is named first") {
  const auto found = problems("create table t (a int);\ncreate view v as select 1 as a;\ncreate table t (b int);");
  REQUIRE(found.size() == 1);
  CHECK(found[0].position.line == 3);
  CHECK(found[0].hint == "named twice: first at a.sql:1:1");
}

TEST_CASE("what every new database has may be created again, as dumps do") {
  test::Database database;
  CHECK(load_into(database, "CREATE SCHEMA public;\nCREATE EXTENSION plpgsql;\nCREATE TABLE public.t ();")
            .diagnostics.empty());
}

TEST_CASE("roles that statements name and the server lacks are made there") {
  test::Database database;
  const LoadReport report =
      load_into(database,
                "create table t ();\nalter table t owner to load_test_owner;\ncreate view v as select 1;\n"
                "grant select on t to \"Load \"\"Test\"\" Reader\", load_test_owner;\nset role "
                "load_test_setter;\nselect 1;\nreset role;\n"
                "create role load_test_owner;");
  CHECK(report.roles_created == std::vector<std::string>{"Load \"Test\" Reader", "load_test_setter"});
  CHECK(value(database, "select relowner::regrole from pg_class where relname = 't'") == "load_test_owner");
  database.execute(
      "drop owned by load_test_owner, \"Load \"\"Test\"\" Reader\"; drop role load_test_owner, \"Load \"\"Test\"\" "
      "Reader\", load_test_setter");
}

TEST_CASE("no role is made on a server that others use") {
  LoadOptions options;
  options.private_server = false;
  const auto found =
      problems("create role load_test_none;\ncreate table t ();\nalter table t owner to load_test_none;", options);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "role \"load_test_none\" does not exist");
  CHECK(found[0].hint.starts_with("create the role"));
}

TEST_CASE("objects belong to the role that loads them") {
  test::Database database;
  LoadOptions options;
  options.role = "Load Test App";
  load_into(
      database,
      "create table t ();\nset session authorization load_test_other;\nselect 1;\nreset session authorization;\ncreate "
      "table u ();",
      options);
  CHECK(value(database, "select string_agg(relowner::regrole::text, ' ') from pg_class where relname in ('t', 'u')") ==
        "\"Load Test App\" \"Load Test App\"");
  CHECK(value(database, "select current_user") == "postgres");
  database.execute("drop owned by \"Load Test App\"; drop role \"Load Test App\", load_test_other");
}

TEST_CASE("tablespaces that statements name are made on a private server") {
  test::Database database;
  const LoadReport report = load_into(database,
                                      "create table t (a int) tablespace load_test_space;\nset default_tablespace = "
                                      "load_test_space;\ncreate table u (a int);");
  CHECK(report.tablespaces_created == std::vector<std::string>{"load_test_space"});
  CHECK(value(database,
              "select count(*) from pg_class c join pg_tablespace s on s.oid = reltablespace where spcname = "
              "'load_test_space'") == "2");
  database.execute("drop table t, u");
  database.execute("drop tablespace load_test_space");
}

TEST_CASE("statements that need a transaction of their own, or the end of another, get it") {
  test::Database database;
  load_into(database,
            "create type e as enum ('a');\nalter type e add value 'b';\ncreate table t (a e default 'b');\n"
            "create index concurrently i on t (a);\ninsert into t values (default);\nCOPY t FROM stdin;\nb\na\n\\.\n"
            "create procedure p() language plpgsql as $$ begin insert into t values ('a'); commit; end $$;\ncall p();");
  CHECK(value(database, "select count(*) from t") == "4");
  CHECK(value(database, "select indisvalid from pg_index where indexrelid = 'i'::regclass") == "t");
}

TEST_CASE("manual sections can be left out") {
  const std::string sql = "create table t ();\n-- pgplumb:manual \"m\"\ncreate table u ();\n-- pgplumb:end manual\n";
  test::Database with;
  load_into(with, sql);
  CHECK(value(with, "select to_regclass('u') is not null") == "t");
  test::Database without;
  LoadOptions options;
  options.manual_sections = false;
  load_into(without, sql, options);
  CHECK(value(without, "select to_regclass('u') is null and to_regclass('t') is not null") == "t");
}

TEST_CASE("an event trigger that refuses everything does not keep the rest of the files from being loaded") {
  test::Database database;
  load_into(database,
            "create function refuse() returns event_trigger language plpgsql as $$ begin raise 'no'; end $$;\n"
            "create event trigger no_ddl on ddl_command_start execute function refuse();\n"
            "comment on event trigger no_ddl is 'strict';\ncreate table t ();");
  CHECK(value(database, "select evtenabled from pg_event_trigger") == "O");
  CHECK_THROWS_AS(database.execute("create table u ()"), ServerError);
}

TEST_CASE("what has nothing to do in its place is not done later") {
  test::Database database;
  const LoadReport report = load_into(
      database,
      "ALTER TABLE IF EXISTS public.v ALTER COLUMN id DROP DEFAULT;\nDROP SEQUENCE IF EXISTS public.v_id_seq;\nDROP "
      "TABLE IF EXISTS public.v;\nCREATE TABLE public.v (id serial CONSTRAINT k PRIMARY KEY);\n"
      "CREATE VIEW early AS SELECT * FROM late;\nCREATE TABLE late ();");
  CHECK(report.diagnostics.empty());
  CHECK(value(database, "select count(*) from pg_attrdef where adrelid = 'v'::regclass") == "1");
}

TEST_CASE("an ALTER ... IF EXISTS before its object is warned of, unless it only drops") {
  test::Database database;
  const LoadReport report = load_into(
      database,
      "ALTER TABLE IF EXISTS ONLY public.t DROP CONSTRAINT k;\nALTER TABLE IF EXISTS ONLY public.t ADD b int;\nALTER "
      "TABLE IF EXISTS nowhere ADD b int;\nCREATE TABLE t (a int);\nALTER TABLE IF EXISTS t ADD c int;");
  CHECK(value(database, "select count(*) from pg_attribute where attrelid = 't'::regclass and attnum > 0") == "2");
  REQUIRE(report.diagnostics.size() == 1);
  CHECK(report.diagnostics[0].code == "order-matters");
  CHECK(report.diagnostics[0].position.line == 2);
  CHECK(report.diagnostics[0].message.starts_with("IF EXISTS finds no t here: that is created behind it"));
  CHECK(report.diagnostics[0].message.ends_with("a.sql:4:1"));
}

TEST_CASE("a DROP of nothing is warned of, and drops nothing that is made behind it") {
  test::Database database;
  const LoadReport report = load_into(
      database,
      "CREATE VIEW early AS SELECT * FROM late;\nDROP TABLE u;\nALTER TABLE t ALTER COLUMN type DROP DEFAULT;\nALTER "
      "TABLE t DROP CONSTRAINT k;\nCREATE TABLE t (type int DEFAULT 1 CONSTRAINT k UNIQUE);\nCREATE TABLE u ();\n"
      "CREATE TABLE late ();");
  CHECK(value(database, "select count(*) from pg_attrdef where adrelid = 't'::regclass") == "1");
  CHECK(value(database, "select count(*) from pg_constraint where conname = 'k'") == "1");
  CHECK(value(database, "select to_regclass('u') is not null") == "t");
  REQUIRE(report.diagnostics.size() == 3);
  for (const Diagnostic& diagnostic : report.diagnostics) CHECK(diagnostic.code == "nothing-to-drop");
  CHECK(report.diagnostics[0].position.line == 2);
}

TEST_CASE("a DROP waits for what is still to be made before it") {
  test::Database database;
  const LoadReport report = load_into(
      database,
      "CREATE VIEW early AS SELECT * FROM late;\nDROP VIEW early;\nCREATE TABLE t (a int CHECK (f(a)));\nALTER TABLE t "
      "DROP COLUMN a;\nCREATE FUNCTION f(int) RETURNS bool LANGUAGE sql AS 'select true';\nCREATE TABLE late ();");
  CHECK(report.diagnostics.empty());
  CHECK(value(database, "select to_regclass('early') is null") == "t");
  CHECK(value(database, "select count(*) from pg_attribute where attrelid = 't'::regclass and attname = 'a'") == "0");
}

TEST_CASE("what is tried again does not replace what was made behind it") {
  test::Database database;
  // As pg_dump --clean writes views that need themselves to be there.
  const LoadReport report = load_into(
      database,
      "CREATE OR REPLACE VIEW app.v AS SELECT NULL::int AS a;\nCREATE SCHEMA app;\nCREATE VIEW app.v AS SELECT "
      "NULL::int AS a;\nCREATE OR REPLACE VIEW app.v AS SELECT 1 AS a;\n"
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'select 1';\nCREATE OR REPLACE FUNCTION f() RETURNS int "
      "LANGUAGE "
      "sql AS 'select a from late';\nCREATE OR REPLACE FUNCTION f(late) RETURNS int LANGUAGE sql AS 'select "
      "3';\nCREATE "
      "FUNCTION g(late) RETURNS int LANGUAGE sql AS 'select 4';\nCREATE TABLE late AS SELECT 2 AS a;");
  CHECK(report.diagnostics.empty());
  CHECK(value(database, "select a from app.v") == "1");
  CHECK(value(database, "select f(null::late) + g(null::late)") == "7");
}

namespace {

// act() is over with its transaction; rows cannot be inserted without it.
const char* const acting = R"(
CREATE FUNCTION act() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM set_config('load_test.acts', 'yes', true); END $$;
CREATE FUNCTION check_act() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF coalesce(current_setting('load_test.acts', true), '') <> 'yes' THEN RAISE 'nobody acts'; END IF; RETURN NEW; END $$;
CREATE TABLE rows (a int);
CREATE TRIGGER check_act BEFORE INSERT ON rows FOR EACH ROW EXECUTE FUNCTION check_act();
)";

}  // namespace

TEST_CASE("a transaction of the files keeps what is local to it, as often as there is one") {
  test::Database database;
  load_into(database, acting + std::string("BEGIN; SELECT act(); INSERT INTO rows VALUES (1); COMMIT;\nBEGIN; SELECT "
                                           "act(); INSERT INTO rows VALUES (2); COMMIT;"));
  CHECK(value(database, "select count(*) from rows") == "2");
  const auto found =
      problems(acting + std::string("BEGIN; SELECT act(); COMMIT;\nSELECT act();\nINSERT INTO rows VALUES (1);"));
  REQUIRE(found.size() == 1);
  CHECK(found[0].message.starts_with("nobody acts"));
}

TEST_CASE("a transaction that is in want of something behind it is tried again as a whole") {
  test::Database database;
  load_into(database,
            acting + std::string("BEGIN; SELECT act(); INSERT INTO rows VALUES (1); CREATE VIEW v AS SELECT * "
                                 "FROM late; INSERT INTO rows VALUES (2); COMMIT;\nCREATE TABLE late ();"));
  CHECK(value(database, "select string_agg(a::text, ' ') from rows") == "1 2");
  CHECK(value(database, "select to_regclass('v') is not null") == "t");
}

TEST_CASE(
    "the order of statements within transactions does not matter, nor that of transactions that need each other") {
  test::Database database;
  load_into(database,
            acting + std::string("BEGIN; SELECT act(); CREATE VIEW v AS SELECT * FROM w; INSERT INTO rows VALUES (1); "
                                 "CREATE VIEW w AS SELECT 1 AS one; COMMIT;\n"
                                 "BEGIN; CREATE TABLE a (id int PRIMARY KEY); ALTER TABLE a ADD b int REFERENCES b; "
                                 "COMMIT;\nBEGIN; CREATE TABLE b (id int PRIMARY KEY); ALTER TABLE b ADD a int "
                                 "REFERENCES a; COMMIT;"));
  CHECK(value(database, "select count(*) from rows") == "1");
  CHECK(value(database, "select count(*) from pg_constraint where contype = 'f'") == "2");
}

TEST_CASE("what fails for good within a transaction is reported, and what only comes of it is not") {
  const auto found = problems(
      "begin;\ncreate table t ();\nselect 1/0;\ncreate table u ();\ncommit;\ncreate view v as "
      "select * from t;");
  REQUIRE(found.size() == 1);
  CHECK(found[0].position == Position{"a.sql", 3, 1});
  CHECK(found[0].message == "division by zero");
}

TEST_CASE("what every new database has does not end a transaction, nor does a DROP of nothing") {
  test::Database database;
  load_into(database, "BEGIN; DROP TABLE t; CREATE SCHEMA public; CREATE TABLE t (); COMMIT;");
  CHECK(value(database, "select to_regclass('t') is not null") == "t");
}

TEST_CASE("event triggers of the files fire for what stands behind them, and not for what is tried again") {
  test::Database database;
  load_into(database, R"(
CREATE FUNCTION secure() RETURNS event_trigger LANGUAGE plpgsql AS $$ DECLARE made record; BEGIN
  FOR made IN SELECT * FROM pg_event_trigger_ddl_commands() WHERE object_type = 'table' LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', made.object_identity);
  END LOOP; END $$;
CREATE EVENT TRIGGER secure ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION secure();
CREATE TABLE again (a late);
CREATE TABLE behind ();
CREATE TYPE late AS ENUM ();)");
  CHECK(value(database, "select string_agg(relname, ' ') from pg_class where relrowsecurity") == "behind");
  CHECK(value(database, "select evtenabled from pg_event_trigger") == "O");
}

TEST_CASE("a role that is named before the files make it is made as they do") {
  test::Database database;
  const LoadReport report = load_into(
      database,
      "set role load_test_maker;\ncreate table t ();\nreset role;\ncreate role load_test_maker createdb superuser;");
  CHECK(report.roles_created.empty());
  CHECK(value(database, "select rolcreatedb from pg_roles where rolname = 'load_test_maker'") == "t");
  database.execute("drop owned by load_test_maker; drop role load_test_maker");
}

TEST_CASE("a role that is granted behind where it is taken on is taken on later, and one that is not is one error") {
  test::Database database;
  const std::string taking =
      "create role load_test_a;\ncreate role load_test_b;\ncreate schema app;\ngrant all on schema app to "
      "load_test_b;\nset session authorization load_test_a;\nset role load_test_b;\ncreate table app.t ();\ncreate "
      "table "
      "app.u ();\nreset session authorization;\n";
  CHECK(load_into(database, taking + "grant load_test_b to load_test_a;").diagnostics.size() == 3);  // roles are told
  CHECK(value(database, "select relowner::regrole from pg_class where relname = 't'") == "load_test_b");
  database.execute("drop schema app cascade; drop role load_test_a, load_test_b");
  const auto found = problems(taking);
  REQUIRE(found.size() >= 1);
  CHECK(found[0].position.line == 6);
  CHECK(found[0].message == "permission denied to set role \"load_test_b\"");
  test::server().maintenance().execute("drop role load_test_a, load_test_b");
}

TEST_CASE("a search_path that passes over a schema which is made behind it is warned of") {
  test::Database database;
  const LoadReport report =
      load_into(database, "SET search_path = app, public;\nCREATE TABLE t ();\nCREATE SCHEMA app;\nCREATE TABLE u ();");
  CHECK(value(database, "select to_regclass('public.t') is not null and to_regclass('app.u') is not null") == "t");
  REQUIRE(report.diagnostics.size() == 1);
  CHECK(report.diagnostics[0].code == "order-matters");
  CHECK(report.diagnostics[0].position.line == 1);
}

TEST_CASE("settings of newer servers are ignored, wrong ones are errors") {
  test::Database database;
  const LoadReport report = load_into(database, "SET no_such_setting = 0;\ncreate table t ();\ncreate table u ();");
  REQUIRE(report.diagnostics.size() == 1);
  CHECK(report.diagnostics[0].code == "setting-ignored");
  CHECK(value(database, "select to_regclass('u') is not null") == "t");
  const auto found = problems("create table t ();\nSET xmloption = nonsense;\ncreate table u ();");
  REQUIRE(found.size() == 1);
  CHECK(found[0].position == Position{"a.sql", 2, 1});
}

TEST_CASE("hints say what to do about extensions and psql's variables") {
  CHECK(problems("create extension no_such_extension;")[0].hint.starts_with("install the package"));
  CHECK(problems("create schema :name;")[0].hint.starts_with("variables of psql"));
}

TEST_CASE("data statements are executed and listed") {
  test::Database database;
  const LoadReport report =
      load_into(database, "create table t (a int);\ninsert into t values (1);\nupdate t set a = 2;");
  CHECK(report.data_statements == std::vector<std::size_t>{1, 2});
  CHECK(value(database, "select a from t") == "2");
}

TEST_CASE("an error in the data of COPY is reported at its line") {
  const auto found = problems("create table t (a int);\n\nCOPY t (a)\nFROM stdin;\n1\nx\n\\.\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].position == Position{"a.sql", 6, 1});
  CHECK(found[0].message.find("COPY t, line 2, column a") != std::string::npos);
}

TEST_CASE("an error inside of a DO block says where in the block") {
  const auto found = problems("do $$\nbegin\n  perform 1;\n  raise 'no luck';\nend $$;");
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "no luck (PL/pgSQL function inline_code_block line 4 at RAISE)");
}

TEST_CASE("default privileges on schemas reach the schemas behind them") {
  test::Database database;
  load_into(database, "alter default privileges grant usage on schemas to public;\ncreate schema app;");
  CHECK(value(database, "select has_schema_privilege('pg_database_owner', 'app', 'usage')") == "t");
}

TEST_CASE("a role that is no superuser loads too: only the attribution is missing") {
  test::Database database;
  database.execute("create role load_test_plain login; create schema app authorization load_test_plain");
  {
    std::string url = database.url();
    const std::string superuser = "//postgres@";
    REQUIRE(url.find(superuser) != std::string::npos);
    url.replace(url.find(superuser), superuser.size(), "//load_test_plain@");
    postgres::Connection plain(url, pgplumb::postgres::SettingsOf::database);
    LoadOptions options;
    options.private_server = false;
    const LoadReport report =
        load(plain, script_of("create view app.v as select * from app.t;\ncreate table app.t ();"), options);
    CHECK_FALSE(report.attributed);
    CHECK(report.attribution.empty());
  }
  CHECK(value(database, "select to_regclass('app.v') is not null") == "t");
  database.execute("drop owned by load_test_plain cascade; drop role load_test_plain");
}
