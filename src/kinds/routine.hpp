// function and procedure: {schema, name, argument types as format_type() joined by ", "}. Window functions are
// functions.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& function_kind();
[[nodiscard]] const catalog::Kind& procedure_kind();

}  // namespace pgplumb::kinds
