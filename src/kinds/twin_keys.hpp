// Keys over the same columns, of which a foreign key takes the one that was made first.

#pragma once

#include <vector>

#include "catalog/catalog.hpp"

namespace pgplumb::kinds {

/// The foreign keys that could point at `key`, a key or unique index of `catalog`, and point at another one over the
/// same columns: made after them it leaves them to that one. None if some point at `key` as well.
[[nodiscard]] std::vector<catalog::ObjectIndex> foreign_keys_on_twins(const catalog::Object& key,
                                                                      const catalog::Catalog& catalog);

}  // namespace pgplumb::kinds
