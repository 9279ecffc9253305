// Executing schema files in a scratch database: as psql does, and what psql could not do, in whatever order it works.
//
// First everything is executed in the order of the files, so that files that psql loads mean what psql makes of them:
// IF EXISTS passes over what is not there yet, transactions of the files are transactions, event triggers fire. What
// succeeded, or had nothing to do, is never done again. Only what failed is, after the others and with the settings of
// its place, in rounds, until a round achieves nothing: a transaction first as a whole, with what is local to it; then,
// if that leads nowhere, its statements in whatever order they succeed in; then each by itself. What says something
// else of the same thing as a statement before it that failed (another default, no such view) waits for that one, so
// that it has the last word; if that leads nowhere either, it is warned of who had it. A DROP of what is not there is
// warned of and given up, unless something before it is still to make that. What fails for good is reported with file,
// line and column. Roles and tablespaces that statements name and the server lacks are created there, if it is ours.
//
// Neighbours share a message and a transaction only where nothing that they run could notice.

#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "postgres/connection.hpp"
#include "sources/attribution.hpp"
#include "sources/schema_files.hpp"

namespace pgplumb::sources {

struct LoadOptions {
  bool manual_sections = true;  ///< execute their statements too
  bool private_server = true;   ///< roles and tablespaces may be made: nobody else uses the server
  /// Who executes, and so owns whatever no statement gives to somebody else: the live session's role. Made, and made a
  /// superuser, on a private server; where it cannot be taken on, and if it is empty, the session's own role executes.
  std::string role;
  std::function<void(std::size_t done, std::size_t total)> progress;  ///< called now and then; may be empty
};

struct LoadReport {
  bool attributed = false;                       ///< whether `attribution` could be recorded
  Attribution attribution;                       ///< indices into SchemaScript::statements
  std::vector<std::string> roles_created;        ///< sorted
  std::vector<std::string> tablespaces_created;  ///< sorted
  std::vector<std::size_t> data_statements;      ///< those executed outside of manual sections
  std::vector<Diagnostic> diagnostics;           ///< warnings and information, those of the script first
};

/// Executes `script` in `scratch`, an empty database of ours, and leaves the session with its default settings.
/// @throws DiagnosedError with every statement that fails for good
/// @throws ServerError if the session or the server ends, or the work is cancelled
[[nodiscard]] LoadReport load(postgres::Connection& scratch, const SchemaScript& script,
                              const LoadOptions& options = {});

}  // namespace pgplumb::sources
