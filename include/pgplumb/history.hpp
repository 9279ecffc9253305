// What was applied to a database, as its journal tells it.
//
// Any thread may call these, several at once.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pgplumb/stop.hpp"

namespace pgplumb {

struct HistoryRequest {
  std::string connection;                   ///< as libpq takes it; empty: PG* of the environment
  int limit = 0;                            ///< the last so many; 0: all
  std::vector<std::string> journal_owners;  ///< Settings::journal_owners
  Stop stop;                                ///< once asked, the query is cancelled
};

/// One time that a plan was applied, or begun. Empty texts are unknown: an older pgplumb did not record them.
struct AppliedPlan {
  std::string started;            ///< "2024-05-01T12:00:00Z"
  std::optional<double> seconds;  ///< how long it took; nullopt if it was not finished
  std::string plan;               ///< the name of the file
  std::string digest;
  std::string environment;
  std::string role;
  std::string application;  ///< "pgplumb 0.1.0"
  std::string server;       ///< "15.20"
  int batches = 0;          ///< of the plan
  int batches_done = 0;
  int statements = 0;
  std::string backup;
  std::string backup_sha256;

  bool operator==(const AppliedPlan&) const = default;
};

struct HistoryResult {
  std::string database;  ///< for people, without secrets
  bool has_journal = false;
  std::vector<AppliedPlan> plans;  ///< the last one first
};

/// Only reads. @throws Error or ServerError if the database or its journal cannot be read, DiagnosedError (refused) if
/// the journal is not to be trusted
[[nodiscard]] HistoryResult read_history(const HistoryRequest& request);

/// The git tag for the last plan that was applied to its end: "db-2024-05-01", or "db-2024-05-01.2" where that is among
/// `existing`. Empty if there is no such plan.
[[nodiscard]] std::string propose_tag(const HistoryResult& history, const std::vector<std::string>& existing);

}  // namespace pgplumb
