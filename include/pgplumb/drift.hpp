// Drift: whether a database is still what the schema files or a snapshot say, and what to do about it.
//
// Any thread may call these, several at once.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "pgplumb/changes.hpp"
#include "pgplumb/progress.hpp"
#include "pgplumb/settings.hpp"
#include "pgplumb/stop.hpp"

namespace pgplumb {

struct DriftRequest {
  std::string connection;   ///< as libpq takes it; empty: PG* of the environment
  Settings settings;        ///< `schema` names the desired state unless `snapshot` is set
  std::string snapshot;     ///< path of a snapshot to compare with
  std::string name;         ///< what the database is called among several, without secrets; may be empty
  std::string environment;  ///< whose [env.NAME] says where it is; empty if none does
  bool with_sql = false;    ///< `sql` of the result is wanted
  Progress progress;        ///< of several at once: called by several threads
  Stop stop;                ///< once asked, the command cancels what it does in the database and ends
};

/// Which database it is, for machines: the same whether it could be reached or not, whoever asked and with which
/// password. What is not known is empty.
struct DatabasePlace {
  std::string environment;
  std::string host;  ///< or the directory of a socket; all of them, at commas, if there are several
  std::string port;
  std::string database;
};

struct DriftResult {
  /// From the desired schema to the live database: "create" is an object that only the database has, "drop" one that it
  /// lacks.
  std::vector<ObjectChange> differences;
  std::vector<Diagnostic> warnings;
  std::map<std::string, int> hidden;  ///< why objects were left out of the comparison -> how many
  std::string database;               ///< for people, without secrets
  DatabasePlace place;
  std::string desired;  ///< "schema.sql"
  /// Of what only the database has: the statement of the files behind which it would stand. Empty for a snapshot.
  std::map<std::string, Position> belongs;
  /// With `with_sql`: the plan back to the desired schema, as SQL. What it destroys, and what it cannot bring back,
  /// stands above it in comments. Empty without differences.
  std::string sql;
};

/// Only reads. @throws as make_plan does
[[nodiscard]] DriftResult find_drift(const DriftRequest& request);

/// One database of several.
struct DriftOutcome {
  DriftResult result;  ///< with `error`, only `database`, `place` and `desired` are set
  std::string error;   ///< why the database could not be compared; empty if it was
  std::string hint;
  double seconds = 0;  ///< how long it took
};

/// Compares several databases, `jobs` at once. What fails for one is told of it and concerns no other. Schema files are
/// loaded once for all databases that read them alike: of the same major version, locale and role, and with everything
/// managed. In the order of `requests`.
/// @throws Error with ExitCode::interrupted only
[[nodiscard]] std::vector<DriftOutcome> find_drifts(const std::vector<DriftRequest>& requests, int jobs);

/// A file of the project that accepting a drift changes.
struct ChangedFile {
  std::string path;
  std::string before;  ///< what was read; empty if there was no such file
  std::string text;
};

/// A difference that stays, and what a person can do about it.
struct NotAccepted {
  std::string object;
  std::string why;
  Position position;  ///< of the statement that says it now, if one does
  std::string write;  ///< SQL that says it as the database has it; empty if none is known, or if it is gone

  auto operator<=>(const NotAccepted&) const = default;
};

struct Acceptance {
  std::vector<std::string> accepted;  ///< objects, as drift names them
  std::vector<NotAccepted> left;
  std::vector<ChangedFile> files;  ///< to be written by whoever asked
  std::string database;
  std::string desired;
};

/// What to write so that the schema files, or the snapshot of the request, say what the database has. Statements that
/// can be attributed are changed, comments and layout of everything else stay byte for byte. The files were loaded with
/// the changes before they are returned: `accepted` no longer differs. A snapshot of the settings is made again, too.
/// @throws as make_plan does
[[nodiscard]] Acceptance accept_drift(const DriftRequest& request);

}  // namespace pgplumb
