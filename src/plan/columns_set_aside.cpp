#include "plan/columns_set_aside.hpp"

#include "sql/expansion.hpp"

namespace pgplumb::plan {

std::set<sql::Name> columns_set_aside(const Plan& plan) {
  std::vector<std::string> statements;
  for (const Batch& batch : plan.batches) {
    for (const Step& step : batch.steps)
      statements.insert(statements.end(), step.statements.begin(), step.statements.end());
    statements.emplace_back();
  }
  std::set<sql::Name> columns;
  for (const sql::Expansion& expansion : sql::expansions_in(statements))
    columns.insert({expansion.schema, expansion.table, expansion.aside});
  return columns;
}

}  // namespace pgplumb::plan
