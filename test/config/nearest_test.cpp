#include "config/nearest.hpp"

#include <doctest/doctest.h>

#include <array>

using pgplumb::config::nearest;

TEST_CASE("the nearest word is the one with the fewest slips, and a far one is none") {
  const std::array<std::string_view, 3> words{"schema", "schemas", "snapshot"};
  CHECK(nearest("shema", words) == "schema");
  CHECK(nearest("schemes", words) == "schemas");
  CHECK(nearest("lock_timeout", words).empty());
  CHECK(nearest("x", std::array<std::string_view, 1>{"on"}).empty());
}
