#include "commands/comparison.hpp"

#include "commands/context.hpp"
#include "plan/rehearsal.hpp"

namespace pgplumb::commands {

Comparison compare(const Desired& desired, const Live& live, Scratches& scratches,
                   const catalog::Projection& projection) {
  const std::string role = live.catalog.origin().role;
  Comparison comparison;
  comparison.expected = catalog::project(desired.catalog, projection).catalog;
  catalog::Catalog whole = live.catalog;
  comparison.warnings = leave_out_leftovers(whole, projection, desired.catalog);
  comparison.actual = catalog::project(whole, projection);
  plan::Rehearsal rehearsal(
      desired.catalog, whole, projection, [&] { return scratches.create_database(role); },
      [&] { return scratches.is_private(); }, context_for_copies(desired, whole, projection, scratches));
  comparison.actual.catalog = plan::settle(comparison.expected, comparison.actual.catalog, rehearsal);
  comparison.differences = diff::diff(comparison.expected, comparison.actual.catalog);
  return comparison;
}

}  // namespace pgplumb::commands
