// owner: attached to whatever has one of its own.

#pragma once

#include <string>

#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// Who owns `target` (the id of the owned object) in `catalog`; empty where owners are not compared.
[[nodiscard]] std::string owner_of(const catalog::Catalog& catalog, const catalog::ObjectId& target);

/// Who will own what the plan makes, until an owner is given.
[[nodiscard]] const std::string& creator(const catalog::Context& context);

}  // namespace pgplumb::kinds
