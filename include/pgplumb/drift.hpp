// Drift: whether a database is still what the schema files or a snapshot say.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "pgplumb/changes.hpp"
#include "pgplumb/progress.hpp"
#include "pgplumb/settings.hpp"

namespace pgplumb {

struct DriftRequest {
  std::string connection;  ///< as libpq takes it; empty: PG* of the environment
  Settings settings;       ///< `schema` names the desired state unless `snapshot` is set
  std::string snapshot;    ///< path of a snapshot to compare with
  Progress progress;
};

struct DriftResult {
  /// From the desired schema to the live database: "create" is an object that only the database has, "drop" one that it
  /// lacks.
  std::vector<ObjectChange> differences;
  std::vector<Diagnostic> warnings;
  std::map<std::string, int> hidden;  ///< why objects were left out of the comparison -> how many
  std::string database;               ///< for people, without secrets
  std::string desired;                ///< "schema.sql"
};

/// Only reads. @throws as make_plan does
[[nodiscard]] DriftResult find_drift(const DriftRequest& request);

}  // namespace pgplumb
