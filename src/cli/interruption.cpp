#include "cli/interruption.hpp"

#include <csignal>

namespace pgplumb::cli {

namespace {

// Signals are the process's, and so is this: all else is handed what it listens to. Never deleted, since they come
// until the very end.
const Stop* asked_by_signals = nullptr;

extern "C" void on_signal(int) {
  asked_by_signals->ask();
}

}  // namespace

Stop stop_by_signals() {
  asked_by_signals = new Stop(Stop::make());
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
  return *asked_by_signals;
}

}  // namespace pgplumb::cli
