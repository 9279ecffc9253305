#include "kinds/partition_bound.hpp"

#include <doctest/doctest.h>

#include "server.hpp"

using pgplumb::kinds::bound_column;
using pgplumb::kinds::bound_condition;

namespace {

struct Bound {
  std::string key;
  std::string bound;
};

}  // namespace

TEST_CASE("a bound as a condition lets PostgreSQL attach a table without reading it") {
  for (const auto& [key, bound] :
       std::initializer_list<Bound>{{"RANGE (day)", "FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')"},
                                    {"RANGE (\"Day\")", "FOR VALUES FROM (MINVALUE) TO ('2026-01-01')"},
                                    {"RANGE (n)", "FOR VALUES FROM ('-5') TO (MAXVALUE)"},
                                    {"RANGE (word)", "FOR VALUES FROM ('a) TO (b, ') TO ('z')"},
                                    {"LIST (n)", "FOR VALUES IN (1, 2, 3)"},
                                    {"LIST (word)", "FOR VALUES IN ('x, y', 'it''s', NULL)"},
                                    {"LIST (word)", "FOR VALUES IN ('x')"},
                                    {"LIST (n)", "FOR VALUES IN (NULL)"}}) {
    CAPTURE(key);
    CAPTURE(bound);
    const auto condition = bound_condition(key, bound);
    REQUIRE(condition);
    test::Database database;
    const std::string columns = " (day date, \"Day\" date, n integer, word text)";
    database.execute("CREATE TABLE whole" + columns + " PARTITION BY " + key + "; CREATE TABLE part" + columns +
                     "; ALTER TABLE part ADD CHECK (" + *condition + ")");
    // Nothing but what the server says of itself tells whether it has read the table.
    std::string told;
    auto& connection = database.connection();
    connection.on_notice([&](const std::string& /*severity*/, const std::string& message) { told += message; });
    connection.execute("SET client_min_messages = debug1; ALTER TABLE whole ATTACH PARTITION part " + bound);
    CHECK(told.find("is implied by existing constraints") != std::string::npos);
  }
}

TEST_CASE("where a bound is not of one plain column there is no condition") {
  CHECK_FALSE(bound_condition("RANGE (a, b)", "FOR VALUES FROM (1, 2) TO (3, 4)"));
  CHECK_FALSE(bound_condition("RANGE (lower(a))", "FOR VALUES FROM ('a') TO ('b')"));
  CHECK_FALSE(bound_condition("LIST (a COLLATE \"C\")", "FOR VALUES IN ('a')"));
  CHECK_FALSE(bound_condition("HASH (a)", "FOR VALUES WITH (modulus 4, remainder 0)"));
  CHECK_FALSE(bound_condition("RANGE (a)", "DEFAULT"));
}

TEST_CASE("the column that a bound is about is known by its name, if it is one plain column") {
  CHECK(bound_column("RANGE (at)") == "at");
  CHECK(bound_column("LIST (\"The \"\"kind\"\"\")") == "The \"kind\"");
  CHECK_FALSE(bound_column("LIST (lower(a))"));
  CHECK_FALSE(bound_column("RANGE (a, b)"));
  CHECK_FALSE(bound_column("HASH (a)"));
}
