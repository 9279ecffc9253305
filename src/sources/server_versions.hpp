// Which servers pgplumb knows: the catalog queries are written for these major versions, and tested on them.
//
// A newer server may have attributes that no query asks for. The witness asks for those instead (witness/witness.hpp),
// and who reads a plan is told that the version is not known.

#pragma once

namespace pgplumb::sources {

struct ServerVersions {
  int oldest;  ///< major versions
  int newest;
};

inline constexpr ServerVersions known_servers{14, 19};

/// `server_version` as libpq gives it: 150020 for 15.20.
[[nodiscard]] bool is_known_server(int server_version, const ServerVersions& known = known_servers);

/// @throws Error naming the version that was found and those that are known, if it is older
void require_no_older_server(int server_version, const ServerVersions& known = known_servers);

/// @throws Error the same if it is newer, too: --strict-version
void require_known_server(int server_version, const ServerVersions& known = known_servers);

}  // namespace pgplumb::sources
