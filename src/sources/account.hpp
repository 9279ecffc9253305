// Whom a private server runs as: PostgreSQL refuses to run as root.

#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

namespace pgplumb::sources {

struct Account {
  uid_t user = 0;
  gid_t group = 0;
  std::string name;
};

/// The unprivileged account for servers on this machine: "postgres" if it exists, else "nobody".
[[nodiscard]] std::optional<Account> unprivileged_account();

/// The account that takes root's place; nothing unless we are root. @throws Error if we are root and there is none
[[nodiscard]] std::optional<Account> server_account();

}  // namespace pgplumb::sources
