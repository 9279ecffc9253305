#include "base/duration.hpp"

#include <doctest/doctest.h>

using pgplumb::duration_of;
using pgplumb::rough;
using std::chrono::milliseconds;

TEST_CASE("durations are those of PostgreSQL's settings, and nothing else is one") {
  CHECK(duration_of("3s") == milliseconds(3'000));
  CHECK(duration_of("500ms") == milliseconds(500));
  CHECK(duration_of("500") == milliseconds(500));
  CHECK(duration_of("5min") == milliseconds(300'000));
  CHECK(duration_of("2h") == milliseconds(7'200'000));
  CHECK(duration_of("1d") == milliseconds(86'400'000));
  CHECK(duration_of("1500us") == milliseconds(1));
  CHECK(duration_of("0") == milliseconds(0));
  for (const char* none : {"", "s", "3 s", "-3s", "1.5s", "3S", "3m", "soon", "1234567890s"})
    CHECK_FALSE(duration_of(none).has_value());
}

TEST_CASE("times are told as exactly as anybody needs them") {
  CHECK(rough(milliseconds(0)) == "0.0 s");
  CHECK(rough(milliseconds(12'345)) == "12.3 s");
  CHECK(rough(milliseconds(60'000)) == "1 min");
  CHECK(rough(milliseconds(119 * 60'000)) == "119 min");
  CHECK(rough(milliseconds(3 * 3'600'000)) == "3 h");
  CHECK(rough(milliseconds(72LL * 3'600'000)) == "3 days");
}
