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
/// Where several batches in a row leave the schema as it is (guards, manual sections, rows that get their values), the
/// first of them counts as not done: doing it again does no harm, not doing it may. So do the manual sections and the
/// filling of rows at the end of a plan that was not proved.
[[nodiscard]] std::optional<std::size_t> batches_done(const plan::Plan& plan, const std::string& fingerprint);

struct Beginning {
  std::size_t batch = 0;   ///< the first one to carry out, from 0
  bool continues = false;  ///< the unfinished run goes on

  bool operator==(const Beginning&) const = default;
};

/// Where to begin. `recorded` is how many batches the journal's unfinished run of this plan has committed: a plan that
/// was not proved has no checkpoints in its midst, and goes on from there unless the fingerprint says otherwise.
/// nullopt if the database is elsewhere.
[[nodiscard]] std::optional<Beginning> find_beginning(const plan::Plan& plan, const std::string& fingerprint,
                                                      std::optional<std::size_t> recorded);

/// The fingerprint once `done` batches are done; "" if the plan does not know.
[[nodiscard]] std::string fingerprint_after(const plan::Plan& plan, std::size_t done);

/// "column app.users.email added since the plan", at most 20 and then "and 3 more". `live` is projected as the plan
/// says.
[[nodiscard]] std::vector<Diagnostic> what_differs(const plan::Plan& plan, const catalog::Catalog& live);

}  // namespace pgplumb::apply
