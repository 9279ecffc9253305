// What a snapshot holds: what is managed, and the default privileges that decide what is made under them.

#pragma once

#include <string>

#include "sources/snapshot.hpp"

namespace pgplumb::commands {

/// Of the whole `catalog`. `sha256` is that of the schema files it was made from; empty for a database.
[[nodiscard]] sources::Snapshot snapshot_of(const catalog::Catalog& catalog, const catalog::Projection& projection,
                                            std::string sha256);

}  // namespace pgplumb::commands
