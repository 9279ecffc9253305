#include "report/graph.hpp"

#include <fmt/core.h>

#include "report/escape.hpp"
#include "report/hazards.hpp"

namespace pgplumb::report {

namespace {

using plan::Batch;
using plan::Step;

constexpr std::size_t longest_label = 60;

std::string label_of(const Step& step) {
  return fmt::format("{} {}", to_string(step.change), shortened(visible(step.object), longest_label));
}

const char* color_of(plan::Change change) {
  const std::string_view mark = mark_of(change);
  if (mark == "create") return "#1a7f37";
  if (mark == "drop") return "#cf222e";
  if (mark == "replace") return "#8250df";
  if (mark == "check") return "#6e7781";
  return "#9a6700";
}

std::string title_of(const Batch& batch, std::size_t number) {
  return fmt::format("batch {}{}", number, batch.transaction ? "" : ", no transaction");
}

}  // namespace

const char* mark_of(plan::Change change) {
  using plan::Change;
  switch (change) {
    case Change::create:
      return "create";
    case Change::alter:
    case Change::rename:
      return "change";
    case Change::replace:
      return "replace";
    case Change::drop:
      return "drop";
    case Change::guard:
    case Change::validate:
      return "check";
  }
  return "change";
}

std::string mermaid_graph(const PlanReport& report) {
  std::string text = "flowchart LR\n";
  for (const Step* step : steps_of(report.plan))
    text += fmt::format("  s{}[\"{} · {}{}\"]:::{}\n", step->number, step->number, mermaid_label(label_of(*step)),
                        hazards_of(*step).empty() ? "" : " #9888;", mark_of(step->change));
  for (const Step* step : steps_of(report.plan))
    for (const int earlier : step->after) text += fmt::format("  s{} --> s{}\n", earlier, step->number);
  using plan::Change;
  for (const Change change : {Change::create, Change::alter, Change::replace, Change::drop, Change::guard})
    text += fmt::format("  classDef {} stroke:{},stroke-width:2px\n", mark_of(change), color_of(change));
  return text;
}

std::string dot_graph(const PlanReport& report) {
  std::string text =
      "digraph plan {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n"
      "  fontname=\"sans-serif\";\n";
  for (std::size_t index = 0; index < report.plan.batches.size(); ++index) {
    const Batch& batch = report.plan.batches[index];
    text += fmt::format("  subgraph cluster_{} {{\n    label=\"{}\";\n    color=\"#6e7781\";\n", index + 1,
                        title_of(batch, index + 1));
    if (batch.manual)
      text += fmt::format("    m{} [label=\"manual section {}\", shape=note];\n", index + 1,
                          dot_label(shortened(batch.manual->name, longest_label)));
    for (const Step& step : batch.steps)
      text +=
          fmt::format("    s{} [label=\"{} · {}\", color=\"{}\"{}];\n", step.number, step.number,
                      dot_label(label_of(step)), color_of(step.change), hazards_of(step).empty() ? "" : ", penwidth=3");
    text += "  }\n";
  }
  for (const Step* step : steps_of(report.plan))
    for (const int earlier : step->after) text += fmt::format("  s{} -> s{};\n", earlier, step->number);
  return text + "}\n";
}

}  // namespace pgplumb::report
