#include "kinds/foreign_options.hpp"

#include <doctest/doctest.h>

using namespace pgplumb::kinds;

TEST_CASE("options are written quoted, and nothing is written for none") {
  CHECK(foreign_options({"host=it's", "user=a=b"}) == " OPTIONS (host 'it''s', \"user\" 'a=b')");
  CHECK(foreign_options({}).empty());
}

TEST_CASE("an option is added, set or dropped, and left alone where it is the same") {
  CHECK(foreign_option_changes({"a=1", "b=2", "c=3"}, {"b=2", "c=4", "d=5"}) ==
        "OPTIONS (DROP a, SET c '4', ADD d '5')");
}
