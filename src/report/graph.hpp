// Which step follows which, to be drawn: as Mermaid, for Graphviz, and as the picture of the page.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/plan_report.hpp"

namespace pgplumb::report {

/// How a step is marked in a drawing: "create", "change", "replace", "drop" or "check".
[[nodiscard]] const char* mark_of(plan::Change change);

/// A step or a manual section, as it is drawn.
struct GraphNode {
  std::string id;      ///< "s3", "m1": step 3, the manual section of batch 1
  std::string anchor;  ///< where the page tells of it: "step-3", "manual-1"
  std::string what;    ///< "3 · create", "run before the steps"
  std::string name;    ///< of the object or the section, as it is
  const char* mark = "";
  bool section = false;
  bool hazard = false;
  std::size_t batch = 0;   ///< index of its batch
  std::vector<int> after;  ///< places of those that it follows, the first one being 1; all are earlier
};

/// In the order in which they run. A section follows what comes before it and nothing waits for, and is followed by
/// what comes behind it and waits for nothing else; of steps that stand alone only the nearest one counts.
[[nodiscard]] std::vector<GraphNode> graph_of(const plan::Plan& plan);

/// Whether anything follows anything.
[[nodiscard]] bool has_lines(const std::vector<GraphNode>& nodes);

/// "before the steps", "after the steps", or "between the steps"; empty if there are none, or if the batch at `index`
/// is no section.
[[nodiscard]] std::string when_of_section(const plan::Plan& plan, std::size_t index);

/// A flowchart for Mermaid: GitHub and GitLab draw it in comments. Ends with a newline.
[[nodiscard]] std::string mermaid_graph(const PlanReport& report);

/// A digraph for Graphviz. Steps of one transaction stand in one frame. Ends with a newline.
[[nodiscard]] std::string dot_graph(const PlanReport& report);

}  // namespace pgplumb::report
