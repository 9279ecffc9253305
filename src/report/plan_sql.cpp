#include "report/plan_sql.hpp"

#include <fmt/core.h>

#include "plan/batch_frame.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::report {

std::string batch_sql(const plan::Plan& plan, const plan::Batch& batch, bool titles) {
  const plan::BatchFrame frame = plan::frame_of(plan, batch);
  std::string text;
  for (const std::string& statement : frame.opening) text += statement + ";\n";
  if (batch.manual) {
    text += batch.manual->bytes;
    const std::size_t last = batch.manual->bytes.find_last_not_of(" \t\r\n\f\v");
    if (!text.empty() && text.back() != '\n') text += "\n";
    if (last != std::string::npos && batch.manual->bytes[last] != ';') text += ";\n";
  }
  for (const plan::Step& step : batch.steps) {
    if (titles)
      text += fmt::format("-- step {}: {} {}\n", step.number, to_string(step.change), sql::comment_text(step.object));
    for (const std::string& statement : step.statements) text += statement + ";\n";
  }
  for (const std::string& statement : frame.closing) text += statement + ";\n";
  return text;
}

std::string plan_sql(const plan::Plan& plan) {
  std::string text;
  for (const plan::Batch& batch : plan.batches) text += (text.empty() ? "" : "\n") + batch_sql(plan, batch, false);
  return text;
}

}  // namespace pgplumb::report
