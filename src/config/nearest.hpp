// "Did you mean": the known word that is nearest to one that was mistyped.

#pragma once

#include <span>
#include <string>
#include <string_view>

namespace pgplumb::config {

/// The one of `known` with the least edit distance to `word`, if that is small enough to be a slip; else "".
/// The first of equals.
[[nodiscard]] std::string nearest(std::string_view word, std::span<const std::string_view> known);

}  // namespace pgplumb::config
