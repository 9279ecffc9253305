#include "postgres/kept_queries.hpp"

#include <doctest/doctest.h>

#include "server.hpp"

using namespace pgplumb::postgres;
using Lines = std::vector<std::pair<std::size_t, std::string>>;

namespace {

const std::vector<std::string> queries = {"SELECT a, b FROM public.t ORDER BY a",
                                          "SELECT pg_catalog.count(*) FROM public.t"};

Lines kept(Connection& connection) {
  Lines lines;
  copy_out_kept(connection, "BEGIN READ ONLY; ", queries, "COMMIT",
                [&](std::size_t statement, std::string_view line) { lines.emplace_back(statement, line); });
  return lines;
}

Lines copied(Connection& connection) {
  Lines lines;
  std::string message;
  for (const std::string& query : queries) message += "COPY (" + query + ") TO STDOUT; ";
  connection.copy_out(message,
                      [&](std::size_t statement, std::string_view line) { lines.emplace_back(statement, line); });
  return lines;
}

}  // namespace

TEST_CASE("kept queries have the lines of COPY, are planned once, and see what changes") {
  test::Database database;
  Connection& connection = database.connection();
  connection.execute("CREATE TABLE public.t (a int, b text)");
  CHECK(kept(connection) == Lines{{1, "0"}});
  connection.execute(
      "INSERT INTO public.t VALUES (1, NULL), (2, E'tab\\tnew\\nline\\rback\\\\slash\\b\\f\\v'), (3, ''), (4, '\\N')");
  CHECK(kept(connection).size() == 5);
  CHECK(kept(connection) == copied(connection));
  CHECK(connection.kept_queries().generation == 1);
  // The plan is made again by the server itself.
  connection.execute(
      "DROP TABLE public.t; CREATE TABLE public.t (b text, c int, a int); INSERT INTO public.t (a) VALUES (7)");
  CHECK(kept(connection) == Lines{{0, "7\t\\N"}, {1, "1"}});
  CHECK(connection.kept_queries().generation == 1);
  connection.execute("INSERT INTO public.t (a) SELECT g FROM generate_series(10, 4000) g");
  CHECK(kept(connection) == copied(connection));
  CHECK(kept(connection) == copied(connection));
  CHECK(connection.kept_queries().generation == 2);
}

TEST_CASE("what took the place of kept queries is not run") {
  test::Database database;
  Connection& connection = database.connection();
  connection.execute("CREATE TABLE public.t (a int, b text); INSERT INTO public.t VALUES (1, 'true')");
  const Lines right = {{0, "1\ttrue"}, {1, "1"}};
  CHECK(kept(connection) == right);
  connection.execute("DISCARD ALL");
  CHECK(kept(connection) == right);
  CHECK(connection.kept_queries().generation == 2);
  connection.execute("DEALLOCATE pgplumb_2_0; PREPARE pgplumb_2_0 AS SELECT 2, 'false'");
  CHECK(kept(connection) == right);
  CHECK(connection.kept_queries().generation == 3);
}

TEST_CASE("an error among kept queries leaves the session as it was") {
  test::Database database;
  Connection& connection = database.connection();
  connection.execute("CREATE TABLE public.t (a int, b text)");
  CHECK(kept(connection) == Lines{{1, "0"}});
  connection.execute("ALTER TABLE public.t RENAME TO other");
  CHECK_THROWS_AS((void)kept(connection), pgplumb::ServerError);
  connection.execute("ROLLBACK; ALTER TABLE public.other RENAME TO t");
  CHECK(kept(connection) == Lines{{1, "0"}});
}
