#include "report/plan_text.hpp"

#include <doctest/doctest.h>

using pgplumb::PlanResult;
using pgplumb::plan::Batch;
using pgplumb::plan::Change;
using pgplumb::plan::Proof;
using pgplumb::plan::Step;
using pgplumb::report::plan_text;
using pgplumb::report::Style;

namespace {

PlanResult result_with(Step step) {
  PlanResult result;
  step.number = 1;
  result.plan.batches.push_back(Batch{true, {std::move(step)}, std::nullopt, ""});
  result.plan.counts.alter = 1;
  result.plan.proof = Proof::passed;
  result.plan.statements = 1;
  result.database = "database app";
  result.desired = "schema.sql";
  result.scratch = "local PostgreSQL 15.1";
  return result;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a plan ends with the command that comes next") {
  const PlanResult result = result_with({});
  CHECK(has(plan_text(result, {"plan.sql", " --env staging"}, Style{}),
            "Saved to plan.sql. Read it, then:\n  pgplumb apply --env staging plan.sql\n"));
  CHECK(has(plan_text(result, {"", ""}, Style{}), "add -o plan.sql"));
}

TEST_CASE("a rewrite of a table is a hazard, an exclusive lock alone is none") {
  Step step;
  step.measured.locks = {"ACCESS EXCLUSIVE on table app.users"};
  CHECK_FALSE(has(plan_text(result_with(step), {}, Style{}), "Hazards"));
  step.measured.scans = {"table app.users"};
  CHECK(has(plan_text(result_with(step), {}, Style{}),
            "! step 1 reads all of table app.users, while nobody can read or write it\n"));
  step.measured.rewrites = {"table app.users"};
  const std::string text = plan_text(result_with(step), {}, Style{});
  CHECK(has(text, "! step 1 writes table app.users anew, while nobody can read or write it\n"));
  CHECK_FALSE(has(text, "reads all of"));
}

TEST_CASE("a plan says whether it was proved") {
  PlanResult result = result_with({});
  CHECK(has(plan_text(result, {}, Style{}), "Proved: 1 statement ran in local PostgreSQL 15.1"));
  result.plan.proof = Proof::skipped;
  CHECK(has(plan_text(result, {}, Style{}), "Not proved"));
}

TEST_CASE("an empty plan says that there is nothing to do, and what was not compared") {
  PlanResult result;
  result.database = "database app";
  result.desired = "schema.sql";
  result.hidden["schema auth"] = 3;
  CHECK(plan_text(result, {}, Style{}) ==
        "Nothing to do: database app is already as schema.sql says.\nNot compared: 3 objects (schema auth).\n");
}

TEST_CASE("a default that goes while its column stays NOT NULL is a hazard by the name of the column") {
  Step step;
  step.dangers = {{"drops-default", "column app.users.id"}, {"hazard-of-a-later-version", "column app.users.id"}};
  CHECK(has(plan_text(result_with(step), {}, Style{}),
            "Hazards\n    ! step 1 leaves column app.users.id NOT NULL and without a default: an INSERT that leaves it "
            "out fails\n\n"));
}

TEST_CASE("what a plan destroys is a hazard by name") {
  PlanResult result = result_with({});
  result.plan.destroys = {"column app.users.age"};
  CHECK(has(plan_text(result, {}, Style{}), "! destroys column app.users.age\n"));
}
