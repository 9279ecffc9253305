#include "apply/patience.hpp"

#include <algorithm>
#include <random>

#include "base/duration.hpp"

namespace pgplumb::apply {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds longest_pause{30'000};

milliseconds up_to(milliseconds most) {
  thread_local std::mt19937 generator{std::random_device{}()};
  return milliseconds(std::uniform_int_distribution<std::int64_t>(0, most.count())(generator));
}

}  // namespace

void Patience::begin_batch(int times) {
  times_ = times;
  number_ = 1;
  pause_ = first_pause_;
}

std::optional<milliseconds> Patience::pause_after(milliseconds tried, milliseconds waited) {
  // By chance, so that two that wait for each other do not stay in step.
  const milliseconds pause = std::max(tried, pause_ / 2) + up_to(pause_);
  if (left_) {
    *left_ = std::max(*left_ - waited, milliseconds(0));
    if (pause >= *left_) return std::nullopt;
    *left_ -= pause;
  } else if (number_ >= attempts_ * times_) {
    return std::nullopt;
  }
  ++number_;
  pause_ = std::min(pause_ * 2, longest_pause);
  return pause;
}

std::string Patience::next() const {
  return "try " + std::to_string(number_) + (left_ ? "" : " of " + std::to_string(attempts_ * times_));
}

std::string Patience::tried() const {
  std::string text = number_ == 1 ? "once" : std::to_string(number_) + " times";
  if (wait_) text += " within the " + rough(*wait_) + " that apply may wait";
  return text;
}

}  // namespace pgplumb::apply
