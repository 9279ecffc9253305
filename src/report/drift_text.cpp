#include "report/drift_text.hpp"

#include <fmt/core.h>

#include "base/words.hpp"
#include "report/changes_text.hpp"

namespace pgplumb::report {

namespace {

std::string hidden_lines(const std::map<std::string, int>& hidden, const Style& style) {
  std::string text;
  for (const auto& [why, count] : hidden)
    text += (text.empty() ? "Not compared: " : "; ") + counted(count, "object") + " (" + harmless(why) + ")";
  return text.empty() ? text : style(Ink::dim, text + ".") + "\n";
}

std::string line(const char* name, const std::string& value) {
  return fmt::format("  {:<12}{}\n", name, harmless(value));
}

std::string list(const std::string& title, const std::vector<std::string>& items, const Style& style) {
  if (items.empty()) return {};
  constexpr std::size_t most = 20;
  std::string text = style(Ink::yellow, title) + "\n";
  for (std::size_t index = 0; index < items.size() && index < most; ++index)
    text += "    " + harmless(items[index]) + "\n";
  if (items.size() > most) text += fmt::format("    and {} more\n", items.size() - most);
  return text;
}

std::string tables_text(const CheckResult& result, const Style& style) {
  if (result.desired.empty()) return "No schema files were found: write schema.sql, or name them with --schema.\n";
  std::string text;
  int aligned = 0;
  for (const TableCheck& table : result.tables) {
    switch (table.state) {
      case TableCheck::State::aligned:
        ++aligned;
        break;
      case TableCheck::State::missing:
        text += "    " + style(Ink::red, "missing") + "  " + harmless(table.table) + "\n";
        break;
      case TableCheck::State::differs:
        text += "    " + style(Ink::yellow, "differs") + "  " + harmless(table.table) + "  " +
                style(Ink::dim, counted(table.differences, "difference")) + "\n";
        break;
    }
  }
  text = fmt::format("{}: {} of {} are in the database as {} says.\n", style(Ink::bold, "Tables"), aligned,
                     counted(static_cast<long>(result.tables.size()), "table"), harmless(result.desired)) +
         text;
  if (result.other_differences > 0)
    text +=
        "    and " + counted(result.other_differences, "difference") + " in other objects: pgplumb drift names them\n";
  return text;
}

std::string drift_text(const DriftResult& result, const Style& style) {
  if (result.differences.empty())
    return fmt::format("{}: {} is as {} says.\n", style(Ink::green, "No drift"), harmless(result.database),
                       harmless(result.desired)) +
           hidden_lines(result.hidden, style);
  return fmt::format("{}: {} is not as {} says.\n\n", style(Ink::red, "Drift"), harmless(result.database),
                     harmless(result.desired)) +
         changes_text(result.differences, Tense::drift, style) + "\n" + style(Ink::plain, counts_text(told(result))) +
         ".\n" + hidden_lines(result.hidden, style);
}

}  // namespace

std::string drift_text(DriftReports reports, const Style& style) {
  std::string text;
  for (const DriftReport& report : reports) {
    if (!text.empty()) text += "\n";
    text += report.error.empty() ? drift_text(report.result, style)
                                 : fmt::format("{}: {}: {}\n", style(Ink::red, "Not compared"),
                                               harmless(report.result.database), harmless(report.error));
  }
  return text;
}

std::string check_text(const CheckResult& result, const Style& style) {
  std::string text = style(Ink::bold, "Connected") + "\n";
  text += line("database", result.database);
  text += line("server", result.server);
  text += line("encoding", result.encoding + ", collation " + result.collation);
  text += line("role", result.role + (result.superuser            ? " (superuser)"
                                      : result.may_create_schemas ? " (may create schemas)"
                                                                  : " (may not create schemas)"));
  text += line("scratch", result.scratch.empty() ? "none: " + result.scratch_problem : result.scratch);
  std::string managed;
  for (const auto& [kind, count] : result.managed) managed += (managed.empty() ? "" : ", ") + counted(count, kind);
  text += line("managed", managed.empty() ? "nothing" : managed);
  text += hidden_lines(result.hidden, style);
  text += list("The role may not alter (it is not of the owner's roles):", result.not_owned, style);
  text += list("Not modelled: plans refuse to touch", result.not_modelled, style);
  text += "\n" + tables_text(result, style);
  return text;
}

}  // namespace pgplumb::report
