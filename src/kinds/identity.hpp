// identity of a column, with its sequence: {schema, table, column}.

#pragma once

#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// Puts before ALTER COLUMN ... TYPE to a smaller type what the column's identity needs: PostgreSQL gives the sequence
/// that type and its limits with the column, and refuses them where they leave out where it stands.
void narrow_identity(const catalog::ObjectId& column, const catalog::Context& context, catalog::Alteration& alteration);

}  // namespace pgplumb::kinds
