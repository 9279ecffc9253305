// range type: {schema, name}, with its multirange.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& range_type_kind();

}  // namespace pgplumb::kinds
