#include "pgplumb/check.hpp"

#include <doctest/doctest.h>

#include "commands/project.hpp"
#include "server.hpp"

using State = pgplumb::TableCheck::State;

TEST_CASE("a check says of every desired table whether it is there and alike") {
  test::Database database;
  test::Project project;
  database.execute("CREATE TABLE same (a int); CREATE TABLE other (a int)");
  project.write(
      "schema.sql",
      "CREATE TABLE same (a int); CREATE TABLE other (a bigint, b int); CREATE TABLE gone (a int); CREATE SEQUENCE s;");
  pgplumb::CheckRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  const auto result = check_database(request);
  REQUIRE(result.tables.size() == 3);
  CHECK(result.tables[0] == pgplumb::TableCheck{"table public.gone", State::missing, result.tables[0].differences});
  CHECK(result.tables[1] == pgplumb::TableCheck{"table public.other", State::differs, result.tables[1].differences});
  CHECK(result.tables[2] == pgplumb::TableCheck{"table public.same", State::aligned, 0});
  CHECK(result.other_differences == 1);
  CHECK_FALSE(result.aligned());
  CHECK(result.server.starts_with("PostgreSQL "));
  CHECK(result.superuser);
  CHECK(result.not_owned.empty());
  CHECK(result.managed.at("table") == 2);
}
