// Where a database stands on the way of a plan, and, if nowhere, what is different.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "plan/plan.hpp"

namespace pgplumb::apply {

/// How many batches of `plan` are done, by the fingerprint of the database: 0 if it is where the plan starts, all if it
/// is where it leads to. nullopt if it is elsewhere.
///
/// Where several batches in a row leave the schema as it is (guards, manual sections), the first of them counts as not
/// done: doing it again does no harm, not doing it may.
[[nodiscard]] std::optional<std::size_t> batches_done(const plan::Plan& plan, const std::string& fingerprint);

/// The fingerprint once `done` batches are done; "" if the plan does not know.
[[nodiscard]] std::string fingerprint_after(const plan::Plan& plan, std::size_t done);

/// "column app.users.email added since the plan", at most 20 and then "and 3 more". `live` is projected as the plan
/// says.
[[nodiscard]] std::vector<Diagnostic> what_differs(const plan::Plan& plan, const catalog::Catalog& live);

}  // namespace pgplumb::apply
