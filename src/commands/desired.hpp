// The desired schema: from schema files or a snapshot to a catalog, with everything that the files say about it.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/projection.hpp"
#include "commands/scratches.hpp"
#include "pgplumb/error.hpp"
#include "pgplumb/settings.hpp"
#include "plan/plan.hpp"
#include "plan/renames.hpp"
#include "sources/schema_files.hpp"

namespace pgplumb::commands {

struct Desired {
  catalog::Catalog catalog;        ///< all of it, not projected, with what manual sections make
  catalog::Projection projection;  ///< what is managed, by settings and files; owners and privileges are decided
  bool managed_only = false;       ///< it comes from a snapshot: what managed objects need besides is not in `catalog`
  std::vector<catalog::ObjectId> manual_objects;  ///< what manual sections make, without what belongs to it
  std::map<catalog::ObjectId, Position> positions;
  std::map<catalog::ObjectId, std::string> using_expressions;
  std::vector<plan::Manual> before;
  std::vector<plan::Manual> after;
  std::vector<plan::RenameWish> renames;
  std::vector<std::string> dropped;  ///< names that may be destroyed: "column app.users.nickname"
  std::vector<Diagnostic> warnings;
  std::string name;           ///< "schema.sql", for people
  std::string schema_sha256;  ///< of the schema files; empty with a snapshot from a database

  /// `projection` without what manual sections make, which is theirs to make and to drop.
  [[nodiscard]] catalog::Projection plan_projection() const;
  /// `before` and `after`.
  [[nodiscard]] std::vector<plan::Manual> sections() const;
};

/// The schema files of the settings: those named, else schema.sql, else schema/ in the working directory.
/// @throws Error if there are none
[[nodiscard]] std::vector<std::string> schema_paths(const Settings& settings);

/// Where they may be read from: the folder of pgplumb.toml and what was allowed besides; without a pgplumb.toml the
/// working directory, or the folders of the files that are named.
[[nodiscard]] sources::Project project_of_files(const Settings& settings);
[[nodiscard]] bool has_schema_files(const Settings& settings);

/// Loads the schema files into a scratch database and reads them back. `context` holds the live catalog that unmanaged
/// objects are taken from; it may be null. Files of `instead` say what stands there. @throws DiagnosedError, Error,
/// ServerError
[[nodiscard]] Desired read_desired_files(const Settings& settings, const catalog::Catalog* context,
                                         const std::string& role, Scratches& scratches, const Progress& progress,
                                         const sources::FileTexts& instead = {});

/// Reads a snapshot. What is managed is what the settings say; owners and privileges count if they did when it was
/// made.
[[nodiscard]] Desired read_desired_snapshot(const std::string& path, const Settings& settings);

/// The snapshot of the settings if it stands for the schema files as they are, else the files themselves.
[[nodiscard]] Desired read_desired(const Settings& settings, const catalog::Catalog* context, const std::string& role,
                                   Scratches& scratches, const Progress& progress);

/// Why objects are hidden, as a person reads it: what is a profile's doing counts as one reason.
[[nodiscard]] std::map<std::string, int> told(const std::map<std::string, int>& hidden, const Settings& settings);

/// What the settings alone say is managed; owners and privileges as far as they are not automatic.
[[nodiscard]] catalog::Projection projection_of(const Settings& settings);

}  // namespace pgplumb::commands
