// Ctrl-C: the first one asks the command to end cleanly, the second one ends it at once. A terminal that is closed and
// a reader that has gone (SIGHUP, SIGPIPE) ask for the same.

#pragma once

#include <atomic>

namespace pgplumb::cli {

/// From now on SIGINT and SIGTERM set interrupted(); the second one has its usual effect. So do SIGHUP, unless nohup
/// has us ignore it, and SIGPIPE, any number of times.
void watch_interruptions();

/// The same for commands that change nothing: the statement is cancelled, and they clean up.
void stop_on_interruption();

[[nodiscard]] const std::atomic<bool>& interrupted();

}  // namespace pgplumb::cli
