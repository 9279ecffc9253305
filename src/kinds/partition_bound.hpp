// What a partition's bound demands of its rows, as a condition that a CHECK can say.

#pragma once

#include <optional>
#include <string>

namespace pgplumb::kinds {

/// The condition of `bound` ("FOR VALUES ...", as pg_get_expr() writes it) beneath a table whose key
/// pg_get_partkeydef() writes as `key` ("RANGE (at)"): a valid CHECK of it lets PostgreSQL attach a table without
/// reading it, and detach it concurrently without a CHECK of its own. nullopt unless the key is a range or list of one
/// plain column.
[[nodiscard]] std::optional<std::string> bound_condition(const std::string& key, const std::string& bound);

/// That plain column, by its name.
[[nodiscard]] std::optional<std::string> bound_column(const std::string& key);

}  // namespace pgplumb::kinds
