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

void refuse_taken_names(const catalog::Catalog& goal, const std::vector<sources::Leftover>& leftovers) {
  std::map<std::string, const sources::Leftover*> holders;
  for (const sources::Leftover& leftover : leftovers)
    for (const std::string& name : leftover.names) holders.emplace(name, &leftover);
  if (holders.empty()) return;
  std::vector<Diagnostic> diagnostics;
  for (const catalog::Object& object : goal.objects())
    for (const std::string& name : object.id.kind->occupied_names(object)) {
      const auto found = holders.find(name);
      if (found == holders.end()) continue;
      const sources::Leftover& leftover = *found->second;
      const std::string index = to_string(leftover.index);
      const std::string sql_name = leftover.index.kind->sql_name(leftover.index);
      diagnostics.push_back({Severity::error,
                             "taken-name",
                             {},
                             index,
                             index + " of " + to_string(leftover.table) + " is invalid and no part of the plan, and " +
                                 to_string(object.id) + " needs its name",
                             "if nobody is making it, drop it: DROP " + sql_name +
                                 "; to keep it, finish it and give it another name: REINDEX " + sql_name});
    }
  if (diagnostics.empty()) return;
  throw DiagnosedError("the plan needs a name that an invalid index holds, which it leaves alone",
                       std::move(diagnostics), ExitCode::refused);
}

std::set<std::string> what_goes(const Plan& plan) {
  std::set<std::string> gone;
  for (const Batch& batch : plan.batches)
    for (const Step& step : batch.steps)
      if (step.change == Change::drop || step.change == Change::replace) gone.insert(step.object);
  for (const Deed& deed : find_deeds(plan))
    if (deed.hazard == "drops") gone.insert(deed.object);
  return gone;
}

std::string taken_along_by(const std::set<std::string>& gone, const sources::Leftover& leftover) {
  std::vector<catalog::ObjectId> needs = {leftover.table};
  needs.insert(needs.end(), leftover.columns.begin(), leftover.columns.end());
  for (const catalog::ObjectId& needed : needs)
    if (gone.contains(to_string(needed))) return to_string(needed);
  return {};
}

}  // namespace pgplumb::plan
