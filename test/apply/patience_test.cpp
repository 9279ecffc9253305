#include "apply/patience.hpp"

#include <doctest/doctest.h>

using pgplumb::apply::Patience;
using std::chrono::milliseconds;

TEST_CASE("a pause is at least as long as the try before it was: others are blocked for half of the time at most") {
  Patience patience(5, std::nullopt, milliseconds(200));
  milliseconds blocked{0};
  milliseconds whole{0};
  for (int number = 1; number < 5; ++number) {
    const auto pause = patience.pause_after(milliseconds(3'000), milliseconds(3'000));
    REQUIRE(pause.has_value());
    CHECK(*pause >= milliseconds(3'000));
    blocked += milliseconds(3'000);
    whole += milliseconds(3'000) + *pause;
    CHECK(blocked * 2 <= whole);
  }
  CHECK(patience.next() == "try 5 of 5");
  CHECK_FALSE(patience.pause_after(milliseconds(3'000), milliseconds(3'000)).has_value());
  CHECK(patience.tried() == "5 times");
  patience.begin_batch();
  CHECK(patience.pause_after(milliseconds(1), milliseconds(1)).has_value());
}

TEST_CASE("pauses grow, but not without end, however many attempts there are") {
  Patience patience(1000, std::nullopt, milliseconds(200));
  for (int number = 1; number < 1000; ++number) {
    const auto pause = patience.pause_after(milliseconds(10), milliseconds(10));
    REQUIRE(pause.has_value());
    CHECK(*pause >= milliseconds(10));
    CHECK(*pause <= milliseconds(45'000));
  }
}

TEST_CASE("with a time to wait tries go on until all batches together have waited so long") {
  Patience patience(1, milliseconds(60'000), milliseconds(200));
  CHECK(patience.left() == milliseconds(60'000));
  milliseconds waited{0};
  int tries = 1;
  while (const auto pause = patience.pause_after(milliseconds(5'000), milliseconds(3'000))) {
    waited += milliseconds(3'000) + *pause;
    CHECK(patience.left() == milliseconds(60'000) - waited);
    CHECK(patience.next() == "try " + std::to_string(++tries));
    if (tries == 3) {
      patience.begin_batch();
      tries = 1;
    }
  }
  CHECK(waited < milliseconds(60'000));
  CHECK(waited > milliseconds(20'000));
  CHECK(patience.tried() == std::to_string(tries) + " times within the 1 min that apply may wait");
}
