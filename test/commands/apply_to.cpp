#include "commands/apply_to.hpp"

#include "pgplumb/apply.hpp"

namespace test {

void apply_to(const Database& database, const pgplumb::PlanResult& plan) {
  pgplumb::ApplyRequest request;
  request.connection = database.url();
  request.text = plan.text;
  request.file = "plan.sql";
  (void)apply_plan(request);
}

}  // namespace test
