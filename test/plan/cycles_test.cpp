// Changes that wait for each other.

#include <doctest/doctest.h>

#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"

using namespace pgplumb;

TEST_CASE("a circle that nothing breaks is told with what each waits for, and why") {
  test::Database database;
  const test::Project project;
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.schema = {project.write("schema.sql",
                                           "CREATE VIEW a AS SELECT 1 AS x; CREATE VIEW b AS SELECT x FROM a;"
                                           "CREATE OR REPLACE VIEW a AS SELECT x FROM b;")};
  try {
    (void)make_plan(request);
    FAIL("there is an order");
  } catch (const Error& error) {
    const std::string told = error.what();
    CHECK(told.find("create view public.b waits for create view column public.a.x, which it needs") !=
          std::string::npos);
    CHECK(told.find("create view public.a waits for create view column public.b.x, which it needs") !=
          std::string::npos);
    CHECK(error.exit_code() == ExitCode::refused);
    CHECK(error.hint().find("manual section") != std::string::npos);
  }
}
