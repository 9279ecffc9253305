#include "report/graph.hpp"

#include <doctest/doctest.h>

using namespace pgplumb;
using namespace pgplumb::report;

namespace {

plan::Batch section(const std::string& name) {
  plan::Batch batch;
  batch.manual.emplace();
  batch.manual->name = name;
  return batch;
}

/// One batch of steps; each follows the ones that are named.
plan::Batch steps(int first, const std::vector<std::vector<int>>& after) {
  plan::Batch batch;
  for (const std::vector<int>& earlier : after) {
    plan::Step& step = batch.steps.emplace_back();
    step.number = first++;
    step.object = "table t" + std::to_string(step.number);
    step.after = earlier;
  }
  return batch;
}

using Lines = std::vector<std::string>;

/// "s1 > s2"
Lines lines_of(const plan::Plan& plan) {
  Lines lines;
  const std::vector<GraphNode> nodes = graph_of(plan);
  for (const GraphNode& node : nodes)
    for (const int earlier : node.after)
      lines.push_back(nodes.at(static_cast<std::size_t>(earlier - 1)).id + " > " + node.id);
  return lines;
}

}  // namespace

TEST_CASE("sections stand before and after the steps that they run before and after") {
  plan::Plan plan;
  plan.batches = {section("first"), steps(1, {{}, {1}, {1}, {}}), section("last")};
  CHECK(lines_of(plan) == Lines{"m1 > s1", "s1 > s2", "s1 > s3", "s2 > m3", "s3 > m3"});
  CHECK(when_of_section(plan, 0) == "before the steps");
  CHECK(when_of_section(plan, 1).empty());
  CHECK(when_of_section(plan, 2) == "after the steps");
}

TEST_CASE("a section follows the nearest of steps that stand alone, and sections follow each other") {
  plan::Plan plan;
  plan.batches = {steps(1, {{}, {}}), section("one"), section("two")};
  CHECK(lines_of(plan) == Lines{"s2 > m2", "m2 > m3"});
  plan.batches = {section("alone")};
  CHECK(lines_of(plan).empty());
  CHECK(when_of_section(plan, 0).empty());
  CHECK_FALSE(has_lines(graph_of(plan)));
}

TEST_CASE("both texts draw sections with their names, and nothing in a name gets out") {
  PlanReport report;
  report.plan.batches = {steps(1, {{}}), section("find \"x\" ]; end")};
  const std::string mermaid = mermaid_graph(report);
  CHECK(mermaid.find("  m2[\"run after the steps: manual section find ") != std::string::npos);
  CHECK(mermaid.find("  s1 --> m2\n") != std::string::npos);
  const std::string dot = dot_graph(report);
  CHECK(dot.find("    m2 [label=\"run after the steps: manual section find \\\"x\\\" ]; end\", shape=note];\n") !=
        std::string::npos);
  CHECK(dot.find("  s1 -> m2;\n") != std::string::npos);
}
