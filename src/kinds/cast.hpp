// cast: {source type, target type}, by the names that format_type() gives them.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& cast_kind();

}  // namespace pgplumb::kinds
