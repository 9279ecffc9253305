// Rendering a snapshot or a database as the schema.sql that a person would like to read.
//
// Any thread may call this, several at once.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pgplumb/error.hpp"
#include "pgplumb/progress.hpp"
#include "pgplumb/settings.hpp"
#include "pgplumb/stop.hpp"

namespace pgplumb {

struct RenderRequest {
  std::string snapshot;    ///< its path; empty: the live database
  std::string connection;  ///< as libpq takes it; empty: PG* of the environment; not used with a snapshot
  /// With a snapshot: a database that has what is not managed and manual sections of `existing` may need, such as a
  /// platform's tables. It is asked only if they cannot be loaded without it.
  std::optional<std::string> context;
  Settings settings;
  std::optional<std::string> existing;  ///< the file that is written anew: its manual sections stay where they are
  std::string file;                     ///< its name, for messages
  Progress progress;
  Stop stop;  ///< once asked, the command cancels what it does in the database and ends
};

struct RenderResult {
  std::string text;
  int objects = 0;
  std::vector<Diagnostic> warnings;
};

/// @throws DiagnosedError for a snapshot or an existing file that cannot be read, and naming what is not modelled
[[nodiscard]] RenderResult render_schema(const RenderRequest& request);

}  // namespace pgplumb
