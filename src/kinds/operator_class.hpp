// operator class: {schema, name, index access method}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& operator_class_kind();

}  // namespace pgplumb::kinds
