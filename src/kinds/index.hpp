// index that backs no constraint: {schema, name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& index_kind();

}  // namespace pgplumb::kinds
