// The words of a snapshot file, for its writer and its reader. schema/snapshot.schema.json describes them for others.

#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace pgplumb::sources {

inline constexpr int snapshot_format = 1;

/// Bytes of a line, which takes many times as much while it is read.
inline constexpr std::size_t longest_snapshot_line = std::size_t{16} << 20U;

namespace snapshot_keys {

inline constexpr std::string_view format = "pgplumb_snapshot";
inline constexpr std::string_view server_version = "server_version";
inline constexpr std::string_view role = "role";
inline constexpr std::string_view manages = "manages";
inline constexpr std::string_view schema_sha256 = "schema_sha256";
inline constexpr std::string_view objects = "objects";

// Of an object; every other key is a field of its kind.
inline constexpr std::string_view kind = "kind";
inline constexpr std::string_view path = "path";
inline constexpr std::string_view parent = "parent";
inline constexpr std::string_view depends_on = "depends_on";
inline constexpr std::array of_objects = {kind, path, parent, depends_on};

}  // namespace snapshot_keys

}  // namespace pgplumb::sources
