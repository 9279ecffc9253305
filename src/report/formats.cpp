#include "report/formats.hpp"

#include <array>

#include "report/graph.hpp"
#include "report/json.hpp"
#include "report/plan_markdown.hpp"
#include "report/plan_sql.hpp"
#include "report/plan_text.hpp"

namespace pgplumb::report {

std::span<const PlanFormat> plan_formats() {
  using Report = const PlanReport&;
  using Look = const Style&;
  static constexpr std::array formats{
      PlanFormat{"text", "for the terminal", [](Report report, Look style) { return show_text(report, style); }},
      PlanFormat{"json", "for machines", [](Report report, Look) { return show_json(report); }},
      PlanFormat{"markdown", "a comment on a pull request", [](Report report, Look) { return plan_markdown(report); },
                 true},
      PlanFormat{"sql", "the statements alone", [](Report report, Look) { return plan_sql(report.plan); }},
      PlanFormat{"dot", "the graph of its steps, for Graphviz", [](Report report, Look) { return dot_graph(report); }},
      PlanFormat{"mermaid", "the graph, for Markdown", [](Report report, Look) { return mermaid_graph(report); }}};
  return formats;
}

}  // namespace pgplumb::report
