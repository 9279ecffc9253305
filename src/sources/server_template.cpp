#include "sources/server_template.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "sources/private_directory.hpp"
#include "sources/remove_tree.hpp"
#include "sources/server_process.hpp"

namespace pgplumb::sources {

namespace fs = std::filesystem;

namespace {

/// Counts the ways in which templates have been made: another one makes another template.
constexpr int recipe = 3;

/// Reading or writing failed: errno and path say how.
[[noreturn]] void fail(const char* what, const fs::path& path) {
  throw Error(fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(errno)));
}

void copy_file(int from_directory, int to_directory, const char* name, const std::optional<Account>& account,
               const fs::path& path, std::vector<char>& buffer) {
  const Descriptor from(openat(from_directory, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  const Descriptor to(openat(to_directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!from.is_open() || !to.is_open()) fail("copy", path / name);
  for (;;) {
    const auto size = read(from.number(), buffer.data(), buffer.size());
    if (size < 0) fail("copy", path / name);
    if (size == 0) break;
    for (ssize_t done = 0; done < size;) {
      const auto written = write(to.number(), buffer.data() + done, static_cast<std::size_t>(size - done));
      if (written < 0) fail("copy", path / name);
      done += written;
    }
    if (static_cast<std::size_t>(size) < buffer.size()) break;  // a short read of a file at rest is its end
  }
  if (account && fchown(to.number(), account->user, account->group) != 0) fail("give away", path / name);
}

void copy_tree(const fs::path& from, const fs::path& to, const std::optional<Account>& account,
               std::vector<char>& buffer) {
  if (mkdir(to.c_str(), 0700) != 0) fail("make", to);
  const Descriptor source(open(from.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
  const Descriptor target(open(to.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
  if (!source.is_open() || !target.is_open()) fail("copy", from);
  for (const auto& entry : fs::directory_iterator(from)) {
    if (entry.is_directory())
      copy_tree(entry.path(), to / entry.path().filename(), account, buffer);
    else
      copy_file(source.number(), target.number(), entry.path().filename().c_str(), account, to, buffer);
  }
  if (account && fchown(target.number(), account->user, account->group) != 0) fail("give away", to);
}

void copy_tree(const fs::path& from, const fs::path& to, const std::optional<Account>& account) {
  std::vector<char> buffer(std::size_t{1} << 18);
  copy_tree(from, to, account, buffer);
}

/// A directory of ours alone, which nobody else could have prepared for us.
bool is_safe(const fs::path& directory) {
  struct stat status {};
  return lstat(directory.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
         (status.st_mode & (S_IWGRP | S_IWOTH)) == 0 && access(directory.c_str(), W_OK) == 0;
}

std::optional<fs::path> cache_directory() {
  std::vector<fs::path> places;
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache == '/')
    places.emplace_back(fs::path(cache) / "pgplumb");
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/')
    places.emplace_back(fs::path(home) / ".cache" / "pgplumb");
  places.emplace_back(fmt::format("/var/tmp/pgplumb-{}", geteuid()));
  for (const auto& place : places) {
    std::error_code ignored;  // whether it can be used is asked below
    fs::create_directories(place.parent_path(), ignored);
    mkdir(place.c_str(), 0700);
    if (is_safe(place)) return place;
  }
  return std::nullopt;
}

/// "15-<where the binaries are>-": all templates of one installation. What follows says which build of it.
std::string template_prefix(const ServerBinaries& binaries) {
  return fmt::format("{}-{}-", binaries.major_version, sha256_hex(binaries.directory.string()).substr(0, 12));
}

std::string template_name(const ServerBinaries& binaries) {
  struct stat status {};
  const auto program = binaries.directory / "postgres";
  if (stat(program.c_str(), &status) != 0) fail("read", program);
  auto build = fmt::format("{} {} {} {}", recipe, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
  // initdb imports the collations that the C library has: one that is installed later must be found too.
  for (const char* place : {"/usr/lib/locale", "/usr/lib/locale/locale-archive"})
    if (stat(place, &status) == 0)
      build += fmt::format(" {} {} {}", status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
  return template_prefix(binaries) + sha256_hex(build).substr(0, 12);
}

/// Removes WAL segments that the server keeps for later use: their first page still has the address of what they held
/// before.
void remove_spare_wal(const fs::path& wal) {
  for (const auto& entry : fs::directory_iterator(wal)) {
    const auto name = entry.path().filename().string();
    if (name.size() != 24 || !entry.is_regular_file()) continue;
    // The name is timeline, log and segment, eight hexadecimal digits each; a page begins with two 16-bit fields, the
    // timeline and its address.
    const auto segment =
        (std::stoull(name.substr(8, 8), nullptr, 16) << 12) + std::stoull(name.substr(16), nullptr, 16);
    struct {
      std::uint16_t magic, info;
      std::uint32_t timeline;
      std::uint64_t address;
    } page{};
    std::ifstream(entry.path(), std::ios::binary).read(reinterpret_cast<char*>(&page), sizeof page);
    if (page.address != segment << 20) fs::remove(entry.path());
  }
}

void run_initdb(const ServerBinaries& binaries, const std::optional<Account>& account, const fs::path& directory,
                const fs::path& data) {
  Launch launch;
  launch.arguments = {(binaries.directory / "initdb").string(),
                      "-D",
                      data.string(),
                      "-U",
                      "postgres",
                      "-A",
                      "trust",
                      "-E",
                      "UTF8",
                      "--no-locale",
                      "--wal-segsize=1",
                      "--no-sync",
                      "--no-instructions"};
  if (binaries.major_version >= 18) launch.arguments.emplace_back("--no-data-checksums");
  launch.directory = directory;
  launch.log = directory / "initdb.log";
  launch.account = account;
  run_program(launch);
  remove_spare_wal(data / "pg_wal");
}

/// Old builds of the same installation, and what commands left that were killed while they made one.
void remove_outdated(const fs::path& cache, const ServerBinaries& binaries, const std::string& current) {
  for (const auto& prefix : {template_prefix(binaries), std::string("new-")})
    for (const auto& directory : own_directories(cache, prefix)) {
      if (directory.filename() == current) continue;
      // Whoever copies from it holds the lock.
      if (const auto lock = lock_if_free(directory); lock.is_open()) remove_tree(directory.c_str());
    }
}

void keep_template(const fs::path& data, const fs::path& cache, const fs::path& kept) {
  const PrivateDirectory made(cache, "new-");
  copy_tree(data, made.path() / "data", std::nullopt);
  // Somebody who was faster has made the same.
  if (rename((made.path() / "data").c_str(), kept.c_str()) != 0 && errno != EEXIST && errno != ENOTEMPTY)
    fail("make", kept);
}

/// Whether `kept` existed and has been copied.
bool copy_kept(const fs::path& kept, const fs::path& data, const std::optional<Account>& account) {
  const Descriptor lock(open(kept.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!lock.is_open() || flock(lock.number(), LOCK_SH) != 0) return false;
  // While we waited for the lock it may have been removed.
  if (!fs::exists(kept / "PG_VERSION")) return false;
  copy_tree(kept, data, account);
  return true;
}

}  // namespace

void make_data_directory(const ServerBinaries& binaries, const std::optional<Account>& account, const fs::path& data) {
  const auto cache = cache_directory();
  const auto name = template_name(binaries);
  if (cache && copy_kept(*cache / name, data, account)) return;
  run_initdb(binaries, account, data.parent_path(), data);
  if (!cache) return;
  remove_outdated(*cache, binaries, name);
  keep_template(data, *cache, *cache / name);
}

}  // namespace pgplumb::sources
