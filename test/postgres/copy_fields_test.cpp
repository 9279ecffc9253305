#include <doctest/doctest.h>

#include "postgres/connection.hpp"

using pgplumb::postgres::copy_fields;
using Fields = std::vector<std::optional<std::string>>;

TEST_CASE("fields of a COPY line are split at tabs and unescaped") {
  CHECK(copy_fields("a\tb") == Fields{"a", "b"});
  CHECK(copy_fields("") == Fields{""});
  CHECK(copy_fields("\t") == Fields{"", ""});
  CHECK(copy_fields("a\\tb\\nc\\rd\\be\\ff\\vg\\\\h") == Fields{"a\tb\nc\rd\be\ff\vg\\h"});
  CHECK(copy_fields("\\\\N\t\\N\tN") == Fields{"\\N", std::nullopt, "N"});
  CHECK(copy_fields("ends in a backslash\\") == Fields{"ends in a backslash\\"});
  CHECK(copy_fields("手工\t\\N") == Fields{"手工", std::nullopt});
}

TEST_CASE("fields read into used memory are those of the last line alone") {
  Fields fields;
  copy_fields("one\ttwo\t\\N", fields);
  copy_fields("\\N\tx\\\\y", fields);
  CHECK(fields == Fields{std::nullopt, "x\\y"});
  copy_fields("a\tb\tc\td", fields);
  CHECK(fields == Fields{"a", "b", "c", "d"});
}
