// Ctrl-C: the first one asks the command to end cleanly, the second one ends it at once. A terminal that is closed and
// a reader that has gone (SIGHUP, SIGPIPE) ask for the same.

#pragma once

#include "pgplumb/stop.hpp"

namespace pgplumb::cli {

/// What SIGINT and SIGTERM ask from now on; the second one has its usual effect. So do SIGHUP, unless nohup has us
/// ignore it, and SIGPIPE, any number of times. Once for each process.
[[nodiscard]] Stop stop_by_signals();

}  // namespace pgplumb::cli
