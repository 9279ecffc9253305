// Whether what a plan destroys was allowed to be destroyed.

#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "plan/plan.hpp"

namespace pgplumb::commands {

/// Patterns are globs on names with or without their kind ("*", or nothing, is all); `dropped` holds names that the
/// schema files give up. Permission for an object is permission for its parts, which `from` knows.
/// @throws DiagnosedError (refused) naming each thing that nobody allowed to be lost, and what would allow it
void refuse_destruction(const plan::Plan& plan, const catalog::Catalog& from, const std::vector<std::string>& patterns,
                        const std::vector<std::string>& dropped);

}  // namespace pgplumb::commands
