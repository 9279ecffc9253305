#include "plan/revival.hpp"

#include <map>
#include <string>

#include "plan/truth.hpp"

namespace pgplumb::plan {

namespace {

// By relation, who writes it anew: "step 3".
std::map<std::string, std::string> rewriters(const Plan& plan, std::size_t first) {
  std::map<std::string, std::string> found;
  for (std::size_t index = first; index < plan.batches.size(); ++index)
    for (const Step& step : plan.batches[index].steps)
      for (const std::string& relation : step.measured.rewrites)
        found.emplace(relation, "step " + std::to_string(step.number));
  for (const Deed& deed : find_deeds(plan))
    if (deed.hazard == "rewrites") found.emplace(deed.object, "the plan");
  return found;
}

}  // namespace

void refuse_revived(const Plan& plan, const std::vector<sources::Leftover>& leftovers, std::size_t first) {
  if (leftovers.empty()) return;
  const std::map<std::string, std::string> rewriting = rewriters(plan, first);
  std::vector<Diagnostic> diagnostics;
  for (const sources::Leftover& leftover : leftovers) {
    const auto found = rewriting.find(to_string(leftover.table));
    if (found == rewriting.end()) continue;
    const std::string index = to_string(leftover.index);
    diagnostics.push_back({Severity::error,
                           "revives-index",
                           {},
                           index,
                           index + " is invalid and no part of the plan, and " + found->second + " writes " +
                               found->first + " anew, which would build it as well",
                           "drop it: DROP " + leftover.index.kind->sql_name(leftover.index) +
                               "; or finish it and put it into the schema: REINDEX " +
                               leftover.index.kind->sql_name(leftover.index)});
  }
  if (diagnostics.empty()) return;
  throw DiagnosedError("the plan would finish an invalid index that it leaves alone", std::move(diagnostics),
                       ExitCode::refused);
}

}  // namespace pgplumb::plan
