// Directories that belong to one command and never outlive it for long.
//
// The command holds a lock (flock) on the directory for as long as it lives, however it ends: what nobody holds is a
// leftover. A lock works where process ids do not: ids are used again, and containers that share a directory do not
// share them.

#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "sources/account.hpp"

namespace pgplumb::sources {

/// An open file, closed with its owner.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
  Descriptor& operator=(Descriptor&& other) noexcept;

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  void reset();

 private:
  int number_ = -1;
};

/// A fresh directory with mode 0700, locked, removed with all its content when this is destroyed.
class PrivateDirectory {
 public:
  /// In /dev/shm if there is room (a scratch database is 2.5 times as fast there), else in $TMPDIR or /tmp. It belongs
  /// to `account` if there is one.
  /// @throws Error if no place can be written to
  explicit PrivateDirectory(const std::optional<Account>& account);
  /// In `parent`, named `prefix` and six random characters. It belongs to us.
  PrivateDirectory(const std::filesystem::path& parent, const std::string& prefix);
  ~PrivateDirectory();
  PrivateDirectory(const PrivateDirectory&) = delete;
  PrivateDirectory& operator=(const PrivateDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// The open file that carries the lock.
  [[nodiscard]] int lock() const { return lock_.number(); }

 private:
  std::filesystem::path path_;
  Descriptor lock_;
};

/// The lock of `directory`, if nobody holds it.
[[nodiscard]] Descriptor lock_if_free(const std::filesystem::path& directory);

/// The directories in `parent` whose names begin with `prefix` and that belong to us or to our server account, sorted.
[[nodiscard]] std::vector<std::filesystem::path> own_directories(const std::filesystem::path& parent,
                                                                 const std::string& prefix);

/// What private directories of servers are named by, and the places where they may be.
inline constexpr const char* scratch_prefix = "pgplumb-scratch-";
[[nodiscard]] std::vector<std::filesystem::path> scratch_places();

}  // namespace pgplumb::sources
