#include "base/words.hpp"

#include <doctest/doctest.h>

using pgplumb::counted;

TEST_CASE("things are counted as people count them") {
  CHECK(counted(1, "table") == "1 table");
  CHECK(counted(0, "index") == "0 indexes");
  CHECK(counted(2, "policy") == "2 policies");
  CHECK(counted(3, "batch") == "3 batches");
  CHECK(counted(2, "privileges") == "2 privileges");
  CHECK(counted(2, "identity") == "2 identities");
}
