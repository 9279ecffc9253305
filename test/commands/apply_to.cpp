#include "commands/apply_to.hpp"

namespace test {

pgplumb::ApplyResult apply_to(const Database& database, const pgplumb::PlanResult& plan) {
  pgplumb::ApplyRequest request;
  request.connection = database.url();
  request.text = plan.text;
  request.file = "plan.sql";
  return apply_plan(request);
}

}  // namespace test
