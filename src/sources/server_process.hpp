// A PostgreSQL server as a child that cannot outlive us, and programs of its distribution run to their end.
//
// Between us and the server stands a watcher: a small forked process that holds one end of a pipe. When the pipe
// closes, because the server is no longer wanted or because we were killed, the watcher stops the server at once and
// removes its directory: there is one way to end, and it is always taken. Should the watcher itself be killed, the
// kernel stops the server (PR_SET_PDEATHSIG). Watcher and server have a session of their own, so that Ctrl-C reaches us
// alone.

#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sources/account.hpp"
#include "sources/private_directory.hpp"

namespace pgplumb::sources {

struct Launch {
  std::vector<std::string> arguments;  ///< the program first, as a path
  std::filesystem::path directory;     ///< its working directory
  std::filesystem::path log;           ///< a file that takes what it prints; made new
  std::optional<Account> account;      ///< whom it runs as, if not as we do
};

/// Runs a program to its end. It does not outlive us. @throws Error with the end of what it printed unless it exits
/// with 0
void run_program(const Launch& launch);

/// The last lines of a log, for messages.
[[nodiscard]] std::string last_lines(const std::filesystem::path& log, std::size_t count = 8);

class ServerProcess {
 public:
  /// Starts the program; `directory` is removed by the watcher in the end. Does not wait for the server to be ready.
  ServerProcess(const Launch& launch, const PrivateDirectory& directory);
  /// Stops the server (immediate shutdown), removes the directory, waits for both.
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  /// Whether the server has ended by itself.
  [[nodiscard]] bool has_ended() const;

 private:
  pid_t watcher_ = -1;
  Descriptor control_;  ///< closing it is the order to stop
  Descriptor report_;   ///< readable when the server has ended
};

}  // namespace pgplumb::sources
