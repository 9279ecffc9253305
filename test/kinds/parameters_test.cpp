#include "kinds/parameters.hpp"

#include <doctest/doctest.h>

#include "diff/diff.hpp"
#include "server.hpp"
#include "sources/live.hpp"

using namespace pgplumb;

TEST_CASE("parameters, options and tags that differ in their order only do not differ") {
  test::Database one;
  test::Database other;
  for (test::Database* database : {&one, &other})
    database->execute("CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END'");
  one.execute(
      "CREATE TABLE t (i integer, x text) WITH (fillfactor = 70, autovacuum_enabled = false, toast.vacuum_truncate = "
      "false, toast.autovacuum_enabled = false);"
      "ALTER TABLE t ALTER COLUMN i SET (n_distinct = 5, n_distinct_inherited = 6);"
      "CREATE VIEW v WITH (security_barrier = true, check_option = local) AS SELECT i FROM t;"
      "CREATE MATERIALIZED VIEW m WITH (fillfactor = 70, autovacuum_enabled = false) AS SELECT i FROM t;"
      "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, stopwords = english, accept = false);"
      "CREATE EVENT TRIGGER e ON sql_drop WHEN TAG IN ('DROP TABLE', 'ALTER TABLE') EXECUTE FUNCTION note()");
  other.execute(
      "CREATE TABLE t (i integer, x text) WITH (toast.autovacuum_enabled = false, toast.vacuum_truncate = false, "
      "autovacuum_enabled = false, fillfactor = 70);"
      "ALTER TABLE t ALTER COLUMN i SET (n_distinct_inherited = 6, n_distinct = 5);"
      "CREATE VIEW v WITH (check_option = local, security_barrier = true) AS SELECT i FROM t;"
      "CREATE MATERIALIZED VIEW m WITH (autovacuum_enabled = false, fillfactor = 70) AS SELECT i FROM t;"
      "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, accept = false, stopwords = english);"
      "CREATE EVENT TRIGGER e ON sql_drop WHEN TAG IN ('ALTER TABLE', 'DROP TABLE') EXECUTE FUNCTION note()");
  const catalog::Catalog from = sources::read_catalog(one.connection());
  const catalog::Catalog to = sources::read_catalog(other.connection());
  for (const diff::Difference& difference : diff::diff(from, to)) FAIL_CHECK(to_string(difference.id()));
  CHECK(fingerprint(from) == fingerprint(to));
}

TEST_CASE("only the parameters that change are set, and those that go are reset") {
  using Parameters = std::vector<std::string>;
  const auto texts = [](const Parameters& from, const Parameters& to) {
    std::vector<std::string> list;
    for (const catalog::Sql& action : kinds::change_parameters("ALTER TABLE t", from, to, "toast."))
      list.push_back(action.text);
    return list;
  };
  CHECK(texts({"a=1", "b=2", "c=3"}, {"b=4", "c=3", "d=5"}) ==
        std::vector<std::string>{"RESET (toast.a)", "SET (toast.b='4', toast.d='5')"});
  CHECK(texts({"a=1"}, {"a=1"}).empty());
}
