// Where PostgreSQL's server binaries are on this machine.

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace pgplumb::sources {

struct ServerBinaries {
  int major_version = 0;
  std::filesystem::path directory;  ///< with postgres and initdb in it, free of symbolic links

  auto operator<=>(const ServerBinaries&) const = default;
};

/// The binaries of `major_version`, or of the newest version if that is 0. Looked for in this order: the directories
/// that PGPLUMB_POSTGRES_BIN names (with colons between), where Debian and Red Hat keep them, what pg_config says,
/// PATH.
[[nodiscard]] std::optional<ServerBinaries> find_server_binaries(int major_version);

/// Where the above looks, for a message: "PGPLUMB_POSTGRES_BIN, /usr/lib/postgresql/15/bin, ...".
[[nodiscard]] std::string places_of_server_binaries(int major_version);

}  // namespace pgplumb::sources
