// What is the same but for its name, on both sides: renamed, not made again.
//
// A tool or a person who renames a table mostly leaves the names of its keys and indexes as they were, while a new
// database gives them those of the new table. Building them anew would read and lock the table for nothing.

#pragma once

#include <vector>

#include "catalog/catalog.hpp"
#include "plan/renames.hpp"

namespace pgplumb::plan {

/// Renames by which objects of `from` that go become objects of `to` that come: of one kind and parent, equal but for
/// their names (Kind::nameless()), and called as nothing of `from` is. Of several that are equal the first becomes the
/// first. In the order of `to`. Both catalogs projected.
[[nodiscard]] std::vector<RenameWish> renames_of_what_is_alike(const catalog::Catalog& from,
                                                               const catalog::Catalog& to);

}  // namespace pgplumb::plan
