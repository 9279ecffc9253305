// Proving a plan before anyone reads it.
//
// In a scratch database the `from` catalog is rebuilt by the engine itself, the plan is run on it batch by batch, and the result
// is read back: it must equal `to`. What each statement locks, scans and rewrites is measured there.

#pragma once

#include "catalog/catalog.hpp"
#include "catalog/projection.hpp"
#include "plan/build.hpp"
#include "plan/plan.hpp"
#include "sources/scratch.hpp"

namespace pgplumb::plan {

/// Completes `plan`: proof, checkpoints, measurements, and `to` as it will really be.
/// `from_context` holds unmanaged objects that must exist too; it may be the whole live catalog.
/// @throws DiagnosedError naming what differs, or the step that failed with the server's message
void prove(Plan& plan, const catalog::Catalog& from, const catalog::Catalog& to, const catalog::Projection& projection,
           sources::ScratchServer& scratch);

}  // namespace pgplumb::plan
