// Names of NOT NULL constraints that one column takes from another one of its table. RENAME CONSTRAINT needs a free
// name: who gives one up is altered before who takes it; where that is a circle, the first moves its next one's aside.

#pragma once

#include <vector>

#include "kinds/not_null_family.hpp"

namespace pgplumb::kinds {

/// The change of `p` has the statements for its whole family.
[[nodiscard]] bool speaks_of_not_null(const Pair<Column>& p);

/// The statements of `family`, with those that move names aside before them.
[[nodiscard]] std::vector<Sql> change_not_null_named(const NotNullFamily& family);

/// Columns of to() that give names up before the column `id` takes them.
[[nodiscard]] std::vector<ObjectIndex> givers_of_not_null_names(const ObjectId& id, const Context& context);

}  // namespace pgplumb::kinds
