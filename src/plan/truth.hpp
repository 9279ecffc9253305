// A plan cannot say less than its SQL.
//
// What a plan tells of itself, in lines of comment, was measured in the proof, and whoever can edit a file can take
// such a line away and make the digest anew. So the statements are asked as well (sql/statement_effects.hpp): what
// they drop, empty, lock and write anew for certain must stand in the plan. Relations that the plan itself makes need
// no such lines, and what it renames or moves aside is known by all names that it has had.
//
// What DO blocks of manual sections, functions, and partitions behind a named table do is beyond this: that is measured
// or read by a person.

#pragma once

#include <string>
#include <vector>

#include "plan/plan.hpp"

namespace pgplumb::plan {

/// A line that a plan lacks, or a statement that does not belong into a step.
struct Shortfall {
  enum class Type { destroys, locks, rewrites, title, statement } type = Type::statement;
  int step = 0;
  std::string line;     ///< "locks: ACCESS EXCLUSIVE on table app.users"; what is missing
  std::string message;  ///< "step 3 drops table app.users, and has no line ..."

  bool operator==(const Shortfall&) const = default;
};

/// In the order of the plan. Locks and rewritten files are told by proved plans alone.
[[nodiscard]] std::vector<Shortfall> find_shortfalls(const Plan& plan);

/// Adds the locks and rewritten files that are known from the statements and were not seen in the proof: where the
/// database of the proof lacks what makes a statement take a lock.
void complete_claims(Plan& plan);

/// What statements do that no line of the plan tells, since a person wrote them or nothing was proved: for policy.
struct Deed {
  std::string hazard;  ///< as policy names it: "destroys", "drops", "rewrites", "locks-access-exclusive"
  std::string object;  ///< "table app.users"
  std::string told;    ///< "manual section "x" drops table app.users"
  /// The statement names no schema: which one is meant is known once it runs.
  bool schema_unknown = false;

  bool operator==(const Deed&) const = default;
};

[[nodiscard]] std::vector<Deed> find_deeds(const Plan& plan);

/// A column that a step drops without saying that values are lost. That is true of computed columns alone, and whether
/// it is one only the database knows.
struct ComputedColumn {
  std::size_t batch = 0;  ///< from 0
  int step = 0;
  std::vector<std::string> names;  ///< "column app.users.name", all that it has had; the one before the plan first

  bool operator==(const ComputedColumn&) const = default;
};

[[nodiscard]] std::vector<ComputedColumn> columns_told_computed(const Plan& plan);

/// A finding about a step, for refuse_untrue().
[[nodiscard]] Diagnostic untrue_step(Position position, std::string object, std::string message);

/// @throws DiagnosedError (refused) if anything was found, with what to do
void refuse_untrue(std::vector<Diagnostic> untrue);

}  // namespace pgplumb::plan
