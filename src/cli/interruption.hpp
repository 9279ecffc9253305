// Ctrl-C: the first one asks the command to end cleanly, the second one ends it at once.

#pragma once

#include <atomic>

namespace pgplumb::cli {

/// From now on SIGINT and SIGTERM set interrupted(); the second one has its usual effect. Only for commands that look.
void watch_interruptions();

[[nodiscard]] const std::atomic<bool>& interrupted();

}  // namespace pgplumb::cli
