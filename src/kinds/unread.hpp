// What is known to be there of an object, and no more: {the object's kind, its path[, part]}, with a text that differs
// when it does. A plan leaves it alone, lets it go with its object, and is refused where it would be another one.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

/// SECURITY LABEL: its provider decides what may stand in it, and is no part of a schema.
[[nodiscard]] const catalog::Kind& security_label_kind();

/// What columns hold that no kind reads; src/witness/ asks for them.
[[nodiscard]] const catalog::Kind& unread_attribute_kind();

/// What is notable of an unread attribute; empty for all else.
[[nodiscard]] std::string notable(const catalog::Object& object);

}  // namespace pgplumb::kinds
