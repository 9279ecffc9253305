#include "report/plan_markdown.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>

#include "base/words.hpp"
#include "plan/hazards.hpp"
#include "report/escape.hpp"
#include "report/graph.hpp"
#include "report/plan_sql.hpp"
#include "report/sizes.hpp"

namespace pgplumb::report {

namespace {

using plan::Batch;
using plan::Hazard;
using plan::HazardKind;
using plan::Plan;
using plan::Step;

constexpr std::size_t most_hazards = 20;
constexpr std::size_t most_items = 3;      // of locks and the like in one cell
constexpr std::size_t longest_name = 120;  // in a cell
constexpr std::size_t longest_query = 600;
constexpr std::size_t table_budget = 24000;  // bytes of the table
constexpr std::size_t graph_budget = 12000;  // beyond it nobody sees anything in the picture
constexpr std::size_t reserve = 600;         // for what is said at the end

std::string span(const std::string& name) {
  return code_span(shortened(visible(name), longest_name));
}

// What a comment could not hold. It is told in one sentence at the end.
struct Left {
  std::vector<std::string> out;

  [[nodiscard]] std::string text(const std::string& file) const {
    if (out.empty()) return {};
    std::string list;
    for (std::size_t at = 0; at < out.size(); ++at)
      list += (at == 0 ? "" : at + 1 == out.size() ? " and " : ", ") + out[at];
    return fmt::format("\n_Too long for a comment: {} left out. {}_\n", list,
                       file.empty() ? "The plan file has everything." : "Everything is in " + span(file) + ".");
  }
};

std::string alert(const char* type, const std::vector<std::string>& lines) {
  if (lines.empty()) return {};
  std::string text = fmt::format("> [!{}]\n", type);
  const bool list = lines.size() > 1;
  for (std::size_t at = 0; at < lines.size() && at < most_hazards; ++at)
    text += (list ? "> - " : "> ") + lines[at] + "\n";
  if (lines.size() > most_hazards) text += fmt::format("> - and {} more\n", lines.size() - most_hazards);
  return text + "\n";
}

std::string capital(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

std::string alerts(const PlanReport& report) {
  const Plan& plan = report.plan;
  std::vector<std::string> caution;
  std::vector<std::string> warning;
  for (const Hazard& hazard : hazards_of(plan)) {
    std::string text = told(hazard, report.sizes, span);
    if (!hazard.query.empty()) text += "<br>" + code_span(shortened(visible(hazard.query), longest_query));
    (hazard.kind == HazardKind::destroys ? caution : warning).push_back(capital(std::move(text)));
  }
  if (plan.proof == plan::Proof::skipped && !plan.empty())
    warning.emplace_back("This plan has not been run anywhere yet: locks and rewrites are not known");
  std::vector<std::string> notes;
  for (const std::string& line : plan.information) notes.push_back(span(line));
  for (const std::string& line : reads_beside_hazards(plan, report.sizes, span)) notes.push_back(capital(line));
  return alert("CAUTION", caution) + alert("WARNING", warning) + alert("NOTE", notes);
}

std::string cell(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t at = 0; at < items.size() && at < most_items; ++at)
    text += (text.empty() ? "" : "<br>") + span(items[at]);
  if (items.size() > most_items) text += fmt::format("<br>and {} more", items.size() - most_items);
  return text;
}

// `holding`: earlier steps of its transaction hold locks, which are told there.
std::string row(const Plan& plan, const Step& step, bool holding) {
  const std::string locks = !step.measured.locks.empty()         ? cell(step.measured.locks)
                            : plan.proof == plan::Proof::skipped ? "not measured"
                            : holding                            ? "no more"
                                                                 : "none";
  const std::string destroys = step.destroys.empty() ? "" : "**" + span(step.destroys) + "**";
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", step.number, to_string(step.change), span(step.object), locks,
                     cell(step.measured.rewrites), destroys);
}

std::string manual_row(const plan::Manual& manual) {
  return fmt::format("| | run | manual section {} | not measured | | |\n", span(manual.name));
}

std::string table(const Plan& plan, Left& left) {
  std::string text =
      "| Step | Change | Object | Locks | Rewrites | Destroys |\n| --: | --- | --- | --- | --- | --- |\n";
  long out = 0;
  for (const Batch& batch : plan.batches) {
    std::vector<std::string> rows;
    if (batch.manual) rows.push_back(manual_row(*batch.manual));
    bool holding = false;
    for (const Step& step : batch.steps) {
      rows.push_back(row(plan, step, holding));
      holding = batch.transaction && (holding || !step.measured.locks.empty());
    }
    for (const std::string& line : rows) {
      if (out == 0 && text.size() + line.size() <= table_budget) {
        text += line;
      } else {
        ++out;
      }
    }
  }
  if (out > 0) left.out.push_back(counted(out, "row") + " of the table");
  return text + "\n";
}

std::string folded(const std::string& summary, const std::string& block) {
  return fmt::format("<details>\n<summary>{}</summary>\n\n{}\n</details>\n\n", summary, block);
}

std::string title_of(const Plan& plan, std::size_t index) {
  const Batch& batch = plan.batches[index];
  std::string title =
      plan.batches.size() == 1 ? "SQL" : fmt::format("SQL, batch {} of {}", index + 1, plan.batches.size());
  if (batch.manual) {
    title += ": a manual section";
  } else if (batch.steps.size() == 1) {
    title += fmt::format(": step {}", batch.steps.front().number);
  } else if (!batch.steps.empty()) {
    title += fmt::format(": steps {} to {}", batch.steps.front().number, batch.steps.back().number);
  }
  return title + (batch.transaction ? ", one transaction" : ", no transaction");
}

std::string statements(const Plan& plan, std::size_t budget, Left& left) {
  std::string text;
  for (std::size_t index = 0; index < plan.batches.size(); ++index) {
    const std::string part =
        folded(title_of(plan, index), code_block(batch_sql(plan, plan.batches[index], true), "sql"));
    if (text.size() + part.size() > budget) {
      const auto out = static_cast<long>(plan.batches.size() - index);
      left.out.push_back(index == 0 && out == 1 ? "the SQL" : "the SQL of " + counted(out, "batch"));
      break;
    }
    text += part;
  }
  return text;
}

std::string graph(const PlanReport& report, std::size_t budget, Left& left) {
  if (!has_lines(graph_of(report.plan))) return {};
  const std::string text = folded("Which step follows which", code_block(mermaid_graph(report), "mermaid"));
  if (text.size() <= std::min(budget, graph_budget)) return text;
  left.out.emplace_back("the graph");
  return {};
}

std::string facts(const PlanReport& report) {
  const Plan& plan = report.plan;
  std::string text = fmt::format("{}, {} · ", counted(static_cast<long>(plan.batches.size()), "batch"),
                                 counted(static_cast<long>(steps_of(plan).size()), "step"));
  text += plan.proof == plan::Proof::passed
              ? fmt::format("**proved**: {} ran on a copy of the schema, and led to the desired one",
                            counted(plan.statements, "statement"))
              : std::string("**not proved**");
  if (!report.desired.empty()) text += " · to " + span(report.desired);
  if (!report.file.empty()) text += " · " + span(report.file);
  return text + "\n\n";
}

}  // namespace

std::string plan_markdown(const PlanReport& report) {
  const Plan& plan = report.plan;
  const std::string digest =
      fmt::format("<sub>digest {} · PostgreSQL {}</sub>\n", span(report.digest), plan.server_major);
  if (plan.empty())
    return "### Database: nothing to do\n\n" +
           (report.desired.empty() ? std::string() : "It is as " + span(report.desired) + " says.\n\n") +
           alerts(report) + digest;
  std::string text = "### Database: " + counts_text(plan.counts) + "\n\n" + facts(report) + alerts(report);
  Left left;
  text += table(plan, left);
  const std::string drawn = graph(report, longest_comment - text.size() - reserve, left);
  text += statements(plan, longest_comment - text.size() - drawn.size() - reserve, left) + drawn;
  return text + digest + left.text(report.file);
}

}  // namespace pgplumb::report
