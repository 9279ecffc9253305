#include "cli/spinner.hpp"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/fold.hpp"
#include "report/style.hpp"

namespace pgplumb::cli {

namespace {

constexpr const char* erase = "\r\x1b[2K";
// What is too long for the line is cut by the terminal: a second line could not be erased.
constexpr const char* do_not_wrap = "\x1b[?7l";
constexpr const char* wrap = "\x1b[?7h";

bool understood() {
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) != 0 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace

Spinner::Spinner(Stop stop) : stop_(std::move(stop)) {
  if (!understood()) return;
  // Signals are for the main thread: it is the one that waits in system calls.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  try {
    thread_ = std::thread([this] { spin(); });
  } catch (const std::system_error&) {
    // There is no thread to be had: the work goes on without a sign.
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

Spinner::~Spinner() {
  stop();
}

void Spinner::say(const std::string& doing) {
  stop_.check();
  const std::lock_guard lock(mutex_);
  doing_ = doing;
}

void Spinner::tell(const std::string& line) {
  const std::lock_guard lock(mutex_);
  if (shown_) std::fputs(erase, stderr);
  shown_ = false;
  // That the line cannot be written is no reason to leave what is being done half done.
  std::fputs(for_terminal(report::harmless(line) + "\n").c_str(), stdout);
  std::fflush(stdout);
  doing_ = line;
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
    std::fprintf(stderr, "%s%s%s %s%s", erase, do_not_wrap, frames[turn % 4], report::harmless(doing_).c_str(), wrap);
    std::fflush(stderr);
    shown_ = true;
    changed_.wait_for(lock, 120ms, [this] { return stopped_; });
  }
  std::fputs(erase, stderr);
  std::fflush(stderr);
}

}  // namespace pgplumb::cli
