// sequence owned by: {schema, sequence}. The column that a sequence is dropped with; apart from the sequence, since it
// comes after the table that the sequence comes before.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& sequence_owned_by_kind();

}  // namespace pgplumb::kinds
