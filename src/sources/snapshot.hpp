// snapshot.json: a catalog as a file that diffs well in git. Sorted, stable, versioned; one object per line.

#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "catalog/projection.hpp"

namespace pgplumb::sources {

struct Snapshot {
  catalog::Catalog catalog;
  catalog::Projection projection;  ///< what was managed when it was made
  std::string schema_sha256;       ///< of the schema files it was made from; empty if from a database
};

/// The whole file. Equal snapshots give equal bytes.
[[nodiscard]] std::string write_snapshot(const Snapshot& snapshot);

/// Reads line by line, so that memory stays near that of the catalog. A field that the file lacks takes its default.
/// @throws DiagnosedError naming file, line, object and field
[[nodiscard]] Snapshot read_snapshot(std::istream& stream, const std::string& file);
[[nodiscard]] Snapshot read_snapshot(std::string_view text, const std::string& file);

}  // namespace pgplumb::sources
