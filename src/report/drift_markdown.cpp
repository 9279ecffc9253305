#include "report/drift_markdown.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/words.hpp"
#include "report/escape.hpp"
#include "report/plan_markdown.hpp"

namespace pgplumb::report {

namespace {

constexpr std::size_t longest_name = 120;
constexpr std::size_t most_fields = 4;

std::string span(const std::string& text) {
  return code_span(shortened(visible(text), longest_name));
}

std::string row(const ToldDifference& told) {
  const ObjectChange& difference = told.difference;
  std::string fields = told.parts.empty() ? "" : "with " + told.parts;
  for (std::size_t at = 0; at < difference.fields.size() && at < most_fields; ++at) {
    const FieldChange& field = difference.fields[at];
    fields += fmt::format("{}{}: {} → {}", at == 0 ? "" : "<br>", field.field, span(field.from), span(field.to));
  }
  if (difference.fields.size() > most_fields)
    fields += fmt::format("<br>and {} more", difference.fields.size() - most_fields);
  const std::string place = difference.position.line > 0 ? span(to_string(difference.position)) : "";
  return fmt::format("| {} | {} | {} | {} |\n", words(difference), span(difference.object), fields, place);
}

std::string hidden(const DriftResult& result) {
  std::string text;
  for (const auto& [why, count] : result.hidden)
    text += (text.empty() ? "Not compared: " : "; ") + counted(count, "object") + " (" + span(why) + ")";
  return text.empty() ? text : "<sub>" + text + "</sub>\n\n";
}

std::string section(const DriftReport& report, std::size_t budget) {
  const DriftResult& result = report.result;
  const std::string database = span(short_name(result));
  if (!report.error.empty())
    return fmt::format("### Not compared: {}\n\n> [!CAUTION]\n> {}\n\n", database, span(report.error));
  if (result.differences.empty())
    return fmt::format("### No drift: {}\n\nIt is as {} says.\n\n", database, span(result.desired)) + hidden(result);
  const std::vector<ToldDifference> differences = told(result);
  std::string text = fmt::format("### Drift: {}\n\nIt is not as {} says. {}.\n\n", database, span(result.desired),
                                 counts_text(differences));
  text += "| Difference | Object | Schema files → database | Where |\n| --- | --- | --- | --- |\n";
  for (std::size_t at = 0; at < differences.size(); ++at) {
    const std::string line = row(differences[at]);
    if (text.size() + line.size() > budget) {
      const auto out = static_cast<long>(differences.size() - at);
      text += fmt::format("\n_Too long for a comment: {} left out. pgplumb drift names them all._\n",
                          counted(out, "difference"));
      break;
    }
    text += line;
  }
  return text + "\n" + hidden(result);
}

}  // namespace

std::string drift_markdown(DriftReports reports) {
  std::string text;
  for (const DriftReport& report : reports)
    text += section(report, (longest_comment - 2000) / std::max<std::size_t>(reports.size(), 1));
  return text;
}

}  // namespace pgplumb::report
