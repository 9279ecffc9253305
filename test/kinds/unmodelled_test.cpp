#include "kinds/list.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/error.hpp"
#include "plan/build.hpp"
#include "server.hpp"
#include "sources/live.hpp"

using namespace pgplumb;

namespace {

std::vector<std::string> refused(test::Database& from, test::Database& to) {
  std::vector<std::string> objects;
  try {
    (void)plan::build_plan(sources::read_catalog(from.connection()), sources::read_catalog(to.connection()), {});
  } catch (const DiagnosedError& error) {
    for (const Diagnostic& diagnostic : error.diagnostics()) objects.push_back(diagnostic.object);
  }
  return objects;
}

}  // namespace

TEST_CASE("what is not modelled is read by name and refused where a plan would have to touch it") {
  test::Database from;
  test::Database to;
  to.execute("CREATE TYPE half");
  CHECK(refused(from, to) == std::vector<std::string>{"shell type public.half"});
  CHECK(refused(to, from) == std::vector<std::string>{"shell type public.half"});
}

TEST_CASE("what is not modelled is left alone where both sides have it") {
  test::Database from;
  test::Database to;
  from.execute("CREATE TYPE half");
  to.execute("CREATE TYPE half");
  to.execute("CREATE TABLE users (id integer)");
  CHECK(refused(from, to).empty());
}

TEST_CASE("a partition whose detachment was interrupted is named where a plan would have to touch it") {
  test::Database from;
  test::Database to;
  const std::string parent = "CREATE TABLE p (a integer) PARTITION BY LIST (a);";
  const std::string part = "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);";
  from.execute(parent + part);
  postgres::Connection reader(from.url());
  reader.execute("BEGIN; SELECT * FROM public.p");
  from.execute("SET statement_timeout = '300ms'");
  CHECK_THROWS_WITH_AS(from.execute("ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY"),
                       doctest::Contains("statement timeout"), ServerError);
  reader.execute("COMMIT");
  from.execute("RESET statement_timeout");
  to.execute(parent + part);
  CHECK(refused(from, to) == std::vector<std::string>{"unfinished detachment of partition public.p1"});
}

TEST_CASE("a base type is refused with its name") {
  test::Database from;
  test::Database to;
  to.execute("CREATE TYPE whole");
  to.execute("CREATE FUNCTION whole_in(cstring) RETURNS whole LANGUAGE internal IMMUTABLE STRICT AS 'int4in'");
  to.execute("CREATE FUNCTION whole_out(whole) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out'");
  to.execute("CREATE TYPE whole (INPUT = whole_in, OUTPUT = whole_out, LIKE = integer)");
  CHECK(refused(from, to) == std::vector<std::string>{"base type public.whole"});
}

TEST_CASE("a range type with a canonical function is refused with its name") {
  test::Database from;
  test::Database to;
  to.execute("CREATE TYPE steps");
  to.execute("CREATE FUNCTION even(steps) RETURNS steps LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical'");
  to.execute("CREATE TYPE steps AS RANGE (subtype = integer, canonical = even)");
  CHECK(refused(from, to) == std::vector<std::string>{"range type public.steps"});
}
