// Applying a plan file: exactly the bytes that were reviewed, from wherever the database stands in it.
//
// Any thread may call apply_plan(), several at once.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "pgplumb/error.hpp"
#include "pgplumb/progress.hpp"
#include "pgplumb/settings.hpp"
#include "pgplumb/steps.hpp"
#include "pgplumb/stop.hpp"

namespace pgplumb {

struct ApplyRequest {
  std::string connection;   ///< as libpq takes it; empty: PG* of the environment
  Settings settings;        ///< attempts and journal count
  std::string text;         ///< the plan file
  std::string file;         ///< its name, for messages and the journal
  std::string environment;  ///< [env.NAME] that the connection is of; empty: see below
  std::string approved;     ///< the digest that the reviewer saw; empty: none was given
  std::string verify;       ///< a public key, besides what the environment demands; or empty
  /// Instead of the attempts of the settings: tries go on until so long was waited for locks in all.
  std::optional<std::chrono::milliseconds> wait = {};
  BackupSetting backup;  ///< besides what the environment demands
  Progress progress;     ///< hears every batch and step; must not throw
  Stop stop;             ///< once asked: the statement is cancelled, the batch rolled back
};

/// Where `environment` is empty and the connection leads to the database of an environment of the settings, it counts
/// as that one: what is protected is so whichever way it is reached.
struct ApplyResult {
  plan::Plan plan;
  bool nothing_to_do = false;  ///< the database was already where the plan leads
  int batches_done = 0;        ///< by this call
  int batches_skipped = 0;     ///< done by an earlier one
  int statements = 0;
  std::string database;
  std::string backup;                ///< the file; empty if none was taken by this call
  std::string backup_sha256;         ///< hexadecimal
  std::vector<Diagnostic> warnings;  ///< of the policy, and of manual sections
};

/// @throws DiagnosedError (refused) for a file that was edited or is no plan, for one that does what the policy of the
/// settings denies, and for a stale plan, naming what differs
/// @throws DiagnosedError (refused) if the environment demands an approval, a signature, another environment before it
/// or a backup, and does not get it; Error (refused) if before_apply fails
/// @throws Error with ExitCode::partly_applied if some batches are committed and the rest could not be, and
/// with ExitCode::interrupted; both say how to go on; also if all is committed and after_apply fails
[[nodiscard]] ApplyResult apply_plan(const ApplyRequest& request);

}  // namespace pgplumb
