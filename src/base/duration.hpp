// Durations as PostgreSQL's settings take them, which are those of our configuration and command line.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace pgplumb {

/// "500ms", "3s", "1min", "2h", "1d", "100us"; a number alone is milliseconds. nullopt for what is no such duration.
/// What is less than a millisecond counts as none.
[[nodiscard]] std::optional<std::chrono::milliseconds> duration_of(std::string_view text);

/// "12.3 s", "4 min", "3 h": for people.
[[nodiscard]] std::string rough(std::chrono::milliseconds time);

}  // namespace pgplumb
