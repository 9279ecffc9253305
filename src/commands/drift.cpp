#include "pgplumb/drift.hpp"

#include "commands/changes.hpp"
#include "commands/desired.hpp"
#include "commands/live.hpp"
#include "commands/scratches.hpp"
#include "diff/diff.hpp"
#include "plan/rehearsal.hpp"

namespace pgplumb {

DriftResult find_drift(const DriftRequest& request) {
  commands::Live live = commands::read_live(request.connection, request.progress);
  commands::Scratches scratches(request.settings, live.connection, request.connection, request.progress);
  const commands::Desired desired =
      request.snapshot.empty() ? commands::read_desired(request.settings, &live.catalog, live.catalog.origin().role,
                                                        scratches, request.progress)
                               : commands::read_desired_snapshot(request.snapshot, request.settings);
  commands::say(request.progress, "comparing");
  // What manual sections make is compared too: it is missed when it is gone.
  const catalog::Projected expected = catalog::project(desired.catalog, desired.projection);
  catalog::Projected actual = catalog::project(live.catalog, desired.projection);
  const std::string role = live.catalog.origin().role;
  plan::Rehearsal rehearsal(
      desired.catalog, live.catalog, desired.projection, [&] { return scratches.create_database(role); },
      [&] { return scratches.is_private(); });
  actual.catalog = plan::settle(expected.catalog, actual.catalog, rehearsal);
  DriftResult result;
  const std::vector<diff::Difference> differences = diff::diff(expected.catalog, actual.catalog);
  result.differences = commands::changes_of(differences, expected.catalog, actual.catalog);
  for (std::size_t index = 0; index < differences.size(); ++index)
    if (const auto at = desired.positions.find(differences[index].id()); at != desired.positions.end())
      result.differences[index].position = at->second;
  result.warnings = desired.warnings;
  result.hidden = commands::told(actual.hidden, request.settings);
  result.database = live.description;
  result.desired = desired.name;
  return result;
}

}  // namespace pgplumb
