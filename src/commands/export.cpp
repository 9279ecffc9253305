#include "pgplumb/export.hpp"

#include "commands/declared.hpp"
#include "commands/desired.hpp"
#include "commands/live.hpp"
#include "commands/scratches.hpp"
#include "commands/snapshot_of.hpp"

namespace pgplumb {

ExportResult export_snapshot(const ExportRequest& request) {
  ExportResult result;
  sources::Snapshot snapshot;
  if (request.from_schema) {
    commands::Scratches scratches(request.settings, request.progress, request.stop);
    commands::Desired desired =
        commands::read_desired_files(request.settings, nullptr, "", scratches, request.progress);
    snapshot = commands::snapshot_of(desired.catalog, desired.projection, desired.schema_sha256);
    result.warnings = std::move(desired.warnings);
  } else {
    commands::Live live = commands::read_live(request.connection, request.settings, request.progress, request.stop);
    const catalog::Projection projection = commands::projection_of_live(live.catalog, request.settings);
    result.warnings = commands::leave_out_leftovers(live.catalog, projection);
    snapshot = commands::snapshot_of(live.catalog, projection, "");
  }
  commands::say(request.progress, "writing the snapshot");
  for (Diagnostic& warning : commands::secrets_in(snapshot.catalog)) result.warnings.push_back(std::move(warning));
  result.objects = static_cast<int>(snapshot.catalog.size());
  result.text = sources::write_snapshot(snapshot);
  return result;
}

}  // namespace pgplumb
