// Which servers pgplumb knows: the catalog queries are written for these major versions, and tested on them.
//
// A newer server may have attributes that no query asks for. A plan that makes an object anew would lose them without a
// word, so that such a server is refused like one that is too old, as pg_dump refuses it.

#pragma once

namespace pgplumb::sources {

struct ServerVersions {
  int oldest;  ///< major versions
  int newest;
};

inline constexpr ServerVersions known_servers{14, 19};

/// `server_version` as libpq gives it: 150020 for 15.20.
/// @throws Error naming the version that was found and those that are known
void require_known_server(int server_version, const ServerVersions& known = known_servers);

}  // namespace pgplumb::sources
