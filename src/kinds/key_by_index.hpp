// A primary or unique key that is made without blocking: by an index that is built before.

#pragma once

#include <vector>

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

/// The index of the key `object` of context.to(), built beside everybody's work, and what makes it the key; empty where
/// a key cannot be made so, or not without a moment in which it is missing.
[[nodiscard]] std::vector<catalog::Sql> key_by_index(const catalog::Object& object, const catalog::Context& context);

}  // namespace pgplumb::kinds
