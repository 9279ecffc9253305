// Making a plan: what leads from a live database to the desired schema, proved before anyone reads it.
//
// The database is only read. The desired schema is executed in a scratch database and read back the same way. Equal
// inputs give equal bytes.
//
// Any thread may call these, several at once.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pgplumb/changes.hpp"
#include "pgplumb/error.hpp"
#include "pgplumb/progress.hpp"
#include "pgplumb/settings.hpp"
#include "pgplumb/steps.hpp"
#include "pgplumb/stop.hpp"

namespace pgplumb {

struct PlanRequest {
  std::string connection;     ///< the live database: as libpq takes it; empty: PG* of the environment
  Settings settings;          ///< `schema` names the desired state unless `to_snapshot` is set
  std::string to_snapshot;    ///< path of a snapshot to plan towards
  bool reverse = false;       ///< from the desired schema back to what is live: the plan that takes the other one back
  bool with_reverse = false;  ///< plan the way back as well, from what this plan leads to
  bool prove = true;
  /// Asks the rows of the live database whether they let the plan through. Not with `reverse`, which begins elsewhere.
  bool check_rows = false;
  /// Globs of what may be destroyed, on names with or without their kind: "column app.users.*", "app.users.*"; "*" is
  /// all.
  std::vector<std::string> allow_destroy;
  Progress progress;
  Stop stop;  ///< once asked, the command cancels what it does in the database and ends
};

/// What the rows of now say to a plan that depends on them: how many of its demands are met, how many are not, and of
/// how many nobody can tell.
struct RowCheck {
  int met = 0;
  int in_the_way = 0;
  int unknown = 0;
};

/// How large a table, materialized view or index of the live database is, with all of its partitions.
struct RelationSize {
  std::optional<std::int64_t> rows;  ///< as VACUUM or ANALYZE last counted them; nullopt: nobody has
  std::int64_t bytes = 0;            ///< of its files, without TOAST and, of a table, without indexes

  bool operator==(const RelationSize&) const = default;
};

struct PlanResult {
  plan::Plan plan;
  std::string text;                   ///< the plan file
  std::string digest;                 ///< the one in its header
  std::string reverse;                ///< the plan file of the way back; empty unless asked for, or if there is none
  std::vector<ObjectChange> changes;  ///< in the order of the plan
  std::vector<Diagnostic> warnings;   ///< data statements, what is not modelled; in file order
  std::map<std::string, int> hidden;  ///< why objects were left out of the comparison -> how many
  std::string database;               ///< for people, without secrets
  std::string desired;                ///< "schema.sql"
  std::string scratch;                ///< for people; empty if none was needed
  std::optional<RowCheck> rows;       ///< if they were asked; what is in the way is among the warnings
  /// Of what a step reads in full, writes anew or keeps blocked meanwhile, by name: "table app.users". They are beside
  /// the plan, not in it: a plan stays the same while its tables grow.
  std::map<std::string, RelationSize> sizes;
};

/// A plan that would destroy what nobody allowed to be destroyed, or does what policy denies: each is named, with what
/// would allow it. ExitCode::refused.
class RefusedPlan : public DiagnosedError {
 public:
  RefusedPlan(const DiagnosedError& why, PlanResult result)
      : DiagnosedError(why.what(), why.diagnostics(), why.exit_code()),
        result_(std::make_shared<const PlanResult>(std::move(result))) {}

  /// The plan as it would be, without a text: to be read, not to be applied. Not proved if that failed.
  [[nodiscard]] const PlanResult& result() const { return *result_; }

 private:
  std::shared_ptr<const PlanResult> result_;
};

/// @throws RefusedPlan
/// @throws DiagnosedError for schema files that cannot be used; with ExitCode::refused for a plan that would touch what
/// is not modelled; and when the proof fails
/// @throws Error or ServerError if the database or a scratch server cannot be used
[[nodiscard]] PlanResult make_plan(const PlanRequest& request);

/// Where the way back of a plan file stands: beside it. "a/x.reverse.plan.sql" of "a/x.plan.sql" and of "a/x.sql".
[[nodiscard]] std::string reverse_plan_name(const std::string& file);

}  // namespace pgplumb
