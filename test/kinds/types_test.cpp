#include "kinds/types.hpp"

#include <doctest/doctest.h>

#include "catalog/catalog.hpp"
#include "plan/work.hpp"

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
  return kinds::loses_value(from, to, "x", work);
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
           {"app.mood", "app.humour"},
           {"date", "timestamp with time zone"},
           {"timestamp(0) with time zone", "timestamp(3) with time zone"},
           {"cidr", "inet"},
           {"integer[]", "bigint[]"},
           {"json", "jsonb"},
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
  CHECK(loses("numeric[]", "integer[]") == "x::integer[]::numeric[] IS DISTINCT FROM x");
  CHECK(loses("text", "name") == "x::name::text IS DISTINCT FROM x");
  CHECK(loses("bigint", "double precision") == "x::double precision::bigint IS DISTINCT FROM x");
  CHECK(loses("inet", "cidr") == "x::cidr::inet IS DISTINCT FROM x");
}

TEST_CASE("values without an equality of their own are compared as text") {
  CHECK(loses("box", "point") == "x::point::box::text IS DISTINCT FROM x::text");
}
