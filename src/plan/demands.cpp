// demands: what the proof cannot see, since its copy has no rows, is a danger of the step that depends on it.

#include <algorithm>

#include "plan/hazards.hpp"
#include "plan/work.hpp"
#include "sql/tokens.hpp"
#include "sql/visible_names.hpp"

namespace pgplumb::plan {

namespace {

// Renames end with the new name, and so does what moves an object to another schema.
std::set<std::string> new_names(const std::vector<Step>& renames) {
  std::set<std::string> names;
  for (const Step& step : renames)
    for (const std::string& statement : step.statements) {
      const std::vector<sql::Token> tokens = sql::tokenize(statement).tokens;
      if (!tokens.empty() && sql::is_name(tokens.back()))
        names.insert(sql::name_of(sql::token_text(statement, tokens.back())));
    }
  return names;
}

bool holds_any(const std::string& query, const std::set<std::string>& names) {
  const std::vector<sql::Token> tokens = sql::tokenize(query).tokens;
  return std::any_of(tokens.begin(), tokens.end(), [&](const sql::Token& token) {
    return sql::is_name(token) && names.contains(sql::name_of(sql::token_text(query, token)));
  });
}

}  // namespace

void add_demands(const Work& work, const std::vector<catalog::RowDemand>& demands, Step& step) {
  if (demands.empty()) return;
  const std::set<std::string> names = new_names(work.options.renames);
  for (const catalog::RowDemand& demand : demands) {
    Danger danger{word(HazardKind::depends_on_rows), to_string(demand.relation), demand.demand,
                  sql::with_visible_names(demand.query)};
    if (!names.empty() && holds_any(danger.query, names)) danger.query.clear();
    step.dangers.push_back(std::move(danger));
  }
}

}  // namespace pgplumb::plan
