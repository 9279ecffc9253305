// default of a column of a table or view: {schema, relation, column}.

#pragma once

#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// It may give each row another value, by functions that the server it was read from calls volatile: with such a one
/// ADD COLUMN writes the table anew.
[[nodiscard]] bool is_volatile_default(const catalog::Object& object);

}  // namespace pgplumb::kinds
