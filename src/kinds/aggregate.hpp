// aggregate: {schema, name, argument types as format_type() joined by ", "}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& aggregate_kind();

}  // namespace pgplumb::kinds
