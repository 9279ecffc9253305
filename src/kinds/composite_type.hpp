// composite type: {schema, name}. Attributes are a field of it: what they need, it needs.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& composite_type_kind();

}  // namespace pgplumb::kinds
