// transform: {type, language}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& transform_kind();

}  // namespace pgplumb::kinds
