// From differences and steps to the changes that reports tell.

#pragma once

#include <vector>

#include "diff/diff.hpp"
#include "pgplumb/changes.hpp"
#include "plan/plan.hpp"

namespace pgplumb::commands {

/// One change for each difference, in order of id: what leads from the first catalog to the second.
[[nodiscard]] std::vector<ObjectChange> changes_of(const std::vector<diff::Difference>& differences,
                                                   const catalog::Catalog& from, const catalog::Catalog& to);

/// The same in the order of `plan`, which says what is replaced, renamed or made again although it does not differ.
/// Differences that have no step of their own (columns in their CREATE TABLE) follow at the end.
[[nodiscard]] std::vector<ObjectChange> changes_of(const plan::Plan& plan, std::vector<ObjectChange> differences);

}  // namespace pgplumb::commands
