// Whether a plan file that was committed is still the plan that would be made now.
//
// Any thread may call these, several at once.

#pragma once

#include <string>
#include <vector>

#include "pgplumb/plan.hpp"

namespace pgplumb {

struct PlanCheckRequest {
  PlanRequest plan;  ///< as the file was made; policy counts as it does there
  std::string text;  ///< the plan file
  std::string file;  ///< its name, for messages
};

/// What is other than in the file.
struct PlanDifference {
  enum class What { database, added, gone, changed, order, header };
  What what = What::changed;
  std::string subject;               ///< "create table app.users", or the object of the database that changed
  std::vector<std::string> details;  ///< lines that begin with "- " (in the file) or "+ " (now), or say it in words

  bool operator==(const PlanDifference&) const = default;
};

[[nodiscard]] const char* to_string(PlanDifference::What what);

struct PlanCheckResult {
  std::vector<PlanDifference> differences;  ///< the database first, then steps in the order of the file, then new ones
  bool applied = false;                     ///< the database is where the file leads
  PlanResult fresh;

  [[nodiscard]] bool up_to_date() const { return differences.empty(); }
};

/// Makes the plan again. Lines of the schema files that moved are no difference. @throws as make_plan and read_plan do
[[nodiscard]] PlanCheckResult check_plan(const PlanCheckRequest& request);

}  // namespace pgplumb
