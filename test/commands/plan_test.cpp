#include "pgplumb/plan.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "commands/project.hpp"
#include "pgplumb/apply.hpp"
#include "pgplumb/drift.hpp"
#include "pgplumb/export.hpp"
#include "pooler.hpp"
#include "server.hpp"

using pgplumb::ApplyRequest;
using pgplumb::ApplyResult;
using pgplumb::DiagnosedError;
using pgplumb::ExitCode;
using pgplumb::PlanRequest;
using pgplumb::PlanResult;
using pgplumb::plan::Change;

namespace {

PlanRequest request_of(const test::Database& database, const test::Project& project) {
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  return request;
}

PlanResult plan_for(const test::Database& database, const test::Project& project) {
  return make_plan(request_of(database, project));
}

ApplyResult apply_to(const test::Database& database, const std::string& text) {
  ApplyRequest request;
  request.connection = database.url();
  request.text = text;
  request.file = "plan.sql";
  return apply_plan(request);
}

const pgplumb::ObjectChange* find(const PlanResult& result, const std::string& object) {
  const auto at = std::find_if(result.changes.begin(), result.changes.end(),
                               [&](const auto& change) { return change.object == object; });
  return at == result.changes.end() ? nullptr : &*at;
}

std::string one(test::Database& database, const std::string& query) {
  return database.execute(query).rows.at(0).at(0).value_or("null");
}

}  // namespace

TEST_CASE("a plan is made, applied, and then there is nothing to do") {
  test::Database database;
  test::Project project;
  project.write("schema.sql",
                "CREATE SCHEMA app;\nCREATE TABLE app.users (id int PRIMARY KEY,\n email text NOT NULL);\n");
  const PlanResult first = plan_for(database, project);
  REQUIRE_FALSE(first.plan.empty());
  CHECK(first.plan.proof == pgplumb::plan::Proof::passed);
  const auto* table = find(first, "table app.users");
  REQUIRE(table != nullptr);
  CHECK(table->change == Change::create);
  CHECK(table->position.line == 2);
  const auto* column = find(first, "column app.users.email");
  REQUIRE(column != nullptr);
  CHECK(column->part);
  CHECK(column->parent == "table app.users");
  CHECK(plan_for(database, project).text == first.text);

  CHECK_FALSE(apply_to(database, first.text).nothing_to_do);
  CHECK(apply_to(database, first.text).nothing_to_do);
  CHECK(plan_for(database, project).plan.empty());
  CHECK(one(database, "SELECT count(*) FROM pg_namespace WHERE nspname = 'pgplumb'") == "0");
}

TEST_CASE("a changed field is told with both values") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE t (a integer)");
  project.write("schema.sql", "CREATE TABLE t (a bigint);");
  const PlanResult result = plan_for(database, project);
  const auto* column = find(result, "column public.t.a");
  REQUIRE(column != nullptr);
  REQUIRE(column->fields.size() == 1);
  CHECK(column->fields[0] == pgplumb::FieldChange{"type", "integer", "bigint"});
}

TEST_CASE("what would be destroyed is refused by name, until an option or the file lets it go") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE t (a int, b int); CREATE TABLE gone (a int)");
  project.write("schema.sql", "CREATE TABLE t (a int);");
  PlanRequest request = request_of(database, project);
  try {
    (void)make_plan(request);
    FAIL("the plan was made");
  } catch (const DiagnosedError& error) {
    CHECK(error.exit_code() == ExitCode::refused);
    REQUIRE(error.diagnostics().size() == 2);
    CHECK(error.diagnostics()[0].object == "column public.t.b");
    CHECK(error.diagnostics()[0].hint.find("-- pgplumb:dropped column public.t.b") != std::string::npos);
    CHECK(error.diagnostics()[1].object == "table public.gone");
  }
  request.allow_destroy = {"column public.*"};
  CHECK_THROWS_AS((void)make_plan(request), DiagnosedError);
  request.allow_destroy = {"public.t.*", "table *"};
  CHECK(make_plan(request).plan.destroys.size() == 2);
  request.allow_destroy = {""};
  CHECK(make_plan(request).plan.destroys.size() == 2);
  project.write("schema.sql",
                "-- pgplumb:dropped column t.b\n-- pgplumb:dropped table public.gone\nCREATE TABLE t (a int);");
  request.allow_destroy = {};
  CHECK(make_plan(request).plan.destroys.size() == 2);
}

TEST_CASE("a type that would round values is guarded, until an option lets them go") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE t (a numeric, b bigint); INSERT INTO t VALUES (1.5, 2)");
  project.write("schema.sql", "CREATE TABLE t (a integer, b integer);");
  const PlanResult guarded = plan_for(database, project);
  CHECK(guarded.plan.destroys.empty());
  REQUIRE(guarded.plan.batches.at(0).steps.size() == 2);
  CHECK(guarded.plan.batches[0].steps[0].change == Change::guard);
  CHECK(guarded.plan.batches[0].steps[0].object == "column public.t.a");
  try {
    (void)apply_to(database, guarded.text);
    FAIL("the plan was applied");
  } catch (const pgplumb::Error& error) {
    CHECK(error.exit_code() == ExitCode::refused);
    CHECK(std::string(error.what()).find("values of column public.t.a would be lost; nothing was changed") !=
          std::string::npos);
    CHECK(error.hint().find("-- pgplumb:using") != std::string::npos);
  }
  CHECK(one(database, "SELECT a FROM t") == "1.5");

  PlanRequest request = request_of(database, project);
  request.allow_destroy = {"table public.other"};
  CHECK(make_plan(request).plan.destroys.empty());
  for (const char* pattern : {"", "*", "column public.t.a", "public.t", "values of column public.t.*"}) {
    CAPTURE(pattern);
    request.allow_destroy = {pattern};
    CHECK(make_plan(request).plan.destroys == std::vector<std::string>{"values of column public.t.a"});
  }
  const PlanResult allowed = make_plan(request);
  CHECK(allowed.plan.batches.at(0).steps.size() == 1);
  (void)apply_to(database, allowed.text);
  CHECK(one(database, "SELECT a FROM t") == "2");
}

TEST_CASE("an expression of one's own needs no guard") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE t (a numeric); INSERT INTO t VALUES (1.5)");
  project.write("schema.sql", "CREATE TABLE t (\n  -- pgplumb:using (floor(a)::integer)\n  a integer);");
  (void)apply_to(database, plan_for(database, project).text);
  CHECK(one(database, "SELECT a FROM t") == "1");
}

TEST_CASE("the reverse plan takes the plan back") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE t (a integer NOT NULL)");
  project.write("schema.sql", "CREATE TABLE t (a integer); CREATE INDEX i ON t (a);");
  PlanRequest request = request_of(database, project);
  const PlanResult there = make_plan(request);
  request.reverse = true;
  const PlanResult back = make_plan(request);
  apply_to(database, there.text);
  apply_to(database, back.text);
  CHECK(one(database, "SELECT attnotnull FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'a'") == "t");
  CHECK(one(database, "SELECT count(*) FROM pg_class WHERE relname = 'i'") == "0");
}

TEST_CASE("a rename by annotation keeps the rows") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE accounts (mail text); INSERT INTO accounts VALUES ('a@b')");
  project.write(
      "schema.sql",
      "-- pgplumb:renamed-from accounts\nCREATE TABLE users (\n  -- pgplumb:renamed-from mail\n  email text\n);\n");
  const PlanResult result = plan_for(database, project);
  CHECK(result.plan.destroys.empty());
  apply_to(database, result.text);
  CHECK(one(database, "SELECT email FROM users") == "a@b");
  CHECK(plan_for(database, project).plan.empty());
}

TEST_CASE("annotations of old renames do not keep a new database from being made") {
  test::Database database;
  test::Project project;
  project.write(
      "schema.sql",
      "-- pgplumb:renamed-from accounts\nCREATE TABLE users (\n  -- pgplumb:renamed-from mail\n  email text\n);\n");
  CHECK_FALSE(plan_for(database, project).plan.empty());
}

TEST_CASE("a rename stays in its schema unless another is named, and takes no table of another") {
  test::Database database;
  test::Project project;
  database.execute("CREATE SCHEMA s; CREATE TABLE t (a int); CREATE TABLE s.t (a int); INSERT INTO s.t VALUES (2)");
  const std::string wanted = "CREATE SCHEMA s;\nCREATE TABLE t (a int);\n-- pgplumb:renamed-from ";
  project.write("schema.sql", wanted + "s.t\nCREATE TABLE s.u (id serial, a int);\n");
  const PlanResult there = plan_for(database, project);
  CHECK(there.plan.destroys.empty());
  CHECK(there.text.find("ALTER TABLE s.t RENAME TO u") != std::string::npos);
  // The one of the other schema comes under its new name, since the old one is taken.
  project.write("schema.sql",
                "CREATE SCHEMA s;\nCREATE TABLE s.t (a int);\n-- pgplumb:renamed-from public.t\n"
                "CREATE TABLE s.u (a int);\n");
  const PlanResult moved = plan_for(database, project);
  CHECK(moved.plan.destroys.empty());
  CHECK(moved.text.find("ALTER TABLE public.t RENAME TO u;\nALTER TABLE public.u SET SCHEMA s") != std::string::npos);
  apply_to(database, moved.text);
  CHECK(one(database, "SELECT a FROM s.t") == "2");
  project.write("schema.sql", wanted +
                                  "s.t\nCREATE TABLE public.w (a int);\n-- pgplumb:renamed-from s.t.b\n"
                                  "CREATE TABLE s.v (a int);\n");
  CHECK_THROWS_AS((void)plan_for(database, project), DiagnosedError);
}

TEST_CASE("a rename of something that never was is an error at its line") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE other (a int)");
  project.write("schema.sql",
                "CREATE TABLE other (a int);\n-- pgplumb:renamed-from nothing\nCREATE TABLE users (a int);\n");
  try {
    (void)plan_for(database, project);
    FAIL("the plan was made");
  } catch (const DiagnosedError& error) {
    REQUIRE(error.diagnostics().size() == 1);
    CHECK(error.diagnostics()[0].position.line == 2);
  }
}

TEST_CASE("the cast that an annotation names is used") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE t (a text); INSERT INTO t VALUES ('7 apples')");
  project.write("schema.sql",
                "CREATE TABLE t (\n  -- pgplumb:using (split_part(a, ' ', 1)::integer)\n  a integer\n);\n");
  apply_to(database, plan_for(database, project).text);
  CHECK(one(database, "SELECT a FROM t") == "7");
}

TEST_CASE("a table that joins a parent gets what it lacks first, and what cannot become inherited only is told") {
  test::Database database;
  const std::string parents =
      "CREATE TABLE audited (changed_by name, CONSTRAINT known CHECK (changed_by IS NOT NULL));\n"
      "CREATE TABLE counted (version int);\n";
  database.execute(parents + "CREATE TABLE car (wheels int) INHERITS (counted)");
  test::Project project;
  project.write("schema.sql", parents + "CREATE TABLE car (wheels int) INHERITS (audited, counted);\n");
  const PlanResult result = plan_for(database, project);
  const std::string end =
      " differs from the schema files in being the table's own or inherited only: only writing the table anew could "
      "change that";
  const auto told = [](const PlanResult& plan, const std::string& line) {
    const auto& lines = plan.plan.information;
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& one) { return one.starts_with(line); });
  };
  REQUIRE(result.plan.information.size() == 5);
  CHECK(told(result, "column public.car.changed_by" + end));
  CHECK(told(result, "constraint public.car.known differs from the schema files"));
  CHECK(told(result, "inheritance of public.car from public.audited stands at another place"));
  apply_to(database, result.text);
  const PlanResult again = plan_for(database, project);
  CHECK(again.plan.empty());
  CHECK(again.plan.information == result.plan.information);
}

TEST_CASE("the order of parents is told where it differs, not where a parent goes") {
  test::Database database;
  const std::string parents = "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\nCREATE TABLE c (id int);\n";
  database.execute(parents + "CREATE TABLE t () INHERITS (a, b, c)");
  test::Project project;
  project.write("schema.sql", parents + "CREATE TABLE t () INHERITS (b, c);\n");
  const PlanResult leaving = plan_for(database, project);
  CHECK(leaving.plan.information.empty());
  apply_to(database, leaving.text);
  project.write("schema.sql", parents + "CREATE TABLE t () INHERITS (c, b);\n");
  const PlanResult swapped = plan_for(database, project);
  CHECK(swapped.plan.empty());
  REQUIRE(swapped.plan.information.size() == 2);
  CHECK(swapped.plan.information[0].starts_with("inheritance of public.t from public.b stands at another place"));
}

TEST_CASE("attributes that a type keeps in another order are told") {
  test::Database database;
  database.execute("CREATE TYPE pair AS (a int, b text)");
  test::Project project;
  project.write("schema.sql", "CREATE TYPE pair AS (b text, a int);\n");
  const PlanResult result = plan_for(database, project);
  CHECK(result.plan.empty());
  REQUIRE(result.plan.information.size() == 1);
  CHECK(result.plan.information[0].starts_with("composite type public.pair keeps its attributes in another order"));
}

TEST_CASE("unmanaged objects that managed ones refer to are context, and are left alone") {
  test::Database database;
  test::Project project;
  database.execute("CREATE SCHEMA auth; CREATE TABLE auth.users (id uuid PRIMARY KEY, secret text)");
  project.write("schema.sql", "CREATE TABLE profile (id uuid PRIMARY KEY REFERENCES auth.users);");
  PlanRequest request = request_of(database, project);
  request.settings.exclude_schemas = {"auth"};
  const PlanResult result = make_plan(request);
  CHECK(find(result, "table public.profile") != nullptr);
  CHECK(find(result, "table auth.users") == nullptr);
  CHECK(result.hidden.contains("schema auth"));
  apply_to(database, result.text);
  CHECK(make_plan(request).plan.empty());
}

TEST_CASE("a journal that is not to be trusted is told of to a plan that needs none") {
  test::Database database;
  test::Project project;
  database.execute("CREATE SCHEMA pgplumb; CREATE TABLE pgplumb.manual (name text, sha256 text, run text, extra text)");
  project.write("schema.sql", "CREATE TABLE t (a int);");
  const PlanResult result = plan_for(database, project);
  CHECK(result.plan.proof == pgplumb::plan::Proof::passed);
  REQUIRE_FALSE(result.warnings.empty());
  for (const auto& warning : result.warnings) CHECK(warning.code == "journal-not-trusted");
}

TEST_CASE("ignored objects are neither planned nor missed") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE tmp_1 (a int)");
  project.write("schema.sql", "");
  PlanRequest request = request_of(database, project);
  request.settings.ignore = {"table:public.tmp_*"};
  CHECK(make_plan(request).plan.empty());
  request.settings.ignore = {"tabel:public.tmp_*"};
  CHECK_THROWS_WITH_AS(
      make_plan(request),
      "the rule \"tabel:public.tmp_*\" is for objects of the kind \"tabel\", and there is no such kind",
      pgplumb::Error);
}

TEST_CASE("a serial column's sequence is given to the table's owner, where owners are not managed as well") {
  test::Database database;
  test::Project project;
  database.execute("CREATE ROLE plan_test_owner; CREATE TABLE t (v text); ALTER TABLE t OWNER TO plan_test_owner");
  project.write("schema.sql", "CREATE TABLE t (v text, id serial);");
  for (const auto owners : {pgplumb::Managed::off, pgplumb::Managed::automatic}) {
    PlanRequest request = request_of(database, project);
    request.settings.owners = owners;
    const PlanResult result = make_plan(request);
    CHECK(result.text.find("ALTER SEQUENCE public.t_id_seq OWNER TO plan_test_owner;") != std::string::npos);
    apply_to(database, result.text);
    CHECK(one(database, "SELECT relowner::regrole FROM pg_class WHERE relname = 't_id_seq'") == "plan_test_owner");
    CHECK(make_plan(request).plan.empty());
    database.execute("ALTER TABLE t DROP COLUMN id");
  }
  database.execute("DROP OWNED BY plan_test_owner; DROP ROLE plan_test_owner");
}

TEST_CASE("owners and privileges are managed where the schema declares some, or as the settings say") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE t (a int); GRANT SELECT ON t TO PUBLIC");
  project.write("schema.sql", "CREATE TABLE t (a int);");
  PlanRequest request = request_of(database, project);
  CHECK(make_plan(request).plan.empty());
  request.settings.privileges = pgplumb::Managed::on;
  CHECK_FALSE(make_plan(request).plan.empty());
  project.write("schema.sql", "CREATE TABLE t (a int); GRANT INSERT ON t TO PUBLIC;");
  request.settings.privileges = pgplumb::Managed::automatic;
  CHECK_FALSE(make_plan(request).plan.empty());
  request.settings.privileges = pgplumb::Managed::off;
  CHECK(make_plan(request).plan.empty());
}

TEST_CASE("a manual section runs once, what it makes stays its own, and drift misses it") {
  test::Database database;
  test::Project project;
  project.write("schema.sql",
                "CREATE TABLE t (a int);\n-- pgplumb:manual \"extras\"\nCREATE TABLE t_audit (a int);\n"
                "ALTER TABLE t ADD COLUMN note text;\n-- pgplumb:end manual\n");
  const PlanResult result = plan_for(database, project);
  CHECK(find(result, "table public.t_audit") == nullptr);
  CHECK(find(result, "column public.t.note") == nullptr);
  apply_to(database, result.text);
  CHECK(one(database, "SELECT count(*) FROM pg_class WHERE relname = 't_audit'") == "1");
  CHECK(plan_for(database, project).plan.empty());

  pgplumb::DriftRequest drift;
  drift.connection = database.url();
  drift.settings = project.settings();
  CHECK(find_drift(drift).differences.empty());
  database.execute("DROP TABLE t_audit");
  CHECK_FALSE(find_drift(drift).differences.empty());
}

TEST_CASE("a plan leads to a snapshot, and a snapshot stands for the files it was made from") {
  test::Database database;
  test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);");
  pgplumb::ExportRequest exporting;
  exporting.settings = project.settings();
  exporting.from_schema = true;
  project.write("snapshot.json", export_snapshot(exporting).text);
  PlanRequest request = request_of(database, project);
  request.to_snapshot = project.path("snapshot.json");
  apply_to(database, make_plan(request).text);

  request.to_snapshot.clear();
  request.settings.snapshot = project.path("snapshot.json");
  request.settings.scratch = "no scratch is needed";
  CHECK(make_plan(request).plan.empty());
  project.write("schema.sql", "CREATE TABLE t (a int, b int);");
  CHECK_THROWS_AS((void)make_plan(request), pgplumb::Error);
}

TEST_CASE("a schema file that fails is reported with file, line, column and the server's message") {
  test::Database database;
  test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);\nCREATE VIEW v AS\n  SELECT nope FROM t;\n");
  try {
    (void)plan_for(database, project);
    FAIL("the plan was made");
  } catch (const DiagnosedError& error) {
    REQUIRE(error.diagnostics().size() == 1);
    CHECK(error.diagnostics()[0].position == pgplumb::Position{project.path("schema.sql"), 3, 10});
    CHECK(error.diagnostics()[0].message.find("column \"nope\" does not exist") != std::string::npos);
  }
}

TEST_CASE("where every name leads to the live database, nothing of the schema files is executed there") {
  test::Database database;
  database.execute("CREATE TABLE t (i int); INSERT INTO t VALUES (1), (2)");
  test::Project project;
  project.write("schema.sql", "CREATE TABLE t (i int, j int);\nDELETE FROM t;\nINSERT INTO t(i) VALUES (9);\n");
  const test::Pooler pooler(database, "session", true);
  for (const std::string& scratch : {std::string("server"), pooler.url()}) {
    PlanRequest request = request_of(database, project);
    request.connection = pooler.url();
    request.settings.scratch = scratch;
    request.settings.allow_superuser = true;
    try {
      (void)make_plan(request);
      FAIL("a plan was made");
    } catch (const pgplumb::Error& error) {
      CHECK(error.exit_code() == ExitCode::error);
      CHECK(std::string(error.what()).find("leads every database name to one database") != std::string::npos);
      CHECK(error.hint().find("nothing was executed there") == 0);
    }
    CHECK(one(database, "SELECT string_agg(i::text, ',' ORDER BY i) FROM t") == "1,2");
    CHECK(one(database, "SELECT count(*) FROM pg_database WHERE datname LIKE 'pgplumb_scratch%'") == "0");
  }
}

TEST_CASE("what is not modelled is no obstacle to a plan that leaves it as it is") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TYPE half");
  project.write("schema.sql", "CREATE TYPE half; CREATE TABLE t (a integer);");
  const PlanResult plan = plan_for(database, project);
  CHECK(plan.plan.proof == pgplumb::plan::Proof::passed);
  apply_to(database, plan.text);
  CHECK(plan_for(database, project).plan.empty());
}
