// Context: live objects that are not managed, but that the desired schema may refer to (auth.users on Supabase, say).

#pragma once

#include <map>
#include <vector>

#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "catalog/projection.hpp"
#include "commands/desired.hpp"
#include "commands/scratches.hpp"
#include "plan/rehearsal.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::commands {

/// The objects of `live` that `projection` hides by schema or ignore rule, as far as the desired schema can need them:
/// whole schemas that are not managed, what managed objects depend on now, and default privileges. Owners and other
/// privileges are no context, nor are checks and foreign keys, which nobody refers to.
[[nodiscard]] catalog::Catalog context_of(const catalog::Catalog& live, const catalog::Projection& projection,
                                          const catalog::Catalog& fresh);

/// Makes them in `scratch`, a fresh database. What cannot be made there is left out: only what needs it will miss it,
/// and says so with its line. `may_make_roles`: those that they name and the server lacks are made.
void rebuild_context(postgres::Connection& scratch, const catalog::Catalog& live, const catalog::Projection& projection,
                     bool may_make_roles);

/// For copies of `desired`, which `projection` shows: where it comes from a snapshot, the platform's objects are the
/// live database's. All must outlive the answer.
[[nodiscard]] plan::Rehearsal::Prepare context_for_copies(const Desired& desired, const catalog::Catalog& live,
                                                          const catalog::Projection& projection, Scratches& scratches);

/// The objects of `live` that decide what new objects are like, and that `projection` hides: default privileges. They
/// are there before a plan and after it, and the engine must know of them.
[[nodiscard]] std::vector<const catalog::Object*> what_shapes_others(const catalog::Catalog& live,
                                                                     const catalog::Projection& projection);

/// The tables of `live` that are partitions or heirs of managed ones, at every depth, and that `projection` hides, with
/// what makes them so, their columns and their checks. No plan speaks of them, but each hands down to them what it
/// does, and has to know of it.
[[nodiscard]] std::vector<const catalog::Object*> unmanaged_parts(const catalog::Catalog& live,
                                                                  const catalog::Projection& projection);

/// Warns of what schema files declare at `positions`, `projection` hides and `live` lacks: no plan will make it. What
/// is part of such an object goes without saying, and so do owners and privileges.
[[nodiscard]] std::vector<Diagnostic> declared_in_vain(const catalog::Catalog& desired, const catalog::Catalog& live,
                                                       const catalog::Projection& projection,
                                                       const std::map<catalog::ObjectId, Position>& positions);

}  // namespace pgplumb::commands
