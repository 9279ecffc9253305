// operator: {schema, name, left type or "" for a prefix operator, right type}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& operator_kind();

}  // namespace pgplumb::kinds
