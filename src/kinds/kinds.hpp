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

/// The path has as many parts as those of its kind, and what it is attached to is something that others are attached
/// to. What a server gives always has; what a file gives may not.
[[nodiscard]] bool has_its_path(const catalog::ObjectId& id);

/// What a command has left, or not finished yet, is in nobody's schema.
[[nodiscard]] bool is_leftover(const catalog::Object& object);

}  // namespace pgplumb::kinds
