#include "kinds/type_aside.hpp"

#include <doctest/doctest.h>

using pgplumb::kinds::name_aside;

TEST_CASE("a name moved aside says whose it is") {
  CHECK(name_aside("status") == "status__pgplumb_old");
}

TEST_CASE("a long name moved aside keeps to 63 bytes and cuts no character") {
  CHECK(name_aside(std::string(50, 'x')) == std::string(50, 'x') + "__pgplumb_old");
  CHECK(name_aside(std::string(63, 'x')).size() == 63);
  const std::string ends_inside = std::string(40, 'x') + "ä and more than fits";
  CHECK(name_aside(ends_inside).starts_with(std::string(40, 'x') + "_"));
  CHECK(name_aside(ends_inside).size() == 62);
}

TEST_CASE("long names that begin alike stay different when they are moved aside, and one name has several") {
  const std::string beginning(60, 'x');
  CHECK(name_aside(beginning + "one") != name_aside(beginning + "two"));
  CHECK(name_aside("status", 2) == "status__pgplumb_old2");
}
