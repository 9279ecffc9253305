// Beginning a project: the files of a schema that is kept in git, written from a live database.
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

struct InitRequest {
  std::string connection;            ///< as libpq takes it; empty: PG* of the environment
  std::string folder;                ///< where the project shall stand; empty: the working directory
  std::vector<std::string> schemas;  ///< globs of what is managed; empty: all
  std::string profile;               ///< of pgplumb.toml; empty: none
  std::string workflow_path;         ///< below the folder; empty: no workflow
  std::string workflow;              ///< its text
  Progress progress;
  Stop stop;  ///< once asked, the command cancels what it does in the database and ends
};

struct ProjectFile {
  std::string path;  ///< below the folder
  std::string text;

  auto operator<=>(const ProjectFile&) const = default;
};

struct InitResult {
  std::vector<ProjectFile> files;  ///< in the order in which they are to be written: pgplumb.toml last
  int objects = 0;
  std::vector<Diagnostic> warnings;
};

/// Makes the texts of all files and writes none: pgplumb.toml, schema/schema.sql, schema/snapshot.json, plans/.gitkeep,
/// .env.example and the workflow.
/// @throws Error naming every one of them that is there already, before it connects; what export and render throw
[[nodiscard]] InitResult init_project(const InitRequest& request);

}  // namespace pgplumb
