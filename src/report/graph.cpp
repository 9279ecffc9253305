#include "report/graph.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "plan/hazards.hpp"
#include "report/escape.hpp"

namespace pgplumb::report {

namespace {

using plan::Batch;
using plan::Step;

constexpr std::size_t longest_label = 60;

std::string label_of(const GraphNode& node) {
  return fmt::format("{}{} {}", node.what, node.section ? ": manual section" : "",
                     shortened(visible(node.name), longest_label));
}

const char* color_of(std::string_view mark) {
  if (mark == "create") return "#1a7f37";
  if (mark == "drop") return "#cf222e";
  if (mark == "replace") return "#8250df";
  if (mark == "check") return "#6e7781";
  return "#9a6700";
}

/// What stands between two sections runs between them, whatever else it waits for.
void connect_sections(std::vector<GraphNode>& nodes) {
  std::vector<bool> followed(nodes.size());
  for (const GraphNode& node : nodes)
    for (const int earlier : node.after) followed[static_cast<std::size_t>(earlier - 1)] = true;
  const std::vector<GraphNode> plain = nodes;
  // The steps of [from, to), those at the `ends` of lines; `nearest` where no line leads to or from any.
  const auto ends = [&](std::size_t from, std::size_t to, bool last, std::size_t nearest) {
    std::vector<std::size_t> found;
    for (std::size_t at = from; at < to; ++at)
      if (last ? !plain[at].after.empty() && !followed[at] : plain[at].after.empty() && followed[at])
        found.push_back(at);
    if (found.empty() && from < to) found.push_back(nearest);
    return found;
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < nodes.size(); ++at) {
    if (!nodes[at].section) continue;
    for (const std::size_t step : ends(begin, at, true, at - 1)) nodes[at].after.push_back(static_cast<int>(step) + 1);
    if (begin == at && at > 0) nodes[at].after.push_back(static_cast<int>(at));
    std::size_t end = at + 1;
    while (end < nodes.size() && !nodes[end].section) ++end;
    for (const std::size_t step : ends(at + 1, end, false, at + 1))
      nodes[step].after.insert(nodes[step].after.begin(), static_cast<int>(at) + 1);
    begin = at + 1;
  }
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

std::string when_of_section(const plan::Plan& plan, std::size_t index) {
  if (!plan.batches.at(index).manual) return {};
  const auto has_steps = [](const Batch& batch) { return !batch.steps.empty(); };
  const auto here = plan.batches.begin() + static_cast<std::ptrdiff_t>(index);
  const bool earlier = std::any_of(plan.batches.begin(), here, has_steps);
  const bool later = std::any_of(here, plan.batches.end(), has_steps);
  if (earlier && later) return "between the steps";
  return earlier ? "after the steps" : later ? "before the steps" : "";
}

std::vector<GraphNode> graph_of(const plan::Plan& plan) {
  std::vector<GraphNode> nodes;
  std::vector<int> place_of(1);  // by the step's number
  const auto hazards = hazards_by_step(plan);
  for (std::size_t index = 0; index < plan.batches.size(); ++index) {
    const Batch& batch = plan.batches[index];
    if (batch.manual) {
      const std::string number = std::to_string(index + 1);
      const std::string when = when_of_section(plan, index);
      nodes.push_back({"m" + number,
                       "manual-" + number,
                       when.empty() ? "run" : "run " + when,
                       batch.manual->name,
                       "check",
                       true,
                       false,
                       index,
                       {}});
    }
    for (const Step& step : batch.steps) {
      const std::string number = std::to_string(step.number);
      nodes.push_back({"s" + number,
                       "step-" + number,
                       number + " · " + to_string(step.change),
                       step.object,
                       mark_of(step.change),
                       false,
                       hazards.contains(step.number),
                       index,
                       {}});
      for (const int earlier : step.after) nodes.back().after.push_back(place_of.at(static_cast<std::size_t>(earlier)));
      place_of.push_back(static_cast<int>(nodes.size()));
    }
  }
  connect_sections(nodes);
  return nodes;
}

bool has_lines(const std::vector<GraphNode>& nodes) {
  return std::any_of(nodes.begin(), nodes.end(), [](const GraphNode& node) { return !node.after.empty(); });
}

std::string mermaid_graph(const PlanReport& report) {
  const std::vector<GraphNode> nodes = graph_of(report.plan);
  std::string text = "flowchart LR\n";
  for (const GraphNode& node : nodes)
    text += fmt::format("  {}[\"{}{}\"]:::{}\n", node.id, mermaid_label(label_of(node)), node.hazard ? " #9888;" : "",
                        node.mark);
  for (const GraphNode& node : nodes)
    for (const int earlier : node.after)
      text += fmt::format("  {} --> {}\n", nodes[static_cast<std::size_t>(earlier - 1)].id, node.id);
  using plan::Change;
  for (const Change change : {Change::create, Change::alter, Change::replace, Change::drop, Change::guard})
    text += fmt::format("  classDef {} stroke:{},stroke-width:2px\n", mark_of(change), color_of(mark_of(change)));
  return text;
}

std::string dot_graph(const PlanReport& report) {
  const std::vector<GraphNode> nodes = graph_of(report.plan);
  std::string text =
      "digraph plan {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n"
      "  fontname=\"sans-serif\";\n";
  for (std::size_t index = 0; index < report.plan.batches.size(); ++index) {
    text += fmt::format("  subgraph cluster_{} {{\n    label=\"{}\";\n    color=\"#6e7781\";\n", index + 1,
                        title_of(report.plan.batches[index], index + 1));
    for (const GraphNode& node : nodes) {
      if (node.batch != index) continue;
      text += fmt::format("    {} [label=\"{}\", {}{}];\n", node.id, dot_label(label_of(node)),
                          node.section ? std::string("shape=note") : fmt::format("color=\"{}\"", color_of(node.mark)),
                          node.hazard ? ", penwidth=3" : "");
    }
    text += "  }\n";
  }
  for (const GraphNode& node : nodes)
    for (const int earlier : node.after)
      text += fmt::format("  {} -> {};\n", nodes[static_cast<std::size_t>(earlier - 1)].id, node.id);
  return text + "}\n";
}

}  // namespace pgplumb::report
