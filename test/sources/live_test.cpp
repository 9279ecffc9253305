#include "sources/live.hpp"

#include <doctest/doctest.h>

#include "server.hpp"

using namespace pgplumb;

namespace {

// What is there besides what every database has, apart from owners and privileges.
std::vector<std::string> objects_of(test::Database& database) {
  test::Database empty;
  const catalog::Catalog nothing = sources::read_catalog(empty.connection());
  const catalog::Catalog catalog = sources::read_catalog(database.connection());
  std::vector<std::string> names;
  for (const catalog::Object& object : catalog.objects())
    if (object.id.kind->facet() == catalog::Facet::none && nothing.find(object.id) == nullptr)
      names.push_back(to_string(object.id));
  return names;
}

}  // namespace

TEST_CASE("what stands in an extension's schema is left out with all of its parts") {
  test::Database database;
  database.execute(
      "CREATE SCHEMA s; ALTER EXTENSION plpgsql ADD SCHEMA s; CREATE TABLE a (i integer);"
      "CREATE TABLE s.heir () INHERITS (a); CREATE TABLE s.joined (i integer); ALTER TABLE s.joined INHERIT a;"
      "CREATE TABLE s.whole (k integer) PARTITION BY LIST (k);"
      "CREATE TABLE s.part PARTITION OF s.whole (PRIMARY KEY (k)) FOR VALUES IN (1);"
      "CREATE TABLE s.counted (n serial, o integer GENERATED ALWAYS AS IDENTITY);"
      "ALTER TABLE s.counted REPLICA IDENTITY FULL; ALTER TABLE s.counted ADD CHECK (n > 0);"
      "CREATE TABLE s.heir_of_heir () INHERITS (s.heir); CREATE INDEX ON s.heir_of_heir (i);"
      "COMMENT ON COLUMN s.counted.n IS 'one'; CREATE VIEW s.seen AS SELECT 1 AS x;"
      "COMMENT ON COLUMN s.seen.x IS 'two'");
  CHECK(objects_of(database) == std::vector<std::string>{"column public.a.i", "table public.a"});
}

TEST_CASE("a partition in an extension's schema of a table that is not leaves no part behind") {
  test::Database database;
  database.execute(
      "CREATE SCHEMA s; ALTER EXTENSION plpgsql ADD SCHEMA s; CREATE TABLE a (k integer) PARTITION BY LIST (k);"
      "CREATE TABLE s.one PARTITION OF a FOR VALUES IN (1); CREATE INDEX a_k ON a (k)");
  CHECK(objects_of(database) == std::vector<std::string>{"column public.a.k", "index public.a_k", "table public.a"});
}
