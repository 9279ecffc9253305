#include "report/models_report.hpp"

#include <fmt/core.h>

#include <array>
#include <boost/json.hpp>

#include "base/words.hpp"
#include "report/escape.hpp"
#include "report/pretty_json.hpp"

namespace pgplumb::report {

namespace {

namespace json = boost::json;

long mismatches_of(const ModelsResult& result) {
  long count = 0;
  for (const ModelCheck& model : result.models) count += static_cast<long>(model.mismatches.size());
  return count;
}

long aligned_of(const ModelsResult& result) {
  long count = 0;
  for (const ModelCheck& model : result.models) count += model.mismatches.empty() ? 1 : 0;
  return count;
}

std::string names(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& name : list) text += (text.empty() ? "" : ", ") + visible(name);
  return text;
}

std::string models_text(const ModelsResult& result, const Style& style) {
  std::string text;
  for (const ModelCheck& model : result.models) {
    const std::string table = model.table.empty() ? "no table" : "table " + visible(model.table);
    text += fmt::format("{} {}  {}\n", model.mismatches.empty() ? style(Ink::green, "=") : style(Ink::red, "!"),
                        style(Ink::bold, visible(model.model)), style(Ink::dim, table));
    for (const ModelMismatch& mismatch : model.mismatches) {
      text += fmt::format("    {}\n", visible(mismatch.message));
      if (!mismatch.hint.empty())
        text += fmt::format("      {}: {}\n", style(Ink::cyan, "hint"), visible(mismatch.hint));
    }
  }
  if (!result.inside.empty())
    text += style(Ink::dim, "without a table, as values of others: " + names(result.inside)) + "\n";
  text += fmt::format("\n{}: {} of {} agree with {}", style(Ink::bold, "Models"), aligned_of(result),
                      counted(static_cast<long>(result.models.size()), "model"), visible(result.database));
  if (!result.aligned()) text += fmt::format("; {}", counted(mismatches_of(result), "disagreement"));
  return text + ".\n";
}

std::string models_json(const ModelsResult& result, const Style&) {
  json::array models;
  for (const ModelCheck& model : result.models) {
    json::array mismatches;
    for (const ModelMismatch& mismatch : model.mismatches)
      mismatches.push_back(json::object{{"kind", to_string(mismatch.kind)},
                                        {"property", mismatch.property},
                                        {"column", mismatch.column},
                                        {"model", mismatch.model},
                                        {"database", mismatch.database},
                                        {"message", mismatch.message},
                                        {"hint", mismatch.hint}});
    models.push_back(json::object{{"model", model.model},
                                  {"file", model.file},
                                  {"table", model.table},
                                  {"properties", model.properties},
                                  {"mismatches", std::move(mismatches)}});
  }
  json::array inside(result.inside.begin(), result.inside.end());
  json::array warnings;
  for (const Diagnostic& warning : result.warnings)
    warnings.push_back(json::object{
        {"code", warning.code}, {"file", warning.position.file}, {"message", warning.message}, {"hint", warning.hint}});
  return pretty_json(json::object{{"format", 1},
                                  {"database", result.database},
                                  {"aligned", result.aligned()},
                                  {"models", std::move(models)},
                                  {"inside", std::move(inside)},
                                  {"warnings", std::move(warnings)}});
}

std::string models_markdown(const ModelsResult& result, const Style&) {
  std::string text =
      result.aligned() ? fmt::format("**Models agree:** {}", counted(static_cast<long>(result.models.size()), "model"))
                       : fmt::format("**{} of {} disagree** with the database in {}",
                                     static_cast<long>(result.models.size()) - aligned_of(result),
                                     counted(static_cast<long>(result.models.size()), "model"),
                                     counted(mismatches_of(result), "point"));
  text += fmt::format(" ({}).\n", code_span(visible(result.database)));
  if (!result.models.empty()) text += "\n| Model | Table | Where | What |\n| --- | --- | --- | --- |\n";
  for (const ModelCheck& model : result.models) {
    const std::string start = fmt::format("| {} | {} | ", code_span(visible(model.model)),
                                          model.table.empty() ? "none" : code_span(visible(model.table)));
    if (model.mismatches.empty()) text += start + "| agrees |\n";
    for (const ModelMismatch& mismatch : model.mismatches) {
      const std::string& where = mismatch.property.empty() ? mismatch.column : mismatch.property;
      text += fmt::format("{}{} | {}: {} |\n", start, where.empty() ? "" : code_span(visible(where)),
                          to_string(mismatch.kind), code_span(visible(mismatch.message)));
    }
  }
  if (!result.inside.empty())
    text += fmt::format("\nWithout a table, as values of others: {}.\n", code_span(names(result.inside)));
  return text;
}

}  // namespace

std::span<const ModelsFormat> models_formats() {
  static constexpr std::array formats{ModelsFormat{"text", "for the terminal", models_text},
                                      ModelsFormat{"json", "for machines", models_json},
                                      ModelsFormat{"markdown", "a comment on a pull request", models_markdown}};
  return formats;
}

}  // namespace pgplumb::report
