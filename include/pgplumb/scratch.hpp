// A throw-away database of one's own, for tests and for trying things out.
//
// Any thread may open one, several at once, and any thread may close it.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pgplumb/settings.hpp"
#include "pgplumb/stop.hpp"

namespace pgplumb {

struct ScratchRequest {
  Settings settings;       ///< `scratch` counts; auto is local here
  std::string connection;  ///< of the server that the scratch "server" means; "": what libpq's variables say
  int major_version = 0;   ///< of PostgreSQL; 0: the newest that is installed
  Stop stop;               ///< once asked, open_scratch() ends; what it has opened stays
};

/// A database that lives as long as this object. Nothing of it is left afterwards.
class ScratchDatabase {
 public:
  virtual ~ScratchDatabase() = default;
  [[nodiscard]] virtual const std::string& url() const = 0;
  [[nodiscard]] virtual const std::string& description() const = 0;
};

/// @throws Error naming what was tried and what to install or configure
[[nodiscard]] std::unique_ptr<ScratchDatabase> open_scratch(const ScratchRequest& request);

/// Runs `command` (looked up in PATH) with DATABASE_URL set to `url` and waits for it. Answers with its exit code, or
/// with 128 plus the signal that ended it. SIGINT and SIGTERM are for the command while it runs:
/// for one thread at a time, since signals are the whole process's.
/// @throws Error if it cannot be started
[[nodiscard]] int run_with_database(const std::string& url, const std::vector<std::string>& command);

}  // namespace pgplumb
