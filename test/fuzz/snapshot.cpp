// Snapshots. What was read is written, read and written again, and nothing may have changed.
#include "sources/snapshot.hpp"
#include "catalog/catalog.hpp"
#include "diff/diff.hpp"
#include "reader.hpp"

namespace {

using namespace pgplumb;

const fuzz::Registered registered("snapshot", [](std::string_view text) {
  const sources::Snapshot snapshot = sources::read_snapshot(text, "x.snapshot.json");
  const std::string written = sources::write_snapshot(snapshot);
  const sources::Snapshot again = sources::read_snapshot(written, "again.snapshot.json");
  fuzz::require(sources::write_snapshot(again) == written, "a snapshot does not read back as it was written");
  const catalog::Catalog managed = catalog::project(snapshot.catalog, snapshot.projection).catalog;
  fuzz::require(diff::diff(managed, catalog::project(again.catalog, again.projection).catalog).empty(),
                "a snapshot differs from itself");
  (void)catalog::fingerprint(managed);
});

}  // namespace
