// What is known to be there of an object, and no more: {the object's kind, its path[, part]}, with a text that differs
// when it does. A plan leaves it alone, lets it go with its object, and is refused where it would be another one.

#pragma once

#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// What is notable of an unread attribute; empty for all else.
[[nodiscard]] std::string notable(const catalog::Object& object);

}  // namespace pgplumb::kinds
