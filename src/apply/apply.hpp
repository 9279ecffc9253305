// Executing a plan: exactly what was reviewed, from the checkpoint where the database stands.

#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "apply/journal.hpp"
#include "apply/lock_watch.hpp"
#include "plan/plan.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::apply {

/// Whether apply keeps its journal (schema pgplumb) in the target.
enum class Journal {
  automatic,
  on,
  off
};  ///< automatic: on if the schema pgplumb is there already or the plan has manual sections

struct ApplyOptions {
  Journal journal = Journal::automatic;
  std::vector<std::string> journal_owners;  ///< as JournalTables takes them
  int attempts = 5;  ///< tries of a batch that failed by lock_timeout (SQLSTATE 55P03) or deadlock
  /// Instead of `attempts`: tries go on until all batches together have waited so long for locks.
  std::optional<std::chrono::milliseconds> wait;
  std::chrono::milliseconds first_pause{200};  ///< doubled and jittered at each try, which it is no shorter than
  LockWatch::Pace watch;                       ///< when a statement that waits is told of
  std::function<void(const std::string& line)> progress;  ///< called before each batch and step, and when one waits
  std::string plan_name;                                  ///< for the journal
  std::string environment;                                ///< the same
  std::map<int, int> lines;                               ///< of the steps in that file, by number; for messages
  /// Called once there is something to do and before anything is changed, with the database locked against other
  /// applies; `earlier` is the backup that an unfinished run of this plan has taken. What it answers goes into the
  /// journal. May throw.
  std::function<std::optional<Backup>(const std::optional<Backup>& earlier)> prepare;
  Stop stop;  ///< once asked: cancels, rolls back and stops
};

enum class Outcome { applied, nothing_to_do };

struct ApplyReport {
  Outcome outcome = Outcome::applied;
  int batches_done = 0;     ///< by this call
  int batches_skipped = 0;  ///< done by an earlier call
  int statements = 0;
  std::vector<Diagnostic> warnings;
};

/// @throws DiagnosedError (refused) naming the objects that differ from `from`, or the manual sections that have not
/// run although the database is past them
/// @throws Error with ExitCode::partly_applied when some batches are committed and the rest could not be, saying how to
/// go on
/// @throws Error with ExitCode::interrupted
ApplyReport apply(postgres::Connection& connection, const plan::Plan& plan, const std::string& digest,
                  const ApplyOptions& options);

}  // namespace pgplumb::apply
