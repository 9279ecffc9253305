// Running another program and waiting for it: pg_dump, a hook, git.

#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "pgplumb/stop.hpp"

namespace pgplumb {

struct Process {
  std::vector<std::string> arguments;              ///< the program first, looked up in PATH
  std::map<std::string, std::string> environment;  ///< added to ours; secrets go here, never into `arguments`
  std::set<std::string> withheld;                  ///< names of ours that it does not get
  bool capture = false;  ///< what it prints is collected; otherwise it goes to our standard error
  Stop stop = {};        ///< once asked, it and what it has started get SIGTERM, and SIGKILL 5 seconds later
};

struct Ended {
  int exit_code = 0;   ///< 128 plus the signal if one ended it
  std::string output;  ///< standard output and error, in their order; only with `capture`
};

/// @throws Error naming the program if it cannot be started
[[nodiscard]] Ended run_process(const Process& process);

}  // namespace pgplumb
