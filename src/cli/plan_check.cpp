#include "cli/plan_check.hpp"

#include <unistd.h>

#include <boost/json.hpp>

#include "base/words.hpp"
#include "cli/errors.hpp"
#include "cli/files.hpp"
#include "cli/fold.hpp"
#include "report/changes_text.hpp"
#include "report/pretty_json.hpp"

namespace pgplumb::cli {

namespace {

namespace json = boost::json;
using report::Ink;

/// The lines of a detail below each other, cut where they would fill the screen.
std::string detail_text(const std::string& detail, const report::Style& style) {
  constexpr std::size_t most = 400;
  const Ink ink = detail.starts_with("- ") ? Ink::red : detail.starts_with("+ ") ? Ink::green : Ink::dim;
  std::string text = "      ";
  const std::string block =
      report::harmless_block(detail.size() > most ? detail.substr(0, most) + " ..." : detail, "        | ");
  for (std::size_t at = 0; at < block.size();) {
    const std::size_t end = std::min(block.find('\n', at), block.size());
    text += style(ink, block.substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return text;
}

std::string check_text(const PlanCheckResult& result, const std::string& file, const report::Style& style) {
  if (result.up_to_date())
    return style(Ink::green, "Up to date") + ": " + report::harmless(file) + " is the plan for " +
           report::harmless(result.fresh.database) + ".\n";
  std::string text = style(Ink::red, "Out of date") + ": " + report::harmless(file) + " is not the plan for " +
                     report::harmless(result.fresh.database) + " any more.\n";
  if (result.applied) text += "The database is where this plan leads: it was applied.\n";
  for (const PlanDifference& difference : result.differences) {
    text += "  " + std::string(to_string(difference.what)) + ": " + report::harmless(difference.subject) + "\n";
    for (const std::string& detail : difference.details)
      text += detail_text(difference.what == PlanDifference::What::added ? "+ " + detail : detail, style);
  }
  return text + "Make it again: pgplumb plan -o " + report::harmless(file) + "\n";
}

std::string check_json(const PlanCheckResult& result, const std::string& file) {
  json::array differences;
  for (const PlanDifference& difference : result.differences)
    differences.push_back(json::object{{"what", to_string(difference.what)},
                                       {"subject", difference.subject},
                                       {"details", json::value_from(difference.details)}});
  return report::pretty_json(json::object{{"format", 1},
                                          {"file", file},
                                          {"database", result.fresh.database},
                                          {"up_to_date", result.up_to_date()},
                                          {"applied", result.applied},
                                          {"digest", result.fresh.digest},
                                          {"differences", std::move(differences)}});
}

}  // namespace

void check_committed_plan(const PlanCheckRequest& request, bool json, Session& session) {
  const PlanCheckResult result = check_plan(request);
  warn(result.fresh.warnings, session);
  print(json ? check_json(result, request.file)
             : for_terminal(check_text(result, request.file, report::Style{session.colored(STDOUT_FILENO)})));
  if (!result.up_to_date()) session.exit_code = static_cast<int>(ExitCode::refused);
}

}  // namespace pgplumb::cli
