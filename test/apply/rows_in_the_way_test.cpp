#include "apply/rows_in_the_way.hpp"

#include <doctest/doctest.h>

#include "apply/apply.hpp"
#include "apply/sample_plan.hpp"
#include "server.hpp"

using namespace pgplumb;
using test::batch;
using test::proved_plan;

namespace {

constexpr const char* old_schema =
    "CREATE TABLE t (id integer PRIMARY KEY, a integer, \"B b\" text, on_ boolean DEFAULT true);"
    "CREATE TABLE p (x integer, y text, UNIQUE (x, y), UNIQUE (x))";

struct Failure {
  ExitCode exit_code = ExitCode::done;
  std::string message;
  std::string hint;
  std::string select;  // of the hint
};

Failure failure_of(test::Database& database, const plan::Plan& plan) {
  try {
    test::applied(database.connection(), plan, "sha256:digest", {});
  } catch (const Error& error) {
    Failure failure{error.exit_code(), error.what(), error.hint(), ""};
    const std::string begin = "; this shows them:\n";
    if (const std::size_t at = failure.hint.find(begin); at != std::string::npos)
      failure.select = failure.hint.substr(at + begin.size(), failure.hint.find(";\n", at + 3) - at - begin.size());
    return failure;
  }
  FAIL("the plan was applied");
  return {};
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// What the SELECT of the hint shows, its rows joined; `rows` are the values of t.
std::string shown(const std::string& rows, const std::string& statement, std::string* select = nullptr) {
  test::Database database;
  database.execute(old_schema);
  database.execute("INSERT INTO p VALUES (1, 'one'); INSERT INTO t VALUES " + rows);
  const Failure failure = failure_of(database, proved_plan(old_schema, {batch({statement})}));
  CHECK(failure.exit_code == ExitCode::error);
  CHECK(contains(failure.hint, "of public.t are in the way"));
  CHECK(contains(failure.hint, "mend them; then apply the same plan again"));
  CHECK_FALSE(contains(failure.hint, "go back"));
  if (select != nullptr) *select = failure.select;
  if (failure.select.empty()) return "none";
  std::string text;
  for (const auto& row : database.execute(failure.select).rows)
    for (const auto& field : row) text += field.value_or("NULL") + " ";
  return text;
}

}  // namespace

TEST_CASE("rows that stop a step are shown by a SELECT, whatever they violate") {
  std::string select;
  CHECK(shown("(1, NULL, 'x'), (2, 5, 'y')", "ALTER TABLE public.t ALTER COLUMN a SET NOT NULL", &select) ==
        "1 NULL x t ");
  CHECK(select == "SELECT * FROM public.t WHERE a IS NULL");
  CHECK(shown("(1, 1, NULL), (2, 5, 'y')", "ALTER TABLE public.t ALTER COLUMN \"B b\" SET NOT NULL") == "1 1 NULL t ");
  CHECK(shown("(1, -1, 'x'), (2, 5, 'y'), (3, NULL, 'z')",
              "ALTER TABLE public.t ADD COLUMN c integer, ADD CONSTRAINT positive CHECK ((a > 0))",
              &select) == "1 -1 x t ");
  CHECK(select == "SELECT * FROM public.t WHERE NOT ((a > 0))");
  CHECK(shown("(1, 1, 'x'), (2, 1, 'x'), (3, 1, 'y'), (4, NULL, 'z'), (5, NULL, 'z')",
              "ALTER TABLE public.t ADD CONSTRAINT u UNIQUE (a, \"B b\")", &select) == "1 x 2 ");
  CHECK(select ==
        "SELECT a, \"B b\", count(*) FROM public.t WHERE a IS NOT NULL AND \"B b\" IS NOT NULL GROUP BY a, \"B b\" "
        "HAVING count(*) > 1");
  CHECK(shown("(1, 1, 'x'), (2, 1, 'x'), (3, 2, 'y')",
              "ALTER TABLE public.t DROP CONSTRAINT t_pkey, ADD CONSTRAINT k PRIMARY KEY (a)") == "1 2 ");
  CHECK(shown("(1, 1, 'x'), (2, 7, 'y'), (3, NULL, 'z')",
              "ALTER TABLE public.t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES public.p(x) ON DELETE CASCADE",
              &select) == "2 7 y t ");
  CHECK(select ==
        "SELECT f.* FROM public.t AS f WHERE f.a IS NOT NULL AND NOT EXISTS (SELECT FROM public.p AS k WHERE k.x = "
        "f.a)");
  CHECK(shown("(1, 1, 'one'), (2, 1, 'y'), (3, NULL, 'z')",
              "ALTER TABLE public.t ADD CONSTRAINT f FOREIGN KEY (a, \"B b\") REFERENCES public.p(x, y)") ==
        "2 1 y t ");
  CHECK(shown("(1, 1, 'one'), (3, NULL, 'z'), (4, NULL, NULL)",
              "ALTER TABLE public.t ADD CONSTRAINT f FOREIGN KEY (a, \"B b\") REFERENCES public.p(x, y) MATCH FULL") ==
        "3 NULL z t ");
}

TEST_CASE("of unique indexes expressions, predicates and equal nulls count, and how they are kept does not") {
  std::string select;
  CHECK(shown("(1, 1, 'x', true), (2, 2, 'X', true), (3, 3, 'y', true), (4, 4, 'Y', false)",
              "CREATE UNIQUE INDEX u ON public.t USING btree (lower(\"B b\") text_pattern_ops DESC NULLS LAST) INCLUDE "
              "(a) WHERE on_",
              &select) == "x 2 ");
  CHECK(select ==
        "SELECT lower(\"B b\"), count(*) FROM public.t WHERE lower(\"B b\") IS NOT NULL AND (on_) GROUP BY lower(\"B "
        "b\") HAVING count(*) > 1");
  CHECK(shown("(1, 1, 'x'), (2, 1, 'x')",
              "CREATE UNIQUE INDEX u ON public.t USING btree ((a + 1), \"B b\" COLLATE \"C\") WHERE (a IS DISTINCT "
              "FROM 7)") == "2 x 2 ");
  if (test::server().major_version() >= 15)
    CHECK(shown("(1, NULL, 'x'), (2, NULL, 'x')",
                "ALTER TABLE public.t ADD CONSTRAINT u UNIQUE NULLS NOT DISTINCT (a)") == "NULL 2 ");
}

TEST_CASE("where the batch has made the column, or nothing shows the rows, they are named alone") {
  CHECK(shown("(1, 1, 'x')", "ALTER TABLE public.t ADD COLUMN c integer NOT NULL") == "none");
  CHECK(shown("(1, 1, 'x'), (2, 1, 'x')", "ALTER TABLE public.t ADD CONSTRAINT x EXCLUDE USING btree (a WITH =)") ==
        "none");
  // The rows as they are violate nothing: those that the step makes of them do.
  CHECK(shown("(1, 1, 'x'), (2, 2, 'x')", "UPDATE public.t SET id = 1") == "none");
}

TEST_CASE("a constraint that an earlier batch has added NOT VALID holds from then on, and the hint says so") {
  test::Database database;
  database.execute(old_schema);
  database.execute("INSERT INTO t VALUES (1, -1, 'x'), (2, 5, 'y')");
  const plan::Plan plan = proved_plan(
      old_schema,
      {batch({"ALTER TABLE public.t ADD CONSTRAINT positive CHECK ((a > 0)) NOT VALID",
              "ALTER TABLE public.t ADD CONSTRAINT \"To p\" FOREIGN KEY (a) REFERENCES public.p(x) NOT VALID"}),
       batch({"ALTER TABLE public.t VALIDATE CONSTRAINT positive"}),
       batch({"ALTER TABLE public.t VALIDATE CONSTRAINT \"To p\""})});
  Failure failure = failure_of(database, plan);
  CHECK(failure.exit_code == ExitCode::partly_applied);
  CHECK(failure.select == "SELECT * FROM public.t WHERE NOT ((a > 0))");
  CHECK(contains(failure.hint, "rows of public.t are in the way of positive; this shows them:\n"));
  CHECK(contains(failure.hint,
                 "mend them; apply the same plan again: it goes on from there; constraints \"To p\", "
                 "positive, added NOT VALID, are enforced for new rows from now on; to go back instead, "
                 "plan towards the schema files as they were before"));
  CHECK_THROWS_AS(database.execute("INSERT INTO t VALUES (3, -1, 'x')"), ServerError);
  database.execute("INSERT INTO p VALUES (1); UPDATE t SET a = 1 WHERE a < 0");
  failure = failure_of(database, plan);
  CHECK(contains(failure.select, "NOT EXISTS (SELECT FROM"));
  database.execute("UPDATE t SET a = NULL WHERE a = 5");
  CHECK(test::applied(database.connection(), plan, "sha256:digest", {}).batches_done == 1);
}

TEST_CASE("a unique index that could not be built concurrently stays, and the hint says how it goes") {
  test::Database database;
  database.execute(old_schema);
  database.execute("INSERT INTO t VALUES (1, 1, 'x'), (2, 1, 'y')");
  const plan::Plan plan =
      proved_plan(old_schema, {batch({"CREATE UNIQUE INDEX CONCURRENTLY u ON public.t USING btree (a)"}, false)});
  const Failure failure = failure_of(database, plan);
  CHECK(failure.exit_code == ExitCode::partly_applied);
  CHECK(database.execute(failure.select).rows.size() == 1);
  CHECK(contains(failure.hint, "index public.u stays, invalid; to go back instead, DROP INDEX CONCURRENTLY public.u"));
  // PostgreSQL has not made it ready for new rows when it finds two that are equal.
  database.execute("INSERT INTO t VALUES (3, 1, 'z'); DELETE FROM t WHERE id > 1");
  CHECK(test::applied(database.connection(), plan, "sha256:digest", {}).batches_done == 1);
}
