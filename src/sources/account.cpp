#include "sources/account.hpp"

#include <pwd.h>
#include <unistd.h>

#include <vector>

#include "base/error.hpp"

namespace pgplumb::sources {

std::optional<Account> unprivileged_account() {
  for (const char* name : {"postgres", "nobody"}) {
    passwd entry{};
    passwd* found = nullptr;
    std::vector<char> memory(std::size_t{1} << 14);
    if (getpwnam_r(name, &entry, memory.data(), memory.size(), &found) == 0 && found != nullptr)
      return Account{entry.pw_uid, entry.pw_gid, name};
  }
  return std::nullopt;
}

std::optional<Account> server_account() {
  if (geteuid() != 0) return std::nullopt;
  if (auto account = unprivileged_account()) return account;
  throw Error(
      "PostgreSQL refuses to run as root, and there is no user \"postgres\" or \"nobody\" to run a scratch server as",
      "run pgplumb as another user, or use --scratch server");
}

}  // namespace pgplumb::sources
