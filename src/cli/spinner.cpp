#include "cli/spinner.hpp"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>

#include "cli/interruption.hpp"
#include "pgplumb/error.hpp"
#include "report/style.hpp"

namespace pgplumb::cli {

Spinner::Spinner() {
  if (::isatty(STDERR_FILENO) == 0) return;
  // Signals are for the main thread: it is the one that waits in system calls.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  thread_ = std::thread([this] { spin(); });
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

Spinner::~Spinner() {
  stop();
}

void Spinner::say(const std::string& doing) {
  if (interrupted()) throw Error("interrupted", "nothing was changed", ExitCode::interrupted);
  const std::lock_guard lock(mutex_);
  doing_ = doing;
}

Progress Spinner::progress() {
  return [this](const std::string& doing) { say(doing); };
}

void Spinner::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Spinner::spin() {
  using namespace std::chrono_literals;
  static constexpr const char* frames[] = {"|", "/", "-", "\\"};
  std::unique_lock lock(mutex_);
  if (changed_.wait_for(lock, 1s, [this] { return stopped_; })) return;
  for (std::size_t turn = 0; !stopped_; ++turn) {
    std::fprintf(stderr, "\r\x1b[2K%s %s", frames[turn % 4], report::harmless(doing_).c_str());
    std::fflush(stderr);
    changed_.wait_for(lock, 120ms, [this] { return stopped_; });
  }
  std::fprintf(stderr, "\r\x1b[2K");
  std::fflush(stderr);
}

}  // namespace pgplumb::cli
