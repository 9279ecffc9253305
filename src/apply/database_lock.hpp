// One pgplumb at a time changes a database: an advisory lock of the session, which ends with it whatever happens.

#pragma once

#include <optional>
#include <string>

#include "postgres/connection.hpp"

namespace pgplumb::apply {

class DatabaseLock {
 public:
  /// @throws DiagnosedError (refused) naming the session that holds the lock
  explicit DatabaseLock(postgres::Connection& connection);
  ~DatabaseLock();
  DatabaseLock(const DatabaseLock&) = delete;
  DatabaseLock& operator=(const DatabaseLock&) = delete;

 private:
  postgres::Connection& connection_;
};

/// The server's process that holds it in the database of `connection`, whatever number a pooler has told; nullopt if
/// none does.
[[nodiscard]] std::optional<std::string> process_that_applies(postgres::Connection& connection);

}  // namespace pgplumb::apply
