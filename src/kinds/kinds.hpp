// The one list of kinds. Whoever adds a kind adds one line to kinds.cpp.

#pragma once

#include <span>
#include <string_view>

#include "catalog/kind.hpp"
#include "catalog/object.hpp"

namespace pgplumb::kinds {

/// Every kind, in order of name.
[[nodiscard]] std::span<const catalog::Kind* const> all_kinds();

/// The kind of this name; nullptr if there is none.
[[nodiscard]] const catalog::Kind* find_kind(std::string_view name);

/// What a command has left, or not finished yet, is in nobody's schema.
[[nodiscard]] bool is_leftover(const catalog::Object& object);

}  // namespace pgplumb::kinds
