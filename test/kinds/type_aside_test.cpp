#include "kinds/type_aside.hpp"

#include <doctest/doctest.h>

using pgplumb::kinds::name_aside;

TEST_CASE("a name moved aside says whose it is") {
  CHECK(name_aside("status") == "status__pgplumb_old");
}

TEST_CASE("a long name moved aside keeps to 63 bytes and cuts no character") {
  CHECK(name_aside(std::string(63, 'x')) == std::string(50, 'x') + "__pgplumb_old");
  const std::string ends_inside = std::string(49, 'x') + "ä and more than fits";
  CHECK(name_aside(ends_inside) == std::string(49, 'x') + "__pgplumb_old");
}
