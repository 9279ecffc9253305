#include "kinds/types.hpp"

#include <doctest/doctest.h>

#include "catalog/catalog.hpp"
#include "kinds/type_losses.hpp"
#include "plan/work.hpp"
#include "server.hpp"
#include "sources/live.hpp"
#include "sql/identifier.hpp"

using namespace pgplumb;

namespace {

// The casts that PostgreSQL has, as far as the cases below need them.
std::string loses(const std::string& from, const std::string& to) {
  plan::BuildOptions options;
  for (const char* a :
       {"numeric", "integer", "double precision", "real", "bigint", "date", "time without time zone",
        "timestamp with time zone", "timestamp without time zone", "inet", "cidr", "name", "text", "point", "box"})
    for (const char* b :
         {"numeric", "integer", "double precision", "real", "bigint", "date", "time without time zone",
          "timestamp with time zone", "timestamp without time zone", "inet", "cidr", "name", "text", "point", "box"})
      options.casts[{a, b}] = 'a';
  const catalog::Catalog empty;
  const plan::Work work(empty, empty, options);
  return kinds::loses_value(from, to, "x", kinds::convert(from, to, work).bridge, work);
}

}  // namespace

TEST_CASE("types whose values all fit, or are refused, lose nothing") {
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"integer", "bigint"},
           {"bigint", "integer"},
           {"integer", "numeric"},
           {"real", "double precision"},
           {"numeric(10,2)", "numeric(12,2)"},
           {"numeric(10,2)", "numeric(12,3)"},
           {"numeric(10,2)", "numeric"},
           {"character varying(20)", "character varying(10)"},
           {"text", "integer"},
           {"date", "timestamp with time zone"},
           {"timestamp(0) with time zone", "timestamp(3) with time zone"},
           {"cidr", "inet"},
           {"integer[]", "bigint[]"},
           {"jsonb", "json"},
       }) {
    CAPTURE(from);
    CAPTURE(to);
    CHECK(loses(from, to).empty());
  }
}

TEST_CASE("types that round or cut are asked whether the way back gives the same value") {
  CHECK(loses("numeric", "integer") == "x::integer::numeric IS DISTINCT FROM x");
  CHECK(loses("numeric(10,4)", "numeric(10,2)") == "x::numeric(10,2)::numeric(10,4) IS DISTINCT FROM x");
  CHECK(loses("numeric", "numeric(10,2)") == "x::numeric(10,2)::numeric IS DISTINCT FROM x");
  CHECK(loses("timestamp with time zone", "date") == "x::date::timestamp with time zone IS DISTINCT FROM x");
  CHECK(loses("timestamp with time zone", "timestamp(0) with time zone") ==
        "x::timestamp(0) with time zone::timestamp with time zone IS DISTINCT FROM x");
  CHECK(loses("numeric[]", "integer[]") ==
        "EXISTS (SELECT FROM (SELECT pg_catalog.unnest(x) AS item) AS items WHERE item::integer::numeric IS DISTINCT "
        "FROM "
        "item)");
  CHECK(loses("text", "name") == "x::name::text IS DISTINCT FROM x");
  CHECK(loses("bigint", "double precision") == "x::double precision::bigint IS DISTINCT FROM x");
  CHECK(loses("inet", "cidr") == "x::cidr::inet IS DISTINCT FROM x");
}

TEST_CASE("values without an equality of their own are compared as text") {
  CHECK(loses("box", "point") == "x::point::box::text IS DISTINCT FROM x::text");
}

TEST_CASE("every pair of built-in types is converted as the server does it") {
  const std::vector<std::string> types = {"smallint",
                                          "integer",
                                          "bigint",
                                          "numeric",
                                          "numeric(10,2)",
                                          "real",
                                          "double precision",
                                          "money",
                                          "oid",
                                          "boolean",
                                          "text",
                                          "character varying",
                                          "character varying(20)",
                                          "character(5)",
                                          "name",
                                          "\"char\"",
                                          "bytea",
                                          "uuid",
                                          "json",
                                          "jsonb",
                                          "xml",
                                          "bit(8)",
                                          "bit varying",
                                          "bit varying(8)",
                                          "date",
                                          "time without time zone",
                                          "time(2) without time zone",
                                          "time with time zone",
                                          "time(2) with time zone",
                                          "timestamp without time zone",
                                          "timestamp(3) without time zone",
                                          "timestamp with time zone",
                                          "timestamp(3) with time zone",
                                          "interval",
                                          "interval(3)",
                                          "interval year",
                                          "interval year to month",
                                          "interval day",
                                          "interval day to second",
                                          "interval day to second(2)",
                                          "interval hour to minute",
                                          "interval second(4)",
                                          "inet",
                                          "cidr",
                                          "macaddr",
                                          "macaddr8",
                                          "point",
                                          "lseg",
                                          "box",
                                          "path",
                                          "polygon",
                                          "circle",
                                          "line",
                                          "tsvector",
                                          "tsquery",
                                          "int4range",
                                          "int8range",
                                          "int4multirange",
                                          "regclass",
                                          "integer[]",
                                          "text[]",
                                          "numeric(10,2)[]",
                                          "interval[]",
                                          "interval day to second(2)[]",
                                          "\"char\"[]",
                                          "point[]"};
  test::Database database;
  // One answer for each target: a column of type `source` becomes it, by that expression if it is not NULL.
  database.execute(
      "CREATE FUNCTION pg_temp.takes(source text, targets text[], expressions text[]) RETURNS SETOF boolean LANGUAGE "
      "plpgsql AS $$BEGIN EXECUTE 'CREATE TEMPORARY TABLE tried (c ' || source || ')';"
      "FOR at IN 1 .. cardinality(targets) LOOP BEGIN "
      "EXECUTE 'ALTER TABLE tried ALTER c TYPE ' || targets[at] || coalesce(' USING ' || expressions[at], '');"
      "RAISE EXCEPTION USING ERRCODE = 'TAKES'; EXCEPTION WHEN SQLSTATE 'TAKES' THEN RETURN NEXT true;"
      "WHEN OTHERS THEN RETURN NEXT false; END; END LOOP; DROP TABLE tried; END$$");
  plan::BuildOptions options;
  options.casts = sources::read_casts(database.connection());
  const catalog::Catalog empty;
  const plan::Work work(empty, empty, options);
  for (const std::string& from : types) {
    std::vector<kinds::Conversion> conversions;
    std::vector<std::string> targets;
    std::vector<std::string> expressions;
    for (const std::string& to : types) {
      const kinds::Conversion conversion = kinds::convert(from, to, work);
      const bool by_itself = conversion.possible && conversion.bridge.empty();
      // What takes no explicit cast is not possible at all.
      const std::string expression = "c" + (conversion.possible ? conversion.bridge : "::") + to;
      targets.push_back(sql::literal(to));
      expressions.push_back(by_itself ? "NULL" : sql::literal(expression));
      conversions.push_back(conversion);
    }
    const auto answers =
        database.execute("SELECT pg_temp.takes(" + sql::literal(from) + ", ARRAY[" + sql::join(targets, ", ") +
                         "], ARRAY[" + sql::join(expressions, ", ") + "]::text[])");
    REQUIRE(answers.rows.size() == types.size());
    for (std::size_t to = 0; to < types.size(); ++to) {
      CAPTURE(from);
      CAPTURE(types[to]);
      CAPTURE(conversions[to].bridge);
      CHECK((answers.rows[to][0] == "t") == conversions[to].possible);
    }
  }
}

TEST_CASE("an interval is one type, whichever fields it has") {
  CHECK(kinds::without_modifiers("interval day to second(2)") == "interval");
  CHECK(kinds::without_modifiers("interval year[]") == "interval[]");
  CHECK(kinds::without_modifiers("\"interval day\"") == "\"interval day\"");
  CHECK(loses("interval day to second(2)", "interval").empty());
  CHECK(loses("interval day[]", "interval[]").empty());
  CHECK(loses("interval", "interval day") == "x::interval day::interval IS DISTINCT FROM x");
}

TEST_CASE("a byte is told from a string") {
  CHECK(loses("\"char\"", "integer").empty());
  CHECK(loses("text", "\"char\"") == "x::\"char\"::text IS DISTINCT FROM x");
}
