// What a server may not ask of the kernel, as two seccomp filters.
//
// Some calls are needed to start and never again: the program itself is executed, PostgreSQL 14 makes its socket for
// statistics. They are put to whoever holds the filter's listener, who lets them through; once the listener is closed,
// the kernel answers ENOSYS to all of them for ever, and no process of the server can have a new listener.

#pragma once

#include <linux/filter.h>

#include <vector>

#include "sources/private_directory.hpp"

namespace pgplumb::sources {

struct CallFilters {
  /// New programs, connections, and sockets that are no Unix sockets: only as long as there is a listener.
  std::vector<sock_filter> while_starting;
  /// Looking into other processes, mounts, namespaces, datagrams to an address and what else no server needs.
  std::vector<sock_filter> never;
};

/// Made once for the process. Both are empty if this machine's kernel cannot be asked for them.
[[nodiscard]] const CallFilters& call_filters();

/// Takes effect for this thread and its children, for ever. The listener, or -1. May be called in a forked child.
[[nodiscard]] int filter_while_starting(const CallFilters& filters) noexcept;
[[nodiscard]] bool filter_for_ever(const CallFilters& filters) noexcept;

/// Lets through what is asked for now, and what comes within `milliseconds`.
void let_calls_through(int listener, int milliseconds);

}  // namespace pgplumb::sources
