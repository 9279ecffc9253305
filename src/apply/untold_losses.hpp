// What nobody manages of objects that a plan makes again: a plan keeps the owners and privileges that the database had
// that it was made from, and names the rest, such as triggers that are ignored; another database may have others.

#pragma once

#include "catalog/catalog.hpp"
#include "plan/plan.hpp"

namespace pgplumb::apply {

/// `whole` is the live catalog before it is projected, `begin` the first batch that will be carried out.
/// @throws DiagnosedError (refused) naming what would be lost, or whose owner or privileges would
void refuse_untold_losses(const plan::Plan& plan, const catalog::Catalog& whole, std::size_t begin);

}  // namespace pgplumb::apply
