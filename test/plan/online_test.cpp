#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "plan/build.hpp"
#include "server.hpp"
#include "sources/live.hpp"

using namespace pgplumb;

namespace {

catalog::Catalog read(const std::string& sql) {
  test::Database database;
  database.connection().execute(sql);
  return sources::read_catalog(database.connection());
}

plan::Plan planned_online(const std::string& from, const std::string& to, bool expand = false) {
  plan::BuildOptions options;
  options.online = true;
  options.expand = expand;
  options.casts = sources::read_casts(test::server().maintenance());
  return plan::build_plan(read(from), read(to), options);
}

/// The first batch that says so; -1 if none does.
int batch_with(const plan::Plan& plan, const std::string& words) {
  for (std::size_t batch = 0; batch < plan.batches.size(); ++batch)
    for (const plan::Step& step : plan.batches[batch].steps)
      for (const std::string& statement : step.statements)
        if (statement.find(words) != std::string::npos) return static_cast<int>(batch);
  return -1;
}

struct Replacement {
  std::string before;
  std::string after;
  std::string gone;
  std::string back;
  std::string slow;  ///< what somebody may wait for, and nothing may be missing meanwhile
};

}  // namespace

TEST_CASE("online, nothing that is replaced is missing while an index is built or rows are validated") {
  const std::string index = "; CREATE INDEX other ON o (a)";
  const std::string concurrently = "INDEX CONCURRENTLY";
  const std::string t = "CREATE TABLE o (a integer); CREATE TABLE u (a integer PRIMARY KEY); CREATE TABLE t (a integer";
  for (const Replacement& one : std::vector<Replacement>{
           {t + "); CREATE POLICY p ON t AS RESTRICTIVE USING (a > 1)",
            t + "); CREATE POLICY p ON t AS RESTRICTIVE FOR SELECT USING (a > 1)" + index, "DROP POLICY",
            "CREATE POLICY", concurrently},
           {t + "); CREATE VIEW v AS SELECT a FROM t", t + ", b integer); CREATE VIEW v AS SELECT b, a FROM t" + index,
            "DROP VIEW", "CREATE VIEW", concurrently},
           {t + ", b integer CONSTRAINT k UNIQUE)", t + ", b integer, CONSTRAINT k UNIQUE (b, a))" + index,
            "DROP CONSTRAINT k", "ADD CONSTRAINT k", concurrently},
           {t + " CONSTRAINT k REFERENCES u)", t + " CONSTRAINT k REFERENCES u ON DELETE CASCADE)" + index,
            "DROP CONSTRAINT k", "ADD CONSTRAINT k", concurrently},
           {t + " CONSTRAINT k CHECK (a > 1))", t + " CONSTRAINT k CHECK (a > 2))" + index, "DROP CONSTRAINT k",
            "ADD CONSTRAINT k", concurrently},
           {"CREATE TABLE o (a integer); CREATE TABLE t (id serial)",
            "CREATE TABLE o (a integer); CREATE TABLE t (id integer NOT NULL GENERATED ALWAYS AS IDENTITY)" + index,
            "DROP DEFAULT", "AS IDENTITY", concurrently},
           // What is to come back needs the slow step: it stays until then, and what needs it gone waits too.
           {t + ", b integer, CONSTRAINT k UNIQUE (a)); CREATE TABLE f (a integer CONSTRAINT fk REFERENCES t (a))",
            t + ", b integer, CONSTRAINT k UNIQUE (a)); CREATE UNIQUE INDEX n ON t (b); CREATE TABLE f (a integer "
                "CONSTRAINT fk REFERENCES t (b))",
            "DROP CONSTRAINT fk", "ADD CONSTRAINT fk", concurrently},
           {t + ", b integer CONSTRAINT k UNIQUE)", t + " NOT NULL, b integer, CONSTRAINT k PRIMARY KEY (a))",
            "DROP CONSTRAINT k", "ADD CONSTRAINT k", "VALIDATE"},
           // Nor is what refers to a key that comes anew, or a partition that is attached for other values.
           {"CREATE TABLE t (a integer CONSTRAINT k UNIQUE); CREATE TABLE f (a integer CONSTRAINT fk REFERENCES t (a))",
            "CREATE TABLE t (a integer CONSTRAINT k PRIMARY KEY); CREATE TABLE f (a integer CONSTRAINT fk REFERENCES t "
            "(a))",
            "DROP CONSTRAINT fk", "ADD CONSTRAINT fk", "VALIDATE CONSTRAINT pgplumb_not_null"},
           {"CREATE TABLE t (a integer CONSTRAINT k UNIQUE)", "CREATE TABLE t (a integer CONSTRAINT k PRIMARY KEY)",
            "DROP CONSTRAINT k", "ADD CONSTRAINT k", concurrently},
           {"CREATE TABLE t (a integer) PARTITION BY LIST (a); CREATE TABLE p PARTITION OF t FOR VALUES IN (1)",
            "CREATE TABLE t (a integer) PARTITION BY LIST (a); CREATE TABLE p PARTITION OF t FOR VALUES IN (1, 2)",
            "DETACH PARTITION", "ATTACH PARTITION", "VALIDATE"},
           // A view needs the column, and nothing that is known of its values.
           {t + ", b integer); CREATE VIEW v AS SELECT a, b FROM t",
            "CREATE TABLE o (a integer); CREATE TABLE u (a integer PRIMARY KEY); CREATE TABLE t (a bigint, b integer "
            "NOT NULL); CREATE VIEW v AS SELECT a, b FROM t",
            "DROP VIEW", "CREATE VIEW", "VALIDATE"},
       }) {
    CAPTURE(one.before);
    CAPTURE(one.after);
    const plan::Plan plan = planned_online(one.before, one.after);
    CHECK(batch_with(plan, one.gone) >= 0);
    CHECK(batch_with(plan, one.gone) == batch_with(plan, one.back));
    CHECK(batch_with(plan, one.slow) >= 0);
    CHECK(batch_with(plan, one.slow) != batch_with(plan, one.gone));
  }
}

TEST_CASE("online, what goes stays until another of its table that comes is built and validated") {
  const std::string columns = "CREATE TABLE t (a integer NOT NULL, b integer";
  for (const Replacement& one : std::vector<Replacement>{
           {columns + "); CREATE INDEX i ON t (a)", columns + "); CREATE INDEX n ON t (a, b)", "DROP INDEX",
            "INDEX CONCURRENTLY n", ""},
           {columns + "); CREATE UNIQUE INDEX i ON t (a)", columns + ", CONSTRAINT n UNIQUE (a))", "DROP INDEX",
            "ADD CONSTRAINT n", ""},
           {columns + ", CONSTRAINT i UNIQUE (a))", columns + "); CREATE UNIQUE INDEX n ON t (a, b)",
            "DROP CONSTRAINT i", "INDEX CONCURRENTLY n", ""},
           {columns + ", CONSTRAINT i CHECK (a > 1))", columns + ", CONSTRAINT n CHECK (a > 2))", "DROP CONSTRAINT i",
            "VALIDATE CONSTRAINT n", ""}}) {
    CAPTURE(one.after);
    const plan::Plan plan = planned_online(one.before, one.after);
    CHECK(batch_with(plan, one.back) >= 0);
    CHECK(batch_with(plan, one.gone) > batch_with(plan, one.back));
  }
  // There is no second primary key: its index is built before, and one transaction changes them.
  const plan::Plan key = planned_online(columns + ", CONSTRAINT i PRIMARY KEY (a))",
                                        columns + " NOT NULL, CONSTRAINT n PRIMARY KEY (a, b))");
  CHECK(batch_with(key, "UNIQUE INDEX CONCURRENTLY") >= 0);
  CHECK(batch_with(key, "DROP CONSTRAINT i") > batch_with(key, "UNIQUE INDEX CONCURRENTLY"));
  CHECK(batch_with(key, "DROP CONSTRAINT i") == batch_with(key, "ADD CONSTRAINT n"));
  // Another table's is no reason to wait.
  const plan::Plan other = planned_online(columns + "); CREATE INDEX i ON t (a); CREATE TABLE o (a integer)",
                                          columns + "); CREATE TABLE o (a integer); CREATE INDEX n ON o (a)");
  CHECK(batch_with(other, "DROP INDEX") >= 0);
  CHECK(batch_with(other, "DROP INDEX") < batch_with(other, "INDEX CONCURRENTLY n"));
}

TEST_CASE("online, rows get what a volatile default gives each after their column is added, where that is possible") {
  struct Addition {
    std::string table;    ///< the table t, and what there is besides
    std::string columns;  ///< what it gains
    bool fills;
  };
  const std::string key = "CREATE TABLE t (id integer PRIMARY KEY";
  const std::string is_random = ", c double precision DEFAULT random()";
  for (const Addition& one : std::vector<Addition>{
           {key + " %)", is_random, true},
           {key + " %)", is_random + " NOT NULL", true},
           {key + " %)", ", c uuid DEFAULT gen_random_uuid()", true},
           {key + " %)", ", c text COLLATE \"C\" DEFAULT ('x' || random())", true},
           {key + " %)", ", c timestamptz DEFAULT clock_timestamp()", true},
           {"CREATE SEQUENCE s; " + key + " %)", ", c bigint NOT NULL DEFAULT nextval('s')", true},
           {"CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; " + key + " %)", ", c integer DEFAULT f()",
            true},
           {"CREATE TABLE t (id integer %)", is_random, true},
           {key + " %); CREATE INDEX i ON t (id); CREATE VIEW v AS SELECT id FROM t", is_random, true},
           {key + " %); CREATE PUBLICATION p FOR TABLE t", is_random, true},
           // PostgreSQL keeps what such a default gives beside the table.
           {key + " %)", ", c integer NOT NULL DEFAULT 1", false},
           {key + " %)", ", c timestamptz DEFAULT now()", false},
           {key + " %)", ", c timestamptz DEFAULT CURRENT_TIMESTAMP", false},
           {key + " %)", ", c text DEFAULT ':funcid 3'", false},
           {key + " %)", ", c text", false},
           // Here nothing else is possible, or an UPDATE might fail or miss rows.
           {key + " %)", ", c integer GENERATED ALWAYS AS IDENTITY", false},
           {"CREATE DOMAIN d AS double precision DEFAULT random(); " + key + " %)", ", c d", false},
           {"CREATE DOMAIN d AS double precision; " + key + " %)", ", c d DEFAULT random()", false},
           {key + " %) PARTITION BY HASH (id)", is_random, false},
           {key + " %); CREATE TABLE heir () INHERITS (t)", is_random, false},
           {"CREATE TABLE parent (id integer %); CREATE TABLE t () INHERITS (parent)", is_random, false},
           {key + " %); CREATE RULE r AS ON UPDATE TO t DO INSTEAD NOTHING", is_random, false},
           {key + " %); ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY", is_random, false},
           {key + " %); ALTER TABLE t ADD CONSTRAINT positive CHECK (id > 0) NOT VALID", is_random, false},
           {"CREATE TABLE t (id integer %); CREATE PUBLICATION p FOR ALL TABLES", is_random, false},
           {key + " %); ALTER TABLE t REPLICA IDENTITY NOTHING; CREATE PUBLICATION p FOR TABLE t", is_random, false},
       }) {
    const std::size_t place = one.table.find(" %");
    const auto with = [&](const std::string& columns) { return std::string(one.table).replace(place, 2, columns); };
    CAPTURE(with(one.columns));
    const plan::Plan plan = planned_online(with(""), with(one.columns));
    CHECK((batch_with(plan, "SET c = DEFAULT") >= 0) == one.fills);
    CHECK(batch_with(plan, "ADD COLUMN c") >= 0);
    // A table that is made with it has no rows.
    CHECK(batch_with(planned_online("", with(one.columns)), "SET c = DEFAULT") == -1);
  }
}

TEST_CASE("online, what needs a column waits until rows have got their values for it") {
  const std::string before = "CREATE TABLE t (id integer PRIMARY KEY); CREATE VIEW v AS SELECT id FROM t";
  const std::string after =
      "CREATE TABLE t (id integer PRIMARY KEY, c float NOT NULL DEFAULT random() CONSTRAINT given CHECK (c IS NOT "
      "NULL));"
      "CREATE INDEX i ON t (c); CREATE VIEW v AS SELECT c, id FROM t";
  const plan::Plan plan = planned_online(before, after);
  const int fills = batch_with(plan, "SET c = DEFAULT");
  CHECK(fills == batch_with(plan, "ADD COLUMN c") + 1);
  for (const char* later :
       {"CREATE INDEX", "ADD CONSTRAINT given", "pgplumb_not_null", "SET NOT NULL", "CREATE VIEW"}) {
    CAPTURE(later);
    CHECK(batch_with(plan, later) > fills);
  }
  CHECK(batch_with(plan, "DROP VIEW") == batch_with(plan, "CREATE VIEW"));
}

TEST_CASE("online, the triggers that fire for every row are told where they do") {
  const std::string triggers =
      "; CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
      "CREATE TRIGGER \"on\" BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();"
      "CREATE CONSTRAINT TRIGGER late AFTER UPDATE ON t DEFERRABLE FOR EACH ROW EXECUTE FUNCTION f();"
      "CREATE TRIGGER \" UPDATE \" AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();"
      "CREATE TRIGGER sometimes AFTER UPDATE OF id ON t FOR EACH ROW EXECUTE FUNCTION f();"
      "CREATE TRIGGER off AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();"
      "ALTER TABLE t DISABLE TRIGGER off";
  const plan::Plan plan = planned_online("CREATE TABLE t (id integer)" + triggers,
                                         "CREATE TABLE t (id integer, c float DEFAULT random())" + triggers);
  REQUIRE(plan.batches.size() == 2);
  CHECK(plan.batches[0].steps[0].dangers.empty());
  const plan::Step& fill = plan.batches[1].steps[0];
  REQUIRE(fill.dangers.size() == 2);
  CHECK(fill.dangers[0] == plan::Danger{"fires-triggers", "trigger public.t.late"});
  CHECK(fill.dangers[1] == plan::Danger{"fires-triggers", "trigger public.t.on"});
  CHECK(fill.notes == std::vector<std::string>{
                          "gives rows their value, about 2,000 at a time, each time in a transaction of its own"});
}

TEST_CASE("with expand, the triggers that fire while the second column gets the values are told with that step") {
  const std::string triggers =
      "; CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
      "CREATE TRIGGER touch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();"
      "CREATE TRIGGER born AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();"
      "CREATE TRIGGER sometimes AFTER UPDATE OF id ON t FOR EACH ROW EXECUTE FUNCTION f()";
  const plan::Plan plan = planned_online("CREATE TABLE t (id integer, n integer)" + triggers,
                                         "CREATE TABLE t (id integer, n bigint)" + triggers, true);
  const int filling = batch_with(plan, "SET n__pgplumb_new = DEFAULT");
  REQUIRE(filling >= 0);
  for (std::size_t batch = 0; batch < plan.batches.size(); ++batch)
    for (const plan::Step& step : plan.batches[batch].steps) {
      CAPTURE(step.number);
      CHECK(step.dangers == (static_cast<int>(batch) == filling
                                 ? std::vector<plan::Danger>{{"fires-triggers", "trigger public.t.touch"}}
                                 : std::vector<plan::Danger>()));
    }
}
