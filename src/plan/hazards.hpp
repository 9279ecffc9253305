// What is dangerous in a plan: what loses data, what the rows that are there decide, and what keeps others waiting for
// as long as a table is large.
//
// Locks alone are no hazard: held for a moment, nobody notices them. A transaction keeps each of its locks until it
// ends, though: whatever it has locked waits for as long as it then reads or writes any relation in full, in that step
// or in a later one.

#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "pgplumb/steps.hpp"

namespace pgplumb::plan {

enum class HazardKind {
  destroys,
  drops_default,
  changes_sequence,
  fires_triggers,
  depends_on_rows,
  rewrites,
  blocks_reads,
  blocks_writes
};

/// "destroys", "drops-default", "changes-sequence", "fires-triggers", "depends-on-rows", "rewrites", "blocks-reads",
/// "blocks-writes": for filters and classes.
[[nodiscard]] const char* word(HazardKind kind);

/// Whether others wait for as long as something is large.
[[nodiscard]] bool keeps_waiting(HazardKind kind);

struct Hazard {
  HazardKind kind = HazardKind::destroys;
  int step = 0;           ///< 0 if it is of the whole plan
  std::string relation;   ///< what is locked, or what is lost
  std::string meanwhile;  ///< what the step reads or writes in full, if not `relation` itself
  bool writes = false;    ///< it writes that anew
  int later = 0;          ///< how many more steps of the transaction read or write in full, while `relation` is locked
  std::string demand = {};  ///< what the rows of `relation` must be
  std::string query = {};   ///< the SELECT that finds those in the way, if there is one

  bool operator==(const Hazard&) const = default;
};

/// "step 3 writes table app.users anew, while nobody can read or write it", "table app.users cannot be read or written
/// while step 3 reads all of table app.orders". `name` writes a relation's name.
[[nodiscard]] std::string told(const Hazard& hazard, const std::function<std::string(const std::string&)>& name = {});

/// What the plan destroys, then the hazards of each step in order.
[[nodiscard]] std::vector<Hazard> hazards_of(const Plan& plan);
/// The hazards of each step that has any, by its number, with what it destroys.
[[nodiscard]] std::map<int, std::vector<Hazard>> hazards_by_step(const Plan& plan);

/// Everything that exists before the plan and is read in full, written anew, or blocked while that is done to another.
[[nodiscard]] std::set<std::string> relations_at_work(const Plan& plan);

/// A lock that was measured: its mode, and what it is on.
struct Lock {
  std::string mode;
  std::string relation;
};

/// Of "ACCESS EXCLUSIVE on table app.users".
[[nodiscard]] Lock lock_of(const std::string& measured);

/// What others can and cannot do meanwhile, as a sentence: see "Table-Level Locks" in PostgreSQL's manual.
[[nodiscard]] std::string meaning_of(const std::string& mode);

}  // namespace pgplumb::plan
