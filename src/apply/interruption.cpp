#include "apply/interruption.hpp"

#include <algorithm>

namespace pgplumb::apply {

namespace {

constexpr std::chrono::milliseconds watch_interval{25};

}  // namespace

Interruption::Interruption(postgres::Connection& connection, const std::atomic<bool>* flag)
    : connection_(connection), flag_(flag) {
  if (flag_ != nullptr) watcher_ = std::thread([this] { watch(); });
}

Interruption::~Interruption() {
  if (!watcher_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  watcher_.join();
}

void Interruption::check() const {
  if (requested()) throw Interrupted();
}

void Interruption::pause(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  for (;;) {
    check();
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return;
    std::this_thread::sleep_for(std::min(left, watch_interval));
  }
}

// The watcher cancels with the mutex held: once this returns, no request to cancel is under way.
void Interruption::arm(bool armed) {
  const std::lock_guard lock(mutex_);
  armed_ = armed;
}

void Interruption::watch() {
  std::unique_lock lock(mutex_);
  while (!stopped_) {
    // Again and again, since a request that comes between two statements has no effect.
    if (armed_ && requested()) connection_.cancel();
    changed_.wait_for(lock, watch_interval);
  }
}

}  // namespace pgplumb::apply
