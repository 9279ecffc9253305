// Which step follows which, to be drawn: as Mermaid, for Graphviz, and as the picture of the page.

#pragma once

#include <string>

#include "report/plan_report.hpp"

namespace pgplumb::report {

/// How a step is marked in a drawing: "create", "change", "replace", "drop" or "check".
[[nodiscard]] const char* mark_of(plan::Change change);

/// A flowchart for Mermaid: GitHub and GitLab draw it in comments. Ends with a newline.
[[nodiscard]] std::string mermaid_graph(const PlanReport& report);

/// A digraph for Graphviz. Steps of one transaction stand in one frame. Ends with a newline.
[[nodiscard]] std::string dot_graph(const PlanReport& report);

}  // namespace pgplumb::report
