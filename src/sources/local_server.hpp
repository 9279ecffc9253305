// A private PostgreSQL server on this machine, for as long as a command needs one.

#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "sources/private_directory.hpp"
#include "sources/scratch.hpp"
#include "sources/server_binaries.hpp"
#include "sources/server_process.hpp"

namespace pgplumb::sources {

class LocalServer : public ScratchServer {
 public:
  /// Starts a server from `binaries` and waits until it answers. Its superuser is "postgres", its only way in a Unix
  /// socket in its directory, and it is in a cage (sources/cage.hpp).
  /// @throws Error with the end of the server's log if it does not start; if a cage is needed and this kernel has none
  LocalServer(const ServerBinaries& binaries, ScratchNeeds needs, Stop stop = {});

  [[nodiscard]] postgres::Connection create_database() override;
  [[nodiscard]] std::string url(const std::string& database) const override;
  [[nodiscard]] bool is_private() const override { return true; }
  [[nodiscard]] std::string description() const override;
  [[nodiscard]] std::string uncaged() const override;

  /// Those of the needed extensions that are not installed here.
  [[nodiscard]] std::vector<std::string> missing_extensions();

  /// Holds the socket and the data; mode 0700; gone with the server.
  [[nodiscard]] const std::filesystem::path& directory() const { return directory_.path(); }

 private:
  void wait_until_ready();

  ServerBinaries binaries_;
  ScratchNeeds needs_;
  Stop stop_;
  std::optional<Account> account_;
  PrivateDirectory directory_;
  std::optional<ServerProcess> process_;
  std::optional<postgres::Connection> maintenance_;
  int databases_ = 0;
};

/// What of `needs` this machine's C library lacks: the name of a locale, or "".
[[nodiscard]] std::string missing_locale(const ScratchNeeds& needs);

/// @throws Error if too few files may be open here for a server and its cage
void require_files();

/// Stops the server that runs in `directory`, if one does.
void stop_leftover(const std::filesystem::path& directory);

}  // namespace pgplumb::sources
