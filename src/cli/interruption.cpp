#include "cli/interruption.hpp"

#include <time.h>

#include <atomic>
#include <csignal>
#include <cstdint>

namespace pgplumb::cli {

namespace {

// Signals are the process's, and so is this: all else is handed what it listens to. Never deleted, since they come
// until the very end.
const Stop* asked_by_signals = nullptr;

std::atomic<std::int64_t> first_asked{0};  // milliseconds of a clock that only runs forward
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

// Whoever asks once more a while later does not want to wait any longer. At once, it is the same wish: a terminal and
// timeout(1) signal a whole group, and what is between them and us (npm, make) hands it on.
extern "C" void on_signal(int number) {
  constexpr std::int64_t a_while = 1000;
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  const std::int64_t now = static_cast<std::int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1000000 + 1;
  std::int64_t first = 0;
  if (first_asked.compare_exchange_strong(first, now)) {
    asked_by_signals->ask();
  } else if (now - first > a_while && (number == SIGINT || number == SIGTERM)) {
    std::signal(number, SIG_DFL);
    std::raise(number);  // once we have returned
  }
}

}  // namespace

Stop stop_by_signals() {
  asked_by_signals = new Stop(Stop::make());
  struct sigaction action {};
  action.sa_handler = on_signal;
  // System calls are not started again, so that whoever waits in one notices.
  action.sa_flags = 0;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  // A terminal that is closed, or a reader that has gone, sends one for each line that we print on our way out.
  for (const int signal : {SIGHUP, SIGPIPE}) {
    struct sigaction before {};
    sigaction(signal, nullptr, &before);
    if (before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);  // nohup wants none of it
  }
  return *asked_by_signals;
}

}  // namespace pgplumb::cli
