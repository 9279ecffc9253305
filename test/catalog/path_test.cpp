#include "catalog/path.hpp"

#include <doctest/doctest.h>

#include <thread>

using pgplumb::catalog::Path;

TEST_CASE("equal paths are one list in memory, whichever thread made them") {
  const Path here{"app", "a table with a name that is too long for a short string"};
  Path there;
  std::thread([&] {
    there = std::vector<std::string>{"app", "a table with a name that is too long for a short string"};
  }).join();
  CHECK(here == there);
  CHECK(here.identity() == there.identity());
  CHECK(&here[1] == &there[1]);
}

TEST_CASE("paths are ordered by their parts, and a part is no beginning of another") {
  CHECK(Path{"app"} < Path{"app", "users"});
  CHECK(Path{"app", "users"} < Path{"apps"});
  CHECK(Path{"ab", "c"} != Path{"a", "bc"});
  CHECK(Path() < Path{""});
}
