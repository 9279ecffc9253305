// What was accepted is what the files say: a plan of the rewritten files does nothing.

#include <doctest/doctest.h>

#include <fstream>

#include "commands/project.hpp"
#include "pgplumb/drift.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"

using namespace pgplumb;

namespace {

/// Roles of the test's server, gone afterwards with what they were granted.
struct Roles {
  Roles() { test::server().maintenance().execute("CREATE ROLE trip_reader; CREATE ROLE trip_writer"); }
  ~Roles() { test::server().maintenance().execute("DROP ROLE trip_reader; DROP ROLE trip_writer"); }
};

struct Outcome {
  std::string text;
  Acceptance acceptance;
  bool plan_empty = false;
};

/// Accepts `drift` in a database that is what `schema` says, and plans with the files that come out.
Outcome outcome_of(const std::string& schema, const std::string& drift) {
  test::Database database;
  const test::Project project;
  DriftRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  project.write("schema.sql", schema);
  database.execute(schema);
  REQUIRE(find_drift(request).differences.empty());
  database.execute(drift);
  REQUIRE_FALSE(find_drift(request).differences.empty());
  Outcome outcome;
  outcome.acceptance = accept_drift(request);
  for (const ChangedFile& file : outcome.acceptance.files) std::ofstream(file.path, std::ios::binary) << file.text;
  PlanRequest plan;
  plan.connection = request.connection;
  plan.settings = request.settings;
  plan.allow_destroy = {"*"};
  const PlanResult result = make_plan(plan);
  for (const ObjectChange& change : result.changes) MESSAGE("still differs: " << change.object);
  outcome.plan_empty = result.plan.empty();
  outcome.text = project.read("schema.sql");
  return outcome;
}

/// The file afterwards, when everything was accepted.
std::string round_trip(const std::string& schema, const std::string& drift) {
  const Outcome outcome = outcome_of(schema, drift);
  for (const NotAccepted& one : outcome.acceptance.left) MESSAGE(one.object << ": " << one.why);
  CHECK(outcome.acceptance.left.empty());
  CHECK(outcome.plan_empty);
  return outcome.text;
}

}  // namespace

TEST_CASE("changes of many kinds at once are accepted, and a plan of the files is empty") {
  const Roles roles;
  const std::string schema = R"(-- The shop.
CREATE SCHEMA shop;
CREATE TYPE shop.mood AS ENUM ('sad', 'glad');
CREATE DOMAIN shop.positive AS integer CHECK (VALUE > 0);
CREATE SEQUENCE shop.numbers;

-- People who buy.
CREATE TABLE shop.customer (
    id    integer PRIMARY KEY,
    name  text NOT NULL, -- in full
    age   smallint,
    fax   text,
    mood  shop.mood DEFAULT 'sad'
);
COMMENT ON TABLE shop.customer IS 'buys';
COMMENT ON COLUMN shop.customer.name IS 'in full';
CREATE INDEX customer_name ON shop.customer (name);
ALTER TABLE shop.customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON shop.customer USING (id > 0);

CREATE TABLE shop.bill (
    id       integer PRIMARY KEY,
    customer integer REFERENCES shop.customer, -- who pays
    total    numeric CHECK (total >= 0)
);
CREATE TABLE shop.forgotten (id integer);
CREATE INDEX forgotten_id ON shop.forgotten (id);

CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEW; -- nothing yet
END
$$;
CREATE FUNCTION shop.twice(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n * 2';
CREATE FUNCTION shop.twice(n text) RETURNS text LANGUAGE sql AS 'SELECT n || n';
COMMENT ON FUNCTION shop.twice(int) IS 'a number';
COMMENT ON FUNCTION shop.twice(text) IS 'a text';
CREATE TRIGGER touched BEFORE UPDATE ON shop.customer FOR EACH ROW EXECUTE FUNCTION shop.touch();
CREATE TRIGGER billed BEFORE INSERT ON shop.bill FOR EACH ROW EXECUTE FUNCTION shop.touch();

CREATE VIEW shop.adult AS SELECT id, name FROM shop.customer WHERE age > 17;
CREATE MATERIALIZED VIEW shop.sum AS SELECT customer, count(*) AS bills FROM shop.bill GROUP BY customer;

GRANT SELECT ON shop.customer, shop.bill, shop.forgotten TO trip_reader, trip_writer; -- everyone reads
GRANT INSERT ON shop.bill TO trip_writer;
GRANT EXECUTE ON FUNCTION shop.twice(int), shop.twice(text) TO trip_reader;
GRANT USAGE ON SCHEMA shop TO trip_reader, trip_writer;
-- The end.
)";
  const std::string drift = R"(
ALTER TABLE shop.customer ADD email text, DROP fax;
ALTER TABLE shop.bill ALTER total TYPE numeric(10,2), ADD CONSTRAINT known CHECK (id > 0), ALTER customer SET NOT NULL;
ALTER TYPE shop.mood ADD VALUE 'mad' BEFORE 'glad';
ALTER DOMAIN shop.positive ADD CONSTRAINT small CHECK (VALUE < 100);
ALTER SEQUENCE shop.numbers INCREMENT 5;
CREATE OR REPLACE VIEW shop.adult AS SELECT id, name FROM shop.customer WHERE age > 20;
CREATE OR REPLACE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.age := 1;
  RETURN NEW;
END
$$;
DROP INDEX shop.customer_name;
CREATE INDEX customer_age ON shop.customer (age DESC);
ALTER POLICY own ON shop.customer USING (id > 10);
CREATE POLICY more ON shop.customer FOR SELECT USING (true);
COMMENT ON TABLE shop.customer IS 'buys often';
COMMENT ON COLUMN shop.customer.name IS NULL;
COMMENT ON FUNCTION shop.twice(text) IS 'said twice';
DROP TABLE shop.forgotten;
CREATE TABLE shop.added (id integer PRIMARY KEY, bill integer REFERENCES shop.bill);
CREATE TRIGGER added BEFORE UPDATE ON shop.added FOR EACH ROW EXECUTE FUNCTION shop.touch();
DROP TRIGGER billed ON shop.bill;
DROP TRIGGER touched ON shop.customer;
CREATE TRIGGER touched BEFORE INSERT OR UPDATE ON shop.customer FOR EACH ROW EXECUTE FUNCTION shop.touch();
REVOKE SELECT ON shop.bill FROM trip_writer;
REVOKE EXECUTE ON FUNCTION shop.twice(text) FROM trip_reader;
REVOKE USAGE ON SCHEMA shop FROM trip_writer;
)";
  const std::string text = round_trip(schema, drift);
  for (const char* kept : {"-- The shop.\n", "-- People who buy.\n", "text NOT NULL, -- in full\n", "-- The end.\n",
                           "-- who pays\n", "COMMENT ON FUNCTION shop.twice(int) IS 'a number';\n", "GRANT INSERT ON"})
    CHECK_MESSAGE(text.find(kept) != std::string::npos, kept << "is gone from\n" << text);
  CHECK(text.find("GRANT SELECT ON shop.customer TO trip_reader, trip_writer; -- everyone reads\n") !=
        std::string::npos);
  CHECK(text.find("GRANT EXECUTE ON FUNCTION shop.twice(int) TO trip_reader;\n") != std::string::npos);
  CHECK(text.find("forgotten") == std::string::npos);
  CHECK(text.find("    customer integer NOT NULL REFERENCES shop.customer, -- who pays\n"
                  "    total    numeric(10,2) CHECK (total >= 0),\n") != std::string::npos);
}

TEST_CASE("a grant over several objects loses the names that are said anew, and nothing else") {
  const Roles roles;
  const std::string tables = "CREATE TABLE a (x int);\nCREATE TABLE b (x int);\nCREATE TABLE c (x int);\n";
  CHECK(round_trip(tables + "grant select on a, b, c to trip_reader; -- all\n-- end\n",
                   "REVOKE SELECT ON b FROM trip_reader") ==
        tables + "grant select on a, c to trip_reader; -- all\n-- end\n");
  CHECK(round_trip(tables + "grant select on a,\n  b,\n  c\n  to trip_reader;\n",
                   "REVOKE SELECT ON a FROM trip_reader; GRANT INSERT ON c TO trip_reader") ==
        tables + "grant select on b\n  to trip_reader;\nGRANT SELECT, INSERT ON TABLE public.c TO trip_reader;\n");
  CHECK(round_trip(tables + "GRANT SELECT ON a, b TO trip_reader; GRANT SELECT ON c TO trip_reader;\n",
                   "REVOKE SELECT ON a, b FROM trip_reader") == tables + " GRANT SELECT ON c TO trip_reader;\n");
  CHECK(round_trip(tables + "GRANT SELECT ON a, b TO trip_reader;\n", "DROP TABLE a") ==
        "CREATE TABLE b (x int);\nCREATE TABLE c (x int);\nGRANT SELECT ON b TO trip_reader;\n");
}

TEST_CASE("what a grant on all tables gives is taken back behind it") {
  const Roles roles;
  const std::string schema =
      "CREATE TABLE a (x int);\nCREATE TABLE b (x int);\n"
      "GRANT SELECT ON ALL TABLES IN SCHEMA public TO trip_reader; -- all\n-- end\n";
  CHECK(round_trip(schema, "REVOKE SELECT ON b FROM trip_reader") ==
        "CREATE TABLE a (x int);\nCREATE TABLE b (x int);\n"
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO trip_reader; -- all\n"
        "REVOKE SELECT ON TABLE public.b FROM trip_reader;\n-- end\n");
  CHECK(round_trip(schema, "DROP TABLE b") ==
        "CREATE TABLE a (x int);\n"
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO trip_reader; -- all\n-- end\n");
}

TEST_CASE("privileges on columns and on their table are told apart") {
  const Roles roles;
  const std::string schema =
      "CREATE TABLE a (x int, y int);\nCREATE TABLE b (x int);\nGRANT SELECT (x), UPDATE (y) ON a TO trip_reader;\n"
      "GRANT INSERT ON a, b TO trip_writer;\n";
  const std::string text = round_trip(schema, "REVOKE UPDATE (y) ON a FROM trip_reader");
  CHECK(text.find("GRANT SELECT (x) ON TABLE public.a TO trip_reader;\n") != std::string::npos);
  CHECK(text.find("UPDATE") == std::string::npos);
}

TEST_CASE("comments are told apart by schema and arguments, and of several on one object the last one counts") {
  const std::string schema =
      "CREATE SCHEMA a;\nCREATE SCHEMA b;\nCREATE TYPE a.mood AS ENUM ('glad');\n"
      "SET search_path = a;\nCREATE TABLE t (x int);\nCOMMENT ON TABLE t IS 'of a';\n"
      "SET search_path = b;\nCREATE TABLE t (x int);\nCOMMENT ON TABLE t IS 'first';\nCOMMENT ON TABLE t IS 'of b';\n"
      "CREATE FUNCTION f(timestamptz, n varchar) RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
      "CREATE FUNCTION f(a.mood) RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
      "COMMENT ON FUNCTION f(timestamptz, n varchar) IS 'when';\n"
      "COMMENT ON FUNCTION f(a.mood) IS 'how';\n";
  const std::string text =
      round_trip(schema,
                 "COMMENT ON TABLE b.t IS 'new'; COMMENT ON FUNCTION b.f(timestamptz, varchar) IS NULL;"
                 "COMMENT ON FUNCTION b.f(a.mood) IS 'so'");
  CHECK(text.find("COMMENT ON TABLE t IS 'of a';\n") != std::string::npos);
  CHECK(text.find("CREATE TABLE t (x int);\nCOMMENT ON TABLE b.t IS 'new';\nCREATE FUNCTION") != std::string::npos);
  CHECK(text.ends_with("'SELECT 1';\nCOMMENT ON FUNCTION b.f(a.mood) IS 'so';\n"));
}

TEST_CASE("what cannot be said in the files is left, with the place and the words for it") {
  const Roles roles;
  // A section runs behind the other statements: nothing that they say lasts.
  const Outcome outcome = outcome_of(
      "CREATE TABLE t (a int, b int);\n-- pgplumb:manual \"x\"\nINSERT INTO t (a, b) VALUES (1, 2);\n"
      "-- pgplumb:end manual\n",
      "ALTER TABLE t DROP b, ADD c int");
  CHECK_FALSE(outcome.plan_empty);
  REQUIRE_FALSE(outcome.acceptance.left.empty());
  CHECK(outcome.acceptance.left.front().position.line == 1);
  CHECK(outcome.acceptance.left.front().write.starts_with("CREATE TABLE public.t ("));
}
