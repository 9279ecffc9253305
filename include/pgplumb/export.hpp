// Exporting a snapshot: a schema as one JSON file that diffs well in git.
//
// Any thread may call this, several at once.

#pragma once

#include <string>
#include <vector>

#include "pgplumb/error.hpp"
#include "pgplumb/progress.hpp"
#include "pgplumb/settings.hpp"
#include "pgplumb/stop.hpp"

namespace pgplumb {

struct ExportRequest {
  std::string connection;  ///< as libpq takes it; empty: PG* of the environment
  Settings settings;
  bool from_schema = false;  ///< of the schema files instead of the database; no database is needed then
  Progress progress;
  Stop stop;  ///< once asked, the command cancels what it does in the database and ends
};

struct ExportResult {
  std::string text;  ///< the snapshot; equal schemas give equal bytes
  int objects = 0;
  std::vector<Diagnostic> warnings;
};

/// @throws as make_plan does
[[nodiscard]] ExportResult export_snapshot(const ExportRequest& request);

}  // namespace pgplumb
