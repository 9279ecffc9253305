#include "report/history.hpp"

#include <fmt/core.h>

#include <boost/json.hpp>

#include "base/words.hpp"
#include "report/pretty_json.hpp"

namespace pgplumb::report {

namespace json = boost::json;

std::string history_text(const HistoryResult& result, const Style& style) {
  const std::string database = harmless(result.database);
  if (!result.has_journal) return "No journal: nothing was applied to " + database + " with one.\n";
  if (result.plans.empty()) return "Nothing was applied to " + database + ".\n";
  std::string text;
  for (const AppliedPlan& plan : result.plans) {
    text += fmt::format("{}  {}", plan.started, style(Ink::bold, plan.plan.empty() ? "a plan" : harmless(plan.plan)));
    if (plan.seconds) {
      text += fmt::format("  {} in {:.1f} s", style(Ink::green, "applied"), *plan.seconds);
    } else {
      text += fmt::format("  {} after {} of {}", style(Ink::red, "not finished"), plan.batches_done,
                          counted(plan.batches, "batch"));
    }
    text += fmt::format("  by {}", harmless(plan.role));
    if (!plan.environment.empty()) text += fmt::format("  [{}]", harmless(plan.environment));
    text += fmt::format("\n    {}, {}; {}", counted(plan.batches_done, "batch"), counted(plan.statements, "statement"),
                        harmless(plan.application));
    if (!plan.server.empty()) text += ", PostgreSQL " + harmless(plan.server);
    text += "\n    " + style(Ink::dim, harmless(plan.digest)) + "\n";
    if (!plan.backup.empty())
      text += fmt::format("    backup {} (sha256 {})\n", harmless(plan.backup), harmless(plan.backup_sha256));
  }
  return text;
}

std::string history_json(const HistoryResult& result) {
  json::array plans;
  for (const AppliedPlan& plan : result.plans)
    plans.push_back(json::object{{"started", plan.started},
                                 {"seconds", plan.seconds ? json::value(*plan.seconds) : json::value(nullptr)},
                                 {"plan", plan.plan},
                                 {"digest", plan.digest},
                                 {"environment", plan.environment},
                                 {"role", plan.role},
                                 {"application", plan.application},
                                 {"server", plan.server},
                                 {"batches", plan.batches},
                                 {"batches_done", plan.batches_done},
                                 {"statements", plan.statements},
                                 {"backup", plan.backup},
                                 {"backup_sha256", plan.backup_sha256}});
  return pretty_json(json::object{{"format", 1}, {"database", result.database}, {"plans", std::move(plans)}});
}

}  // namespace pgplumb::report
