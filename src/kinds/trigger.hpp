// trigger: {schema, relation, name}.

#pragma once

#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// It fires for an UPDATE of any column.
[[nodiscard]] bool fires_on_update(const catalog::Object& trigger);

}  // namespace pgplumb::kinds
