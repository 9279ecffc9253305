// enum: {schema, name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& enum_kind();

}  // namespace pgplumb::kinds
