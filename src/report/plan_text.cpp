#include "report/plan_text.hpp"

#include <fmt/core.h>
#include <set>

#include "base/words.hpp"
#include "report/changes_text.hpp"

namespace pgplumb::report {

namespace {

using plan::Plan;
using plan::Step;

std::string counts_text(const plan::Counts& counts) {
  return fmt::format("{} to create, {} to change, {} to replace, {} to drop", counts.create, counts.alter,
                     counts.replace, counts.drop);
}

void hazards_of(const Step& step, std::vector<std::string>& hazards) {
  const std::set<std::string> rewrites(step.measured.rewrites.begin(), step.measured.rewrites.end());
  for (const std::string& relation : rewrites)
    hazards.push_back(fmt::format("step {} writes {} anew, while nobody can read or write it", step.number, relation));
  const std::set<std::string> scans(step.measured.scans.begin(), step.measured.scans.end());
  for (const std::string& lock : step.measured.locks) {
    const std::size_t on = lock.rfind(" on ");
    if (on == std::string::npos) continue;
    const std::string mode = lock.substr(0, on);
    const std::string relation = lock.substr(on + 4);
    if (!scans.contains(relation) || rewrites.contains(relation)) continue;
    if (mode == "ACCESS EXCLUSIVE")
      hazards.push_back(
          fmt::format("step {} reads all of {}, while nobody can read or write it", step.number, relation));
    else if (mode == "SHARE" || mode == "SHARE ROW EXCLUSIVE" || mode == "EXCLUSIVE")
      hazards.push_back(fmt::format("step {} reads all of {}, while nobody can write it", step.number, relation));
  }
}

std::string hazards_text(const Plan& plan, const Style& style) {
  std::vector<std::string> hazards;
  for (const std::string& lost : plan.destroys) hazards.push_back("destroys " + lost);
  for (const plan::Batch& batch : plan.batches)
    for (const Step& step : batch.steps) hazards_of(step, hazards);
  if (hazards.empty()) return {};
  std::string text = "\n" + style(Ink::bold, "Hazards") + "\n";
  for (const std::string& hazard : hazards)
    text += "    " + style(Ink::red, "!") + " " + style(Ink::plain, hazard) + "\n";
  return text;
}

std::string manual_text(const Plan& plan, const Style& style) {
  std::string text;
  for (const plan::Batch& batch : plan.batches)
    if (batch.manual)
      text +=
          fmt::format("    {} manual section \"{}\"  {}\n", style(Ink::cyan, ">"), style(Ink::bold, batch.manual->name),
                      style(Ink::dim, "run=" + batch.manual->run + " " + to_string(batch.manual->position)));
  return text;
}

std::string information_text(const Plan& plan, const Style& style) {
  std::string text;
  for (const std::string& line : plan.information) text += "    " + style(Ink::dim, "i " + line) + "\n";
  return text.empty() ? text : "\n" + text;
}

std::string proof_text(const Plan& plan, const std::string& scratch, const Style& style) {
  if (plan.proof == plan::Proof::skipped)
    return style(Ink::yellow, "Not proved") + ": the plan has not been run anywhere yet (--no-proof).\n";
  return style(Ink::green, "Proved") + ": " + counted(plan.statements, "statement") + " ran" +
         (scratch.empty() ? "" : " in " + harmless(scratch)) + ", and the result is the desired schema.\n";
}

std::string body_text(const Plan& plan, const std::vector<ObjectChange>& changes, const std::string& scratch,
                      const Style& style) {
  std::string text = changes_text(changes, Tense::plan, style) + manual_text(plan, style);
  text += "\n" + style(Ink::bold, "Plan") + ": " + counts_text(plan.counts) + "; " +
          counted(static_cast<long>(plan.batches.size()), "batch") + ".\n";
  text += hazards_text(plan, style);
  text += information_text(plan, style);
  text += "\n" + proof_text(plan, scratch, style);
  return text;
}

std::string hidden_text(const std::map<std::string, int>& hidden, const Style& style) {
  std::string text;
  for (const auto& [why, count] : hidden)
    text += (text.empty() ? "Not compared: " : "; ") + counted(count, "object") + " (" + harmless(why) + ")";
  return text.empty() ? text : style(Ink::dim, text + ".") + "\n";
}

}  // namespace

std::string plan_text(const PlanResult& result, const PlanContext& context, const Style& style) {
  if (result.plan.empty()) {
    std::string text = fmt::format("{}: {} is already as {} says.\n", style(Ink::green, "Nothing to do"),
                                   style(Ink::plain, result.database), style(Ink::plain, result.desired));
    text += information_text(result.plan, style) + hidden_text(result.hidden, style);
    if (!context.file.empty()) text += "The empty plan is in " + harmless(context.file) + ".\n";
    return text;
  }
  std::string text = fmt::format("{} -> {}\n\n", style(Ink::bold, result.database), style(Ink::bold, result.desired));
  text += body_text(result.plan, result.changes, result.scratch, style);
  text += hidden_text(result.hidden, style);
  if (context.file.empty()) {
    text += "\nThis plan was not saved: add " + style(Ink::bold, "-o plan.sql") + " to review and apply it.\n";
  } else {
    text += "\nSaved to " + style(Ink::bold, context.file) + ". Read it, then:\n  " +
            style(Ink::bold, "pgplumb apply" + context.connection + " " + context.file) + "\n";
  }
  return text;
}

std::string show_text(const ShownPlan& shown, const Style& style) {
  const Plan& plan = shown.plan;
  std::string text = fmt::format("{} for PostgreSQL {}\n  from   {}\n  to     {}\n  digest {}\n\n",
                                 style(Ink::bold, "Plan"), plan.server_major, plan.from, plan.to, shown.digest);
  if (plan.empty()) return text + "Nothing to do.\n";
  return text + body_text(plan, shown.changes, {}, style);
}

}  // namespace pgplumb::report
