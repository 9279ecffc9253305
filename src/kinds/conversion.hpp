// conversion: {schema, name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& conversion_kind();

}  // namespace pgplumb::kinds
