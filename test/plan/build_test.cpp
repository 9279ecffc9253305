#include "plan/build.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "server.hpp"
#include "sources/live.hpp"

using namespace pgplumb;

namespace {

catalog::Catalog read(const std::string& sql) {
  test::Database database;
  postgres::Connection& connection = database.connection();
  if (!sql.empty()) connection.execute(sql);
  return sources::read_catalog(connection);
}

std::string statements(const plan::Plan& plan) {
  std::string text;
  for (const plan::Batch& batch : plan.batches) {
    text += batch.transaction ? "[\n" : "(\n";
    for (const plan::Step& step : batch.steps)
      for (const std::string& statement : step.statements) text += statement + ";\n";
    text += batch.transaction ? "]\n" : ")\n";
  }
  return text;
}

std::string planned(const std::string& from, const std::string& to, plan::BuildOptions options = {}) {
  options.casts = sources::read_casts(test::server().maintenance());
  return statements(plan::build_plan(read(from), read(to), options));
}

}  // namespace

TEST_CASE("nothing is planned between equal databases") {
  const std::string sql =
      "CREATE TABLE t (id integer PRIMARY KEY, note text DEFAULT 'x'); CREATE VIEW v AS SELECT id FROM t";
  CHECK(planned(sql, sql).empty());
}

TEST_CASE("columns, defaults and constraints stand in their table's statement") {
  CHECK(planned("", "CREATE TABLE t (id integer CONSTRAINT t_pkey PRIMARY KEY, note text DEFAULT 'x' NOT NULL)") ==
        "[\nCREATE TABLE public.t (\n    id integer NOT NULL,\n    note text DEFAULT 'x'::text NOT NULL,\n    "
        "CONSTRAINT t_pkey PRIMARY KEY (id)\n);\n]\n");
}

TEST_CASE("a view is taken down before the type of its column changes, and put back after it") {
  // From 16 on the server names a column of the only table without it.
  const std::string column = test::server().major_version() >= 16 ? "a" : "t.a";
  CHECK(planned("CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t",
                "CREATE TABLE t (a bigint); CREATE VIEW v AS SELECT a FROM t") ==
        "[\nDROP VIEW public.v;\nALTER TABLE public.t ALTER COLUMN a TYPE bigint;\nCREATE VIEW public.v AS\n SELECT " +
            column + "\n   FROM public.t;\n]\n");
}

TEST_CASE("tables that refer to each other are dropped, the key that closes the circle first") {
  const std::string text = planned(
      "CREATE TABLE a (id integer PRIMARY KEY, b integer); CREATE TABLE b (id integer PRIMARY KEY, a integer "
      "REFERENCES a);"
      "ALTER TABLE a ADD CONSTRAINT a_b_fkey FOREIGN KEY (b) REFERENCES b",
      "");
  CHECK(text.find("DROP CONSTRAINT") != std::string::npos);
  CHECK(text.find("DROP CONSTRAINT") < text.find("DROP TABLE"));
  CHECK(text.find("CASCADE") == std::string::npos);
}

TEST_CASE("a new enum value is committed before it is used") {
  const std::string text = planned("CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE t (m mood)",
                                   "CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE TABLE t (m mood DEFAULT 'glad')");
  CHECK(text ==
        "[\nALTER TYPE public.mood ADD VALUE 'glad';\n]\n[\nALTER TABLE ONLY public.t ALTER COLUMN m SET DEFAULT "
        "'glad'::public.mood;\n]\n");
}

TEST_CASE("an enum that loses a value is made anew, and its columns move over") {
  const std::string text = planned("CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE TABLE t (m mood DEFAULT 'sad')",
                                   "CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE t (m mood DEFAULT 'sad')");
  CHECK(text.find("RENAME TO") < text.find("CREATE TYPE"));
  CHECK(text.find("CREATE TYPE") < text.find("USING m::text::public.mood"));
  CHECK(text.find("USING m::text::public.mood") < text.find("DROP TYPE"));
  CHECK(text.find("SET DEFAULT 'sad'::public.mood") != std::string::npos);
}

TEST_CASE("a column whose values cannot be converted is replaced, and the plan says what that destroys") {
  const plan::Plan plan = plan::build_plan(read("CREATE TABLE t (a integer)"), read("CREATE TABLE t (a uuid)"), {});
  CHECK(plan.destroys == std::vector<std::string>{"column public.t.a"});
  CHECK(statements(plan) == "[\nALTER TABLE public.t\n    DROP COLUMN a,\n    ADD COLUMN a uuid;\n]\n");
}

TEST_CASE("online, an index is built concurrently and a check validated in a transaction of its own") {
  plan::BuildOptions options;
  options.online = true;
  CHECK(planned("CREATE TABLE t (a integer)",
                "CREATE TABLE t (a integer, CONSTRAINT positive CHECK (a > 0)); CREATE INDEX i ON t (a)", options) ==
        "[\nALTER TABLE public.t ADD CONSTRAINT positive CHECK ((a > 0)) NOT VALID;\n]\n(\nCREATE INDEX CONCURRENTLY i "
        "ON "
        "public.t USING btree (a);\n)\n[\nALTER TABLE public.t VALIDATE CONSTRAINT positive;\n]\n");
}

namespace {

std::string planned_online(const std::string& from, const std::string& to) {
  plan::BuildOptions options;
  options.online = true;
  return planned(from, to, options);
}

}  // namespace

TEST_CASE("online, NOT NULL is set while the check that was validated for it stands, and that is dropped apart") {
  CHECK(planned_online("CREATE TABLE t (a integer, b integer)",
                       "CREATE TABLE t (a integer NOT NULL, b integer NOT NULL)") ==
        "[\nALTER TABLE public.t\n    ADD CONSTRAINT pgplumb_not_null_ca978112 CHECK (a IS NOT NULL) NOT VALID,\n"
        "    ADD CONSTRAINT pgplumb_not_null_3e23e816 CHECK (b IS NOT NULL) NOT VALID;\n]\n"
        "[\nALTER TABLE public.t\n    VALIDATE CONSTRAINT pgplumb_not_null_ca978112,\n"
        "    VALIDATE CONSTRAINT pgplumb_not_null_3e23e816;\n]\n"
        "[\nALTER TABLE public.t\n    ALTER COLUMN a SET NOT NULL,\n    ALTER COLUMN b SET NOT NULL;\n"
        "ALTER TABLE public.t\n    DROP CONSTRAINT pgplumb_not_null_ca978112,\n"
        "    DROP CONSTRAINT pgplumb_not_null_3e23e816;\n]\n");
}

TEST_CASE(
    "online, nothing joins a validation but a validation, and every constraint is added before the first of them") {
  CHECK(planned_online("CREATE TABLE u (id integer PRIMARY KEY); CREATE TABLE t (a integer, b integer)",
                       "CREATE TABLE u (id integer PRIMARY KEY); CREATE TABLE t (a integer NOT NULL REFERENCES u, b "
                       "bigint CHECK (b > 0)); CREATE TABLE z ()") ==
        "[\nALTER TABLE public.t\n    ADD CONSTRAINT pgplumb_not_null_ca978112 CHECK (a IS NOT NULL) NOT VALID,\n"
        "    ALTER COLUMN b TYPE bigint,\n"
        "    ADD CONSTRAINT t_a_fkey FOREIGN KEY (a) REFERENCES public.u(id) NOT VALID,\n"
        "    ADD CONSTRAINT t_b_check CHECK ((b > 0)) NOT VALID;\nCREATE TABLE public.z ();\n]\n"
        "[\nALTER TABLE public.t\n    VALIDATE CONSTRAINT pgplumb_not_null_ca978112,\n"
        "    VALIDATE CONSTRAINT t_a_fkey,\n    VALIDATE CONSTRAINT t_b_check;\n]\n"
        "[\nALTER TABLE public.t ALTER COLUMN a SET NOT NULL;\n"
        "ALTER TABLE public.t DROP CONSTRAINT pgplumb_not_null_ca978112;\n]\n");
}

TEST_CASE("a constraint that was NOT VALID is validated apart online, and in the one transaction otherwise") {
  const std::string old = "CREATE TABLE t (a integer); ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID";
  const std::string wanted = "CREATE TABLE t (a integer, b integer, CONSTRAINT c CHECK (a > 0))";
  CHECK(planned(old, wanted) == "[\nALTER TABLE public.t\n    ADD COLUMN b integer,\n    VALIDATE CONSTRAINT c;\n]\n");
  CHECK(planned_online(old, wanted) ==
        "[\nALTER TABLE public.t ADD COLUMN b integer;\n]\n[\nALTER TABLE public.t VALIDATE CONSTRAINT c;\n]\n");
}

TEST_CASE("online, what needs a column that becomes NOT NULL waits until it is, however far it is from it") {
  const std::string text = planned_online(
      "CREATE TABLE t (a integer, CONSTRAINT k UNIQUE (a))",
      "CREATE TABLE t (a integer NOT NULL, CONSTRAINT k UNIQUE (a)); ALTER TABLE t REPLICA IDENTITY USING INDEX k");
  CHECK(text.find("SET NOT NULL") < text.find("REPLICA IDENTITY"));
  const std::string key =
      planned_online("CREATE TABLE t (a integer)", "CREATE TABLE t (a integer, CONSTRAINT k PRIMARY KEY (a))");
  CHECK(key.find("SET NOT NULL") < key.find("PRIMARY KEY"));
}

TEST_CASE("online, a column that tables inherit becomes NOT NULL in all of them by one statement") {
  const std::string text = planned_online("CREATE TABLE t (a integer); CREATE TABLE heir () INHERITS (t)",
                                          "CREATE TABLE t (a integer NOT NULL); CREATE TABLE heir () INHERITS (t)");
  CHECK(text.find("heir") == std::string::npos);
  CHECK(text.find("SET NOT NULL") != std::string::npos);
}

TEST_CASE("online, partitions are checked and validated through the table that they are of") {
  const std::string parts = " PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1)";
  CHECK(planned_online("CREATE TABLE t (a integer, b integer)" + parts,
                       "CREATE TABLE t (a integer, b integer NOT NULL CHECK (b > 0))" + parts) ==
        "[\nALTER TABLE public.t\n    ADD CONSTRAINT pgplumb_not_null_3e23e816 CHECK (b IS NOT NULL) NOT VALID,\n"
        "    ADD CONSTRAINT t_b_check CHECK ((b > 0)) NOT VALID;\n]\n"
        "[\nALTER TABLE public.t\n    VALIDATE CONSTRAINT pgplumb_not_null_3e23e816,\n"
        "    VALIDATE CONSTRAINT t_b_check;\n]\n"
        "[\nALTER TABLE public.t ALTER COLUMN b SET NOT NULL;\n"
        "ALTER TABLE public.t DROP CONSTRAINT pgplumb_not_null_3e23e816;\n]\n");
}

TEST_CASE("online, what comes after NOT NULL does not keep its lock") {
  const std::string text =
      planned_online("CREATE TABLE t (a integer)", "CREATE TABLE t (a integer NOT NULL, CONSTRAINT k UNIQUE (a))");
  CHECK(text.find("\nCREATE UNIQUE INDEX CONCURRENTLY k ON public.t USING btree (a);\n") != std::string::npos);
  CHECK(text.find("ADD CONSTRAINT k UNIQUE USING INDEX k;\n") != std::string::npos);
  CHECK(text.find("DROP CONSTRAINT pgplumb_not_null_ca978112;\n]\n") != std::string::npos);
}

TEST_CASE("an index that changes serves until its successor does") {
  const std::string old = "CREATE TABLE t (a integer, b integer); CREATE UNIQUE INDEX i ON t (a)";
  const std::string wanted = "CREATE TABLE t (a integer, b integer); CREATE UNIQUE INDEX i ON t (a, b)";
  CHECK(planned(old, wanted) ==
        "[\nALTER INDEX public.i RENAME TO i__pgplumb_old;\nCREATE UNIQUE INDEX i ON public.t USING btree (a, b);\n"
        "DROP INDEX public.i__pgplumb_old;\n]\n");
  CHECK(planned_online(old, wanted) ==
        "[\nALTER INDEX public.i RENAME TO i__pgplumb_old;\n]\n"
        "(\nCREATE UNIQUE INDEX CONCURRENTLY i ON public.t USING btree (a, b);\n)\n"
        "(\nDROP INDEX CONCURRENTLY public.i__pgplumb_old;\n)\n");
}

TEST_CASE("an index whose column gets another type, or whose old name is taken, changes all the same") {
  CHECK(planned("CREATE TABLE t (a integer); CREATE INDEX i ON t (a)",
                "CREATE TABLE t (a text); CREATE INDEX i ON t (a text_pattern_ops)")
            .find("__pgplumb_old") == std::string::npos);
  CHECK(planned_online("CREATE TABLE t (a integer); CREATE TABLE i__pgplumb_old (); CREATE INDEX i ON t (a)",
                       "CREATE TABLE t (a integer); CREATE TABLE i__pgplumb_old (); CREATE INDEX i ON t (a DESC)")
            .find("RENAME TO i__pgplumb_old2;") != std::string::npos);
}

TEST_CASE("a foreign key is made again once the index that it pointed at is gone, lest it take that one") {
  const std::string text =
      planned("CREATE TABLE u (a integer); CREATE UNIQUE INDEX i ON u (a); CREATE TABLE t (a integer REFERENCES u (a))",
              "CREATE TABLE u (a integer); CREATE UNIQUE INDEX i ON u (a) WITH (fillfactor = 70); CREATE TABLE t (a "
              "integer REFERENCES u (a))");
  CHECK(text.find("DROP INDEX") < text.find("ADD CONSTRAINT"));
}

TEST_CASE("an index that is the replica identity hands that on before it goes") {
  const std::string table = "CREATE TABLE t (a integer NOT NULL, b integer NOT NULL);";
  const std::string identity = "; ALTER TABLE t REPLICA IDENTITY USING INDEX i";
  const std::string text = planned_online(table + "CREATE UNIQUE INDEX i ON t (a)" + identity,
                                          table + "CREATE UNIQUE INDEX i ON t (a, b)" + identity);
  CHECK(text.find("REPLICA IDENTITY DEFAULT") == std::string::npos);
  CHECK(text.find("REPLICA IDENTITY USING INDEX i;") < text.find("DROP INDEX CONCURRENTLY"));
}

TEST_CASE("columns that stand in another order than the schema files are told of, not touched") {
  const plan::Plan plan = plan::build_plan(read("CREATE TABLE t (a integer, b integer)"),
                                           read("CREATE TABLE t (b integer, a integer)"), {});
  CHECK(plan.empty());
  REQUIRE(plan.information.size() == 1);
  CHECK(plan.information.front().starts_with("table public.t keeps its columns in another order"));
}

namespace {

/// "2: create index public.b_key <1" for each step that follows step 1.
std::string followed(const std::string& from, const std::string& to, plan::BuildOptions options = {}) {
  options.casts = sources::read_casts(test::server().maintenance());
  std::string text;
  for (const plan::Batch& batch : plan::build_plan(read(from), read(to), options).batches)
    for (const plan::Step& step : batch.steps) {
      text += std::to_string(step.number) + ": " + plan::to_string(step.change) + " " + step.object;
      for (const int earlier : step.after) text += " <" + std::to_string(earlier);
      text += "\n";
    }
  return text;
}

}  // namespace

TEST_CASE("each step names the earlier ones that it must follow, and none that follows from them") {
  CHECK(followed("",
                 "CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('sad'); CREATE TABLE app.a (id integer PRIMARY KEY, "
                 "m app.mood); CREATE TABLE app.b (a integer REFERENCES app.a); CREATE VIEW app.v AS SELECT m FROM "
                 "app.a, app.b; CREATE TABLE app.alone (x integer)") ==
        "1: create schema app\n2: create enum app.mood <1\n3: create table app.a <2\n4: create table app.alone <1\n"
        "5: create table app.b <3\n6: create view app.v <5\n");
}

TEST_CASE("a step follows the guard of its alteration, and the parts of a step follow each other") {
  CHECK(followed("CREATE TABLE t (a numeric(9,2))", "CREATE TABLE t (a numeric(9,1))") ==
        "1: guard column public.t.a\n2: alter column public.t.a <1\n");
  plan::BuildOptions options;
  options.online = true;
  CHECK(followed("CREATE TABLE t (a integer)", "CREATE TABLE t (a integer, CONSTRAINT positive CHECK (a > 0))",
                 options) == "1: create constraint public.t.positive\n2: validate constraint public.t.positive <1\n");
}

TEST_CASE("what is taken down comes before what changes, and is put back after it") {
  CHECK(followed("CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t",
                 "CREATE TABLE t (a bigint); CREATE VIEW v AS SELECT a FROM t") ==
        "1: drop view public.v\n2: alter column public.t.a <1\n3: replace view public.v <2\n");
}

TEST_CASE("equal inputs give equal plans") {
  const catalog::Catalog from = read("CREATE TABLE a (x integer); CREATE TABLE b (y text)");
  const catalog::Catalog to =
      read("CREATE TABLE b (y text, z integer); CREATE VIEW v AS SELECT * FROM b; CREATE TABLE c ()");
  CHECK(plan::build_plan(from, to, {}) == plan::build_plan(from, to, {}));
}
