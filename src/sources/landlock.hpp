// Landlock, the kernel's own fence (Linux 5.13 and later): which files a process and its children may use from now on.
//
// Kernels know more of it from version to version. What this one does not know is left out; what it knows is asked for.
// Man page landlock(7); each constant is said to be of which version of the interface there.

#pragma once

#include <filesystem>
#include <vector>

#include "sources/private_directory.hpp"

namespace pgplumb::sources {

struct Fence {
  std::vector<std::filesystem::path> read;     ///< files and whole folders; those that do not exist are left out
  std::vector<std::filesystem::path> execute;  ///< the same
  std::vector<std::filesystem::path> devices;  ///< to read and write
  std::filesystem::path own;                   ///< the one folder in which everything may be done but starting programs
};

/// Makes the rules; nothing holds yet. Where the kernel knows them, TCP, abstract sockets of others and signals to
/// others are refused as well. Not open if this kernel has no Landlock.
[[nodiscard]] Descriptor make_fence(const Fence& fence);

/// From now on they hold, for this thread and its children. Whether they do. Needs no new privileges to be had
/// (PR_SET_NO_NEW_PRIVS). May be called in a forked child.
[[nodiscard]] bool enter_fence(int rules) noexcept;

}  // namespace pgplumb::sources
