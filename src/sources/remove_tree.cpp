#include "sources/remove_tree.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace pgplumb::sources {

namespace {

/// As the kernel lays it out (man 2 getdents64): opendir() would allocate.
struct KernelEntry {
  std::uint64_t inode;
  std::int64_t offset;
  unsigned short length;
  unsigned char type;
  char name[1];
};

constexpr int deepest = 64;  // a data directory is five deep; this bounds the stack

void remove_content(int directory, int depth) noexcept {
  alignas(KernelEntry) char buffer[4096];
  // Entries removed while a directory is read may be skipped on some file systems: read again until a pass finds
  // nothing.
  for (bool found = true; found;) {
    found = false;
    if (lseek(directory, 0, SEEK_SET) != 0) return;
    long size = 0;
    while ((size = syscall(SYS_getdents64, directory, buffer, sizeof buffer)) > 0) {
      for (long at = 0; at < size;) {
        const auto* entry = reinterpret_cast<const KernelEntry*>(buffer + at);
        at += entry->length;
        const char* name = buffer + (reinterpret_cast<const char*>(entry) - buffer) + offsetof(KernelEntry, name);
        if (std::strcmp(name, ".") == 0 || std::strcmp(name, "..") == 0) continue;
        if (unlinkat(directory, name, 0) == 0) {
          found = true;
          continue;
        }
        if (errno != EISDIR && errno != EPERM) continue;
        const int child = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (child < 0) continue;
        if (depth < deepest) remove_content(child, depth + 1);
        close(child);
        if (unlinkat(directory, name, AT_REMOVEDIR) == 0) found = true;
      }
    }
  }
}

}  // namespace

bool remove_tree(const char* path) noexcept {
  const int directory = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (directory < 0) return errno == ENOENT;
  remove_content(directory, 0);
  close(directory);
  return rmdir(path) == 0 || errno == ENOENT;
}

}  // namespace pgplumb::sources
