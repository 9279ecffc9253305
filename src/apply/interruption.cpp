#include "apply/interruption.hpp"

#include <algorithm>
#include <thread>

namespace pgplumb::apply {

namespace {

constexpr std::chrono::milliseconds look_again{25};

}  // namespace

void Interruption::check() const {
  if (requested()) throw Interrupted();
}

void Interruption::pause(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  for (;;) {
    check();
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return;
    std::this_thread::sleep_for(std::min(left, look_again));
  }
}

}  // namespace pgplumb::apply
