// identity of a column, with its sequence: {schema, table, column}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& identity_kind();

}  // namespace pgplumb::kinds
