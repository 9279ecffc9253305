// Columns that nothing fills any more.

#pragma once

#include <string>
#include <vector>

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

/// Of a column that is there before and after: whether it is NOT NULL in the end while nothing fills it any more, so
/// that an INSERT that leaves it out fails.
[[nodiscard]] std::vector<catalog::Danger> dangers_of_unfilled(const std::vector<std::string>& path,
                                                               const catalog::Context& context);

}  // namespace pgplumb::kinds
