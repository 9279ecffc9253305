// collation: {schema, name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& collation_kind();

}  // namespace pgplumb::kinds
