// Context: live objects that are not managed, but that the desired schema may refer to (auth.users on Supabase, say).

#pragma once

#include "catalog/catalog.hpp"
#include "catalog/projection.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::commands {

/// The objects of `live` that `projection` hides by schema or ignore rule, as far as the desired schema can need them:
/// whole schemas that are not managed, and what managed objects depend on now. Owners and privileges are no context.
[[nodiscard]] catalog::Catalog context_of(const catalog::Catalog& live, const catalog::Projection& projection,
                                          const catalog::Catalog& fresh);

/// Makes them in `scratch`, a fresh database, statement by statement. What cannot be made there is left out: only what
/// needs it will miss it, and says so with its line.
void rebuild_context(postgres::Connection& scratch, const catalog::Catalog& live,
                     const catalog::Projection& projection);

}  // namespace pgplumb::commands
