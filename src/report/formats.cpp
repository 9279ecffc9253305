#include "report/formats.hpp"

#include <array>

#include "report/drift_html.hpp"
#include "report/drift_junit.hpp"
#include "report/drift_markdown.hpp"
#include "report/drift_prometheus.hpp"
#include "report/drift_sarif.hpp"
#include "report/drift_text.hpp"
#include "report/graph.hpp"
#include "report/json.hpp"
#include "report/plan_html.hpp"
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
      PlanFormat{"html", "a page for the reviewer", [](Report report, Look) { return plan_html(report); }, true},
      PlanFormat{"sql", "the statements alone", [](Report report, Look) { return plan_sql(report.plan); }},
      PlanFormat{"dot", "the graph of its steps, for Graphviz", [](Report report, Look) { return dot_graph(report); }},
      PlanFormat{"mermaid", "the graph, for Markdown", [](Report report, Look) { return mermaid_graph(report); }}};
  return formats;
}

std::span<const DriftFormat> drift_formats() {
  using Look = const Style&;
  static constexpr std::array formats{
      DriftFormat{"text", "for the terminal",
                  [](DriftReports reports, Look style) { return drift_text(reports, style); }},
      DriftFormat{"json", "for machines", [](DriftReports reports, Look) { return drift_json(reports); }},
      DriftFormat{"markdown", "an issue or a chat", [](DriftReports reports, Look) { return drift_markdown(reports); }},
      DriftFormat{"html", "a page", [](DriftReports reports, Look) { return drift_html(reports); }},
      DriftFormat{"junit", "a test report for any CI", [](DriftReports reports, Look) { return drift_junit(reports); }},
      DriftFormat{"sarif", "findings for code scanning",
                  [](DriftReports reports, Look) { return drift_sarif(reports); }},
      DriftFormat{"prometheus", "metrics for the node exporter",
                  [](DriftReports reports, Look) { return drift_prometheus(reports); }}};
  return formats;
}

}  // namespace pgplumb::report
