// The cage of a private server: what runs in it was written by others, and must reach nothing of whoever runs pgplumb.
//
// An index expression, a DO block or a function in C runs in the server's process, with all rights of its user. Three
// fences are around that process, each without the others: Landlock (files, TCP, signals), seccomp (programs, sockets,
// other processes) and limits of resources. The first two depend on the kernel; what it lacks is told, not ignored.
// src/README.md says what is left open.

#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "sources/private_directory.hpp"
#include "sources/system_calls.hpp"

namespace pgplumb::sources {

/// What of the cage a process is in.
struct Caged {
  bool files = false;  ///< Landlock holds
  bool calls = false;  ///< seccomp holds
  [[nodiscard]] bool all() const { return files && calls; }
  /// What is missing, for people: "Landlock", "seccomp", "Landlock and seccomp"; "" if nothing is.
  [[nodiscard]] std::string missing() const;
};

class Cage {
 public:
  /// For the server `program`, which works in `own`. What `own` holds is of no interest.
  /// @throws Error if it is no program that could run in it
  Cage(const std::filesystem::path& program, const std::filesystem::path& own);

  [[nodiscard]] int fence() const { return fence_.number(); }
  [[nodiscard]] const CallFilters& filters() const { return *filters_; }

 private:
  Descriptor fence_;  ///< not open without Landlock
  const CallFilters* filters_;
};

/// Goes in, and sends what holds, with the listener, through the socket `report`. In a forked child: async-signal-safe.
void enter(const CallFilters& filters, int fence, int report) noexcept;

/// What `enter` has sent at the other end of the socket: all false if the child has ended instead.
struct Entered {
  Caged caged;
  Descriptor listener;
};
[[nodiscard]] Entered receive_entered(int report);

/// Numbers for setrlimit(2), for each process of a server.
struct Limits {
  unsigned long processes;  ///< the kernel counts all of the user, those outside included
  unsigned long memory;     ///< of its own, in bytes
  unsigned long addresses;  ///< in bytes; some languages reserve much more than they use
  unsigned long file;       ///< the largest file, in bytes
};

/// Generous ones, for now: the count of processes begins with those that there are.
[[nodiscard]] Limits server_limits();

/// For this process and its children; no core dumps, also where a program would take them. Async-signal-safe.
void set_limits(const Limits& limits) noexcept;

}  // namespace pgplumb::sources
