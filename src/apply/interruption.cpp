#include "apply/interruption.hpp"

#include <poll.h>

#include <algorithm>

namespace pgplumb::apply {

void Interruption::pause(std::chrono::milliseconds time) {
  using namespace std::chrono;
  const auto end = steady_clock::now() + time;
  for (;;) {
    check();
    const auto left = duration_cast<milliseconds>(end - steady_clock::now()).count();
    if (left <= 0) return;
    pollfd event{stop_.descriptor(), POLLIN, 0};
    ::poll(&event, 1, static_cast<int>(std::min<long long>(left, 60'000)));
  }
}

}  // namespace pgplumb::apply
