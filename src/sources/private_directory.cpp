#include "sources/private_directory.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "sources/remove_tree.hpp"

namespace pgplumb::sources {

namespace fs = std::filesystem;

namespace {

constexpr unsigned long long room_wanted = 1ULL << 30;

/// sun_path holds 108 bytes with its NUL; "/.s.PGSQL.5432" and the random name must fit behind the place.
constexpr std::size_t longest_place = 107 - sizeof "/pgplumb-scratch-XXXXXX/.s.PGSQL.5432" + 1;

bool has_room(const fs::path& place) {
  struct statvfs file_system {};
  if (statvfs(place.c_str(), &file_system) != 0) return false;
  return static_cast<unsigned long long>(file_system.f_bavail) * file_system.f_frsize > room_wanted;
}

/// An empty answer means that somebody who swept was faster, or that the place cannot be written to (errno says which).
std::pair<fs::path, Descriptor> make_locked(const fs::path& parent, const std::string& prefix) {
  for (int attempt = 0; attempt < 10; ++attempt) {
    std::string name = (parent / (prefix + "XXXXXX")).string();
    if (mkdtemp(name.data()) == nullptr) return {};
    auto lock = lock_if_free(name);
    struct stat mine {};
    // Between mkdtemp and flock somebody may have swept it away.
    if (lock.is_open() && stat(name.c_str(), &mine) == 0) return {name, std::move(lock)};
  }
  errno = EBUSY;
  return {};
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    reset();
    number_ = std::exchange(other.number_, -1);
  }
  return *this;
}

void Descriptor::reset() {
  if (number_ >= 0) close(number_);
  number_ = -1;
}

std::vector<fs::path> scratch_places() {
  std::vector<fs::path> places{"/dev/shm"};
  if (const char* directory = std::getenv("TMPDIR"); directory != nullptr && *directory == '/')
    places.emplace_back(directory);
  places.emplace_back("/tmp");
  return places;
}

PrivateDirectory::PrivateDirectory(const std::optional<Account>& account) {
  std::string tried;
  for (const auto& place : scratch_places()) {
    if (place.native().size() > longest_place) continue;
    if (place == "/dev/shm" && !has_room(place)) continue;
    std::tie(path_, lock_) = make_locked(place, scratch_prefix);
    if (lock_.is_open()) break;
    tried += fmt::format("{}{}: {}", tried.empty() ? "" : ", ", place.string(), std::strerror(errno));
  }
  if (!lock_.is_open())
    throw Error(fmt::format("cannot make a directory for a scratch server ({})", tried),
                "let TMPDIR name a directory that can be written to");
  if (account && fchown(lock_.number(), account->user, account->group) != 0) {
    const int reason = errno;
    remove_tree(path_.c_str());
    throw Error(fmt::format("cannot give {} to user {}: {}", path_.string(), account->name, std::strerror(reason)));
  }
}

PrivateDirectory::PrivateDirectory(const fs::path& parent, const std::string& prefix) {
  std::tie(path_, lock_) = make_locked(parent, prefix);
  if (!lock_.is_open())
    throw Error(fmt::format("cannot make a directory in {}: {}", parent.string(), std::strerror(errno)));
}

PrivateDirectory::~PrivateDirectory() {
  remove_tree(path_.c_str());
}

Descriptor lock_if_free(const fs::path& directory) {
  Descriptor descriptor(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (descriptor.is_open() && flock(descriptor.number(), LOCK_EX | LOCK_NB) != 0) descriptor.reset();
  return descriptor;
}

std::vector<fs::path> own_directories(const fs::path& parent, const std::string& prefix) {
  std::vector<fs::path> found;
  const auto account = geteuid() == 0 ? unprivileged_account() : std::nullopt;
  std::error_code ignored;  // a place that does not exist or cannot be read holds nothing of ours
  for (fs::directory_iterator entry(parent, ignored), end; entry != end; entry.increment(ignored)) {
    if (!entry->path().filename().string().starts_with(prefix)) continue;
    struct stat status {};
    if (lstat(entry->path().c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) continue;
    if (status.st_uid == geteuid() || (account && status.st_uid == account->user)) found.push_back(entry->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace pgplumb::sources
