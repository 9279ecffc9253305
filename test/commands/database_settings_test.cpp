#include <doctest/doctest.h>

#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"

using namespace pgplumb;

namespace {

PlanResult plan_for(const test::Database& database, const test::Project& project) {
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  return make_plan(request);
}

}  // namespace

TEST_CASE("a plan is proved with the time zone and the date style that it is applied with") {
  test::Database database;
  test::Project project;
  database.execute("ALTER DATABASE " + database.name() + " SET TimeZone = 'America/New_York'");
  database.execute("ALTER DATABASE " + database.name() + " SET DateStyle = 'SQL, DMY'");
  database.execute(
      "SET TimeZone = 'America/New_York'; SET DateStyle = 'SQL, DMY'; CREATE TABLE t (at timestamp, day date DEFAULT "
      "'02/01/2028'); CREATE TABLE p (at timestamptz) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p FOR "
      "VALUES FROM ('2028-01-01') TO ('2029-01-01')");
  const std::string partitioned =
      "CREATE TABLE p (at timestamptz) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM "
      "('2028-01-01') TO ('2029-01-01');";
  project.write("schema.sql", partitioned + "CREATE TABLE t (at timestamp, day date DEFAULT '02/01/2028');");
  CHECK(plan_for(database, project).changes.empty());
  // In UTC a timestamp is the same number with a time zone.
  project.write("schema.sql", partitioned + "CREATE TABLE t (at timestamptz, day date DEFAULT '02/01/2028');");
  CHECK(plan_for(database, project).text.find("--   rewrites: table public.t\n") != std::string::npos);
  database.execute("DROP TABLE p; ALTER DATABASE " + database.name() + " SET TimeZone = 'UTC'");
  project.write("schema.sql", "CREATE TABLE t (at timestamptz, day date DEFAULT '02/01/2028');");
  CHECK(plan_for(database, project).text.find("--   rewrites: table public.t\n") == std::string::npos);
}
