// What is dangerous in a plan: what loses data, and what keeps others waiting for as long as a table is large.
//
// Locks alone are no hazard: held for a moment, nobody notices them. Those under which a table is read or written in
// full are.

#pragma once

#include <string>
#include <vector>

#include "pgplumb/steps.hpp"

namespace pgplumb::plan {

enum class HazardKind { destroys, rewrites, blocks_reads, blocks_writes };

/// "destroys", "rewrites", "blocks-reads", "blocks-writes": for filters and classes.
[[nodiscard]] const char* word(HazardKind kind);

struct Hazard {
  HazardKind kind = HazardKind::destroys;
  int step = 0;          ///< 0 if it is of the whole plan
  std::string relation;  ///< what is locked, or what is lost
  std::string text;      ///< "step 3 writes table app.users anew, while nobody can read or write it"

  bool operator==(const Hazard&) const = default;
};

/// What the plan destroys, then the hazards of each step in order.
[[nodiscard]] std::vector<Hazard> hazards_of(const plan::Plan& plan);
/// Of one step, with what it destroys.
[[nodiscard]] std::vector<Hazard> hazards_of(const plan::Step& step);

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
