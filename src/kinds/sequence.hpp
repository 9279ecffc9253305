// sequence that is no identity's: {schema, name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& sequence_kind();

}  // namespace pgplumb::kinds
