#include "report/plan_markdown.hpp"

#include <doctest/doctest.h>

#include "report/plan_html.hpp"

using namespace pgplumb;
using report::plan_markdown;
using report::PlanReport;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

PlanReport report_with(std::size_t steps, const std::string& name) {
  PlanReport report;
  report.file = "plans/big.sql";
  report.plan.proof = plan::Proof::passed;
  report.plan.batches.resize(1);
  for (std::size_t index = 0; index < steps; ++index) {
    plan::Step step;
    step.number = static_cast<int>(index + 1);
    step.object = "table " + name + std::to_string(index);
    step.statements = {"CREATE TABLE " + name + std::to_string(index) + " ()"};
    if (index > 0) step.after = {1};
    report.plan.batches[0].steps.push_back(step);
    report.plan.destroys.push_back(step.object);
  }
  return report;
}

}  // namespace

TEST_CASE("a comment of a long plan is cut below what GitHub takes, says what is left out, and names the file") {
  for (const std::size_t steps : {900, 5000}) {
    for (const std::string& name : {std::string("t"), std::string(60, '`') + "|\n", std::string(40, '\"')}) {
      const std::string text = plan_markdown(report_with(steps, name));
      CHECK(text.size() < 65536);
      CHECK(has(text, "of the table"));
      CHECK(has(text, "left out. Everything is in `plans/big.sql`."));
    }
  }
}

TEST_CASE("a comment of a plan with one enormous statement leaves out its SQL alone") {
  PlanReport report = report_with(2, "t");
  report.plan.batches[0].steps[1].statements = {"SELECT '" + std::string(100000, 'x') + "'"};
  const std::string text = plan_markdown(report);
  CHECK(text.size() < 65536);
  CHECK(has(text, "_Too long for a comment: the SQL left out."));
  CHECK(has(text, "```mermaid"));
  CHECK_FALSE(has(text, "```sql"));
}

TEST_CASE("a short plan is not cut") {
  const std::string text = plan_markdown(report_with(3, "t"));
  CHECK_FALSE(has(text, "left out"));
  CHECK(has(text, "| 3 | create | `table t2` | none |  |  |\n"));
  CHECK(has(text, "> [!CAUTION]\n> - Destroys `table t0`\n"));
}

TEST_CASE("a plan that was not proved says so in its comment") {
  PlanReport report = report_with(1, "t");
  report.plan.proof = plan::Proof::skipped;
  CHECK(has(plan_markdown(report), "> [!WARNING]\n> This plan has not been run anywhere yet"));
  CHECK(has(plan_markdown(report), "| not measured |"));
}

TEST_CASE("a page of thousands of steps has no drawing, and all of the steps") {
  const std::string page = report::plan_html(report_with(2000, "t"));
  CHECK_FALSE(has(page, "<svg"));
  CHECK(has(page, "id=\"step-2000\""));
}
