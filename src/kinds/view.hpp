// view: {schema, name}. Its columns are objects of the kind `view column`, its rules of the kind `rule`.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& view_kind();

}  // namespace pgplumb::kinds
