// Names that are not what they seem.

#pragma once

#include <map>
#include <vector>

#include "base/error.hpp"
#include "catalog/catalog.hpp"

namespace pgplumb::commands {

/// A warning for each name of objects of either catalog that holds characters that cannot be seen, or that look like
/// others: once for each name, in the order of the names, with the place of an object that has it where `positions`
/// knows one.
[[nodiscard]] std::vector<Diagnostic> deceptive_names(const catalog::Catalog& live, const catalog::Catalog& desired,
                                                      const std::map<catalog::ObjectId, Position>& positions);

}  // namespace pgplumb::commands
