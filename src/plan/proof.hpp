// Proving a plan before anyone reads it.
//
// The plan is run, batch by batch, on the copy of the live database, and the result is read back: it must equal `to`.
// What each statement locks, scans and rewrites is measured there, in the same transaction after the statement.

#pragma once

#include <string_view>

#include "catalog/catalog.hpp"
#include "plan/plan.hpp"
#include "plan/rehearsal.hpp"
#include "plan/section_session.hpp"

namespace pgplumb::plan {

/// What is asked of whoever meets a plan that its own proof refuses.
inline constexpr std::string_view report_wanted =
    "if what the schema files say is right, pgplumb is not: please report it with what `pgplumb debug-bundle "
    "--replace-names FILE` writes";

/// Completes `plan`: proof, checkpoints, measurements, and `to` as it will really be, with the texts as the server will
/// give them. `from` and `to` are projected, `to` settled. Sections in `begun` go on where they were interrupted.
/// @throws DiagnosedError naming what differs, or the step that failed with the server's message
void prove(Plan& plan, const catalog::Catalog& from, const catalog::Catalog& to, Rehearsal& rehearsal,
           const SectionsBegun& begun = {});

}  // namespace pgplumb::plan
