#include "sources/server_versions.hpp"

#include <fmt/core.h>

#include "base/error.hpp"

namespace pgplumb::sources {

bool is_known_server(int server_version, const ServerVersions& known) {
  const int major = server_version / 10000;
  return major >= known.oldest && major <= known.newest;
}

void require_no_older_server(int server_version, const ServerVersions& known) {
  if (server_version / 10000 < known.oldest) require_known_server(server_version, known);
}

void require_known_server(int server_version, const ServerVersions& known) {
  if (is_known_server(server_version, known)) return;
  const int major = server_version / 10000;
  const std::string found =
      major >= 10 ? std::to_string(major) : fmt::format("{}.{}", major, server_version / 100 % 100);
  const std::string message = fmt::format("the server is PostgreSQL {}, and this pgplumb knows PostgreSQL {} to {}",
                                          found, known.oldest, known.newest);
  throw Error(message, major < known.oldest
                           ? "upgrade the server, or use the tool that you have for it until then"
                           : "use a newer pgplumb, or go without --strict-version: then what is not known is "
                             "named where the database has it");
}

}  // namespace pgplumb::sources
