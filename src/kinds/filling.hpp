// What fills a column where an INSERT leaves it out: a default, an identity, or nothing any more.

#pragma once

#include <string>
#include <vector>

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

/// Of a column that is there before and after: whether it is NOT NULL in the end while nothing fills it any more, so
/// that an INSERT that leaves it out fails; and whether its numbers come from a sequence that was there, and did not
/// number it before. (One that the plan makes goes on where the old one stands.)
[[nodiscard]] std::vector<catalog::Danger> dangers_of_filling(const std::vector<std::string>& path,
                                                              const catalog::Context& context);

/// A column of to() that is NOT NULL, by itself or by its domain, and that neither a default nor an identity nor an
/// expression fills.
[[nodiscard]] bool is_required_and_unfilled(const catalog::Object& column, const catalog::Context& context);

}  // namespace pgplumb::kinds
