// materialized view: {schema, name}. Its columns are objects of the kind `view column`.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& materialized_view_kind();

}  // namespace pgplumb::kinds
