// online: one blocking step on an existing table becomes its non-blocking sequence, each part in a transaction of its
// own.

#include "plan/work.hpp"

namespace pgplumb::plan {

std::vector<RawStep> split_online_steps(std::vector<RawStep> steps) {
  std::vector<RawStep> split;
  for (RawStep& step : steps) {
    std::vector<Sql> statements = std::move(step.statements);
    step.statements.clear();
    bool first = true;
    for (Sql& statement : statements) {
      const bool apart = !first && (statement.after_commit ||
                                    statement.in_transaction != split.back().statements.back().in_transaction);
      if (first || apart) {
        split.push_back(step);
        if (apart) {
          split.back().step.notes.clear();
          split.back().step.destroys.clear();
          split.back().step.change = statement.text.starts_with("VALIDATE ") ? Change::validate : Change::alter;
        }
      }
      split.back().statements.push_back(std::move(statement));
      first = false;
    }
  }
  return split;
}

}  // namespace pgplumb::plan
