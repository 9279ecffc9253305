#include "cli/interruption.hpp"

#include <csignal>

#include "postgres/connection.hpp"

namespace pgplumb::cli {

namespace {

std::atomic<bool> flag{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void on_signal(int) {
  flag.store(true);
}

}  // namespace

void watch_interruptions() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  // Once only; and system calls are not started again, so that whoever waits in one notices.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  // A terminal that is closed, or a reader that has gone, sends one for each line that we print on our way out.
  action.sa_flags = 0;
  for (const int signal : {SIGHUP, SIGPIPE}) {
    struct sigaction before {};
    sigaction(signal, nullptr, &before);
    if (before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);  // nohup wants none of it
  }
}

void stop_on_interruption() {
  watch_interruptions();
  postgres::stop_when(&flag);
}

const std::atomic<bool>& interrupted() {
  return flag;
}

}  // namespace pgplumb::cli
