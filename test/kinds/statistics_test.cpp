#include <doctest/doctest.h>

#include "plan/build.hpp"
#include "server.hpp"
#include "sources/live.hpp"

using namespace pgplumb;

TEST_CASE("extended statistics are the same whatever the order of their table's columns") {
  test::Database from;
  test::Database to;
  const std::string statistics =
      "CREATE STATISTICS plain ON c, b FROM t; CREATE STATISTICS expressions ON lower(c::text), (b + 1) FROM t;"
      "CREATE STATISTICS mixed ON \"a, b\", b, (c + b), lower(c::text) FROM t;";
  from.execute("CREATE TABLE t (b integer, c integer, \"a, b\" integer);" + statistics);
  to.execute("CREATE TABLE t (\"a, b\" integer, c integer, b integer);" + statistics);
  const catalog::Catalog live = sources::read_catalog(from.connection());
  CHECK(plan::build_plan(live, sources::read_catalog(to.connection()), {}).empty());
  to.execute("DROP STATISTICS mixed; CREATE STATISTICS mixed ON \"a, b\", c, (c + b), lower(c::text) FROM t");
  const plan::Plan plan = plan::build_plan(live, sources::read_catalog(to.connection()), {});
  REQUIRE(plan.batches.size() == 1);
  CHECK(plan.batches[0].steps.back().statements.back() ==
        "CREATE STATISTICS public.mixed ON \"a, b\", c, (c + b), lower(c::text) FROM public.t");
}
