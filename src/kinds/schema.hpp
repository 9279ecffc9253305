// schema: {name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& schema_kind();

}  // namespace pgplumb::kinds
