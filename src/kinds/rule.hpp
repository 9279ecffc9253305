// rule: {schema, relation, name}; the rule that makes a view a view is the view's.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& rule_kind();

}  // namespace pgplumb::kinds
