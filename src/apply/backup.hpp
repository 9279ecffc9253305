// The backup before a plan: pg_dump of the whole database, into a file that only its owner may read.

#pragma once

#include <string>

#include "apply/journal.hpp"
#include "pgplumb/stop.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::apply {

struct BackupRequest {
  std::string conninfo;      ///< of the database; its password is handed on by the environment alone
  std::string directory;     ///< made if it is not there
  std::string name;          ///< of the file, without ".dump"
  bool schema_only = false;  ///< without the rows
  Stop stop = {};            ///< once asked, pg_dump is ended, and its file goes
};

/// Writes DIRECTORY/NAME.dump in pg_dump's custom format, for pg_restore. The file is there once it is whole.
/// @throws Error with what pg_dump said if it fails, or if none is found that knows the server's version
[[nodiscard]] Backup back_up(const postgres::Connection& connection, const BackupRequest& request);

}  // namespace pgplumb::apply
