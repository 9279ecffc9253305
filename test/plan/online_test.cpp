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

plan::Plan planned_online(const std::string& from, const std::string& to) {
  plan::BuildOptions options;
  options.online = true;
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
