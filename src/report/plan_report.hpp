// A plan as reports tell it: the same value whether it was just made or read from its file.
//
// Reports for files and comments say nothing of hosts and users, so that equal plans give equal reports, but for the
// sizes of live tables, which only the command that makes a plan knows.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pgplumb/changes.hpp"
#include "pgplumb/plan.hpp"
#include "pgplumb/show.hpp"

namespace pgplumb::report {

struct PlanReport {
  plan::Plan plan;
  std::string digest;
  std::string file;                           ///< name of the plan file; empty if it was not written
  std::string desired;                        ///< "schema.sql"; empty if only the plan file is known
  std::vector<ObjectChange> changes;          ///< as in PlanResult and ShownPlan
  std::map<std::string, int> hidden;          ///< as in PlanResult
  std::map<std::string, RelationSize> sizes;  ///< as in PlanResult; nothing if only the plan file is known
};

[[nodiscard]] PlanReport report_of(const PlanResult& result, const std::string& file);
[[nodiscard]] PlanReport report_of(const ShownPlan& shown, const std::string& file);

/// What a step does to one object. A step of several actions of one ALTER TABLE has several parts.
struct StepPart {
  plan::Change change = plan::Change::create;
  std::string kind;
  std::string object;
  std::vector<FieldChange> fields;
  std::vector<std::string> notes;  ///< what is no field
};

/// The parts of every step, by the step's index: the first step of the plan is at 0. Old and new values come from
/// `changes` where they have them, else from the step's notes.
[[nodiscard]] std::vector<std::vector<StepPart>> parts_of(const PlanReport& report);

/// All steps of a plan, in order.
[[nodiscard]] std::vector<const plan::Step*> steps_of(const plan::Plan& plan);

/// "column" of "column app.users.age".
[[nodiscard]] std::string kind_of(std::string_view object);

/// "3 to create, 2 to change, 0 to replace, 1 to drop"
[[nodiscard]] std::string counts_text(const plan::Counts& counts);

}  // namespace pgplumb::report
