// replica identity of a table, where it is not the default: {schema, table}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& replica_identity_kind();

}  // namespace pgplumb::kinds
