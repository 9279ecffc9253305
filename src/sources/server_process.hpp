// A PostgreSQL server as a child that cannot outlive us, and programs of its distribution run to their end.
//
// Between us and the server stands a watcher: a small forked process that holds one end of a pipe. When the pipe
// closes, because the server is no longer wanted or because we were killed, the watcher stops the server at once and
// removes its directory: there is one way to end, and it is always taken. Should the watcher itself be killed, the
// kernel stops the server (PR_SET_PDEATHSIG). Watcher and server have a session of their own, so that Ctrl-C reaches us
// alone.
//
// Whatever a server starts ends with it: the watcher becomes the parent of what its parents leave, and ends that too.
// Programs see PATH, LC_ALL and TZ of the environment alone, and have bounds for memory and processes; a server is put
// into a cage besides.

#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sources/account.hpp"
#include "sources/cage.hpp"
#include "sources/private_directory.hpp"

namespace pgplumb::sources {

struct Launch {
  std::vector<std::string> arguments;                           ///< the program first, as a path
  std::filesystem::path directory;                              ///< its working directory
  std::filesystem::path log;                                    ///< a file that takes what it prints; made new
  std::optional<Account> account;                               ///< whom it runs as, if not as we do
  const Cage* cage = nullptr;                                   ///< of a server; outlives its start
  std::chrono::milliseconds longest = std::chrono::minutes(5);  ///< for a program that runs to its end
};

/// Runs a program to its end. It does not outlive us. @throws Error with the end of what it printed unless it exits
/// with 0, or if it takes longer than it may
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

  /// What of its cage the server is in; nothing if it has ended before.
  [[nodiscard]] const Caged& caged() const { return entered_.caged; }

  /// Lets the server do what it does once, at its start, and waits for such a wish for some milliseconds. Whoever waits
  /// for the server calls it again and again.
  void help_to_start(int milliseconds);

  /// The server has started: from now on no program of it can be started, for ever.
  void seal() { entered_.listener.reset(); }

  /// Whether the server has ended by itself.
  [[nodiscard]] bool has_ended() const;

 private:
  pid_t watcher_ = -1;
  Descriptor control_;  ///< closing it is the order to stop
  Descriptor report_;   ///< readable when the server has ended
  Entered entered_;
};

}  // namespace pgplumb::sources
