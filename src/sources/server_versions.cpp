#include "sources/server_versions.hpp"

#include <fmt/core.h>

#include "base/error.hpp"

namespace pgplumb::sources {

void require_known_server(int server_version, const ServerVersions& known) {
  const int major = server_version / 10000;
  if (major >= known.oldest && major <= known.newest) return;
  const std::string found =
      major >= 10 ? std::to_string(major) : fmt::format("{}.{}", major, server_version / 100 % 100);
  const std::string message = fmt::format("the server is PostgreSQL {}, and this pgplumb knows PostgreSQL {} to {}",
                                          found, known.oldest, known.newest);
  throw Error(message, major < known.oldest
                           ? "upgrade the server, or use the tool that you have for it until then"
                           : "use a newer pgplumb: this one would not see what that server has and older ones lack");
}

}  // namespace pgplumb::sources
