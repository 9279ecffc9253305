#include "sources/landlock.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

#include "base/error.hpp"

namespace pgplumb::sources {

namespace {

// What the header of Debian 12 does not have yet.
constexpr std::uint64_t truncate_files = 1ULL << 14;   // 3
constexpr std::uint64_t control_devices = 1ULL << 15;  // 5
constexpr std::uint64_t bind_and_connect = 3ULL;       // 4, of LANDLOCK_ACCESS_NET
constexpr std::uint64_t sockets_and_signals = 3ULL;    // 6, of LANDLOCK_SCOPE

/// struct landlock_ruleset_attr of version 6; older kernels take a shorter one.
struct Rights {
  std::uint64_t files = 0;
  std::uint64_t network = 0;
  std::uint64_t scope = 0;
};

constexpr std::uint64_t read_rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

/// All that is known of rights on files.
std::uint64_t known_rights(long version) {
  std::uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;  // all of version 1
  if (version >= 2) rights |= LANDLOCK_ACCESS_FS_REFER;
  if (version >= 3) rights |= truncate_files;
  if (version >= 5) rights |= control_devices;
  return rights;
}

/// What may be said of something that is no folder.
constexpr std::uint64_t rights_on_files = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                                          LANDLOCK_ACCESS_FS_READ_FILE | truncate_files | control_devices;

/// A cage must not be missing, or too narrow, because files are short for a moment.
void refuse_shortage() {
  if (errno == EMFILE || errno == ENFILE)
    throw Error(std::string("cannot make the cage of the scratch server: ") + std::strerror(errno),
                "raise the limit (ulimit -n)");
}

void allow(int rules, const std::filesystem::path& path, std::uint64_t rights) {
  errno = 0;
  const Descriptor place(open(path.c_str(), O_PATH | O_CLOEXEC));
  refuse_shortage();
  struct stat status {};
  if (!place.is_open() || fstat(place.number(), &status) != 0) return;
  if (!S_ISDIR(status.st_mode)) rights &= rights_on_files;
  landlock_path_beneath_attr beneath{};
  beneath.allowed_access = rights;
  beneath.parent_fd = place.number();
  // What could not be allowed is refused later, and said there.
  syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
}

}  // namespace

Descriptor make_fence(const Fence& fence) {
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return {};
  const std::uint64_t known = known_rights(version);
  Rights handled;
  handled.files = known;
  if (version >= 4) handled.network = bind_and_connect;
  if (version >= 6) handled.scope = sockets_and_signals;
  const std::size_t size = version >= 6   ? sizeof handled
                           : version >= 4 ? sizeof handled.files + sizeof handled.network
                                          : sizeof handled.files;
  errno = 0;
  Descriptor rules(static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, size, 0)));
  refuse_shortage();
  if (!rules.is_open()) return {};
  for (const auto& path : fence.read) allow(rules.number(), path, read_rights);
  for (const auto& path : fence.execute) allow(rules.number(), path, read_rights | LANDLOCK_ACCESS_FS_EXECUTE);
  for (const auto& path : fence.devices)
    allow(rules.number(), path, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
  allow(rules.number(), fence.own, known & ~(LANDLOCK_ACCESS_FS_EXECUTE | control_devices));
  return rules;
}

bool enter_fence(int rules) noexcept {
  return syscall(SYS_landlock_restrict_self, rules, 0) == 0;
}

}  // namespace pgplumb::sources
