#include "report/plan_text.hpp"

#include <fmt/core.h>

#include "base/words.hpp"
#include "plan/hazards.hpp"
#include "report/changes_text.hpp"
#include "report/sizes.hpp"

namespace pgplumb::report {

namespace {

using plan::Hazard;
using plan::Plan;

std::string hazards_text(const Plan& plan, const Sizes& sizes, const Style& style) {
  const std::vector<Hazard> hazards = hazards_of(plan);
  if (hazards.empty()) return {};
  std::string text = "\n" + style(Ink::bold, "Hazards") + "\n";
  for (const Hazard& hazard : hazards)
    text += "    " + style(Ink::red, "!") + " " + style(Ink::plain, told(hazard, sizes)) + "\n" +
            (hazard.query.empty() ? std::string() : "      " + style(Ink::dim, hazard.query) + "\n");
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

std::string information_text(const Plan& plan, const Sizes& sizes, const Style& style) {
  std::string text;
  std::vector<std::string> lines = reads_beside_hazards(plan, sizes);
  lines.insert(lines.begin(), plan.information.begin(), plan.information.end());
  for (const std::string& line : lines) text += "    " + style(Ink::dim, "i " + line) + "\n";
  return text.empty() ? text : "\n" + text;
}

std::string proof_text(const Plan& plan, const std::string& scratch, const Style& style) {
  if (plan.proof == plan::Proof::skipped)
    return style(Ink::yellow, "Not proved") + ": the plan has not been run anywhere yet (--no-proof).\n";
  return style(Ink::green, "Proved") + ": " + counted(plan.statements, "statement") + " ran" +
         (scratch.empty() ? "" : " in " + harmless(scratch)) + ", and the result is the desired schema.\n";
}

std::string rows_text(const RowCheck& rows, const Style& style) {
  const int all = rows.met + rows.in_the_way + rows.unknown;
  if (all == 0) return style(Ink::green, "Rows") + ": nothing in this plan depends on them.\n";
  std::string text = style(rows.in_the_way > 0 ? Ink::red
                           : rows.unknown > 0  ? Ink::yellow
                                               : Ink::green,
                           "Rows") +
                     fmt::format(": of {} on them {} met by those of now", counted(all, "demand"),
                                 rows.met == 1 ? "1 is" : fmt::format("{} are", rows.met));
  if (rows.unknown > 0) text += fmt::format(", {} could not be asked", rows.unknown);
  if (rows.in_the_way > 0)
    text += fmt::format(", {} not: apply would fail (see the warnings)",
                        rows.in_the_way == 1 ? "1 is" : fmt::format("{} are", rows.in_the_way));
  return text + ".\n";
}

std::string body_text(const PlanReport& report, const std::string& scratch, const Style& style) {
  const Plan& plan = report.plan;
  std::string text = changes_text(report.changes, Tense::plan, style) + manual_text(plan, style);
  text += "\n" + style(Ink::bold, "Plan") + ": " + counts_text(plan.counts) + "; " +
          counted(static_cast<long>(plan.batches.size()), "batch") + ".\n";
  text += hazards_text(plan, report.sizes, style);
  text += information_text(plan, report.sizes, style);
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
    text += information_text(result.plan, result.sizes, style) + hidden_text(result.hidden, style);
    if (!context.file.empty()) text += "The empty plan is in " + harmless(context.file) + ".\n";
    return text;
  }
  std::string text = fmt::format("{} -> {}\n\n", style(Ink::bold, result.database), style(Ink::bold, result.desired));
  text += body_text(report_of(result, context.file), result.scratch, style);
  if (result.rows) text += rows_text(*result.rows, style);
  text += hidden_text(result.hidden, style);
  if (context.refused) {
    text += "\n" + style(Ink::red, "Refused") + ": nothing was saved.\n";
  } else if (context.file.empty()) {
    text += "\nThis plan was not saved: add " + style(Ink::bold, "-o plan.sql") + " to review and apply it.\n";
  } else {
    text += "\nSaved to " + style(Ink::bold, context.file) + ". Read it, then:\n  " +
            style(Ink::bold, "pgplumb apply" + context.connection + " " + context.file) + "\n";
  }
  return text;
}

std::string show_text(const PlanReport& report, const Style& style) {
  const Plan& plan = report.plan;
  std::string text = fmt::format("{} for PostgreSQL {}\n  from   {}\n  to     {}\n  digest {}\n\n",
                                 style(Ink::bold, "Plan"), plan.server_major, plan.from, plan.to, report.digest);
  if (plan.empty()) return text + "Nothing to do.\n";
  return text + body_text(report, {}, style);
}

}  // namespace pgplumb::report
