// A real pooler, pgbouncer of Debian, in front of the server of the tests.

#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "server.hpp"

namespace test {

/// pgbouncer on a socket in a folder of its own, for the time of a test.
class Pooler {
 public:
  /// `mode` is pgbouncer's pool_mode. Every name leads to the database of this name, or only to `database` whichever
  /// was asked for.
  Pooler(const Database& database, const std::string& mode, bool one_for_all = false);
  ~Pooler();
  Pooler(const Pooler&) = delete;
  Pooler& operator=(const Pooler&) = delete;

  /// Leads to the database that it was made for.
  [[nodiscard]] std::string url() const;

 private:
  std::string database_;
  std::filesystem::path folder_;
  std::string user_;
  pid_t process_ = 0;
};

}  // namespace test
