// policy: {schema, table, name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& policy_kind();

}  // namespace pgplumb::kinds
