#include "apply/standing.hpp"

#include <doctest/doctest.h>

#include "sql/backfill.hpp"

using pgplumb::apply::batches_done;
using pgplumb::apply::Beginning;
using pgplumb::apply::find_beginning;
using pgplumb::plan::Plan;

namespace {

Plan plan_through(const std::vector<std::string>& states) {
  Plan plan;
  plan.from = states.front();
  plan.to = states.back();
  for (std::size_t index = 1; index < states.size(); ++index) plan.batches.emplace_back().checkpoint = states[index];
  return plan;
}

}  // namespace

TEST_CASE("a database is found at the beginning, at a checkpoint, at the end or nowhere") {
  const Plan plan = plan_through({"a", "b", "c", "d"});
  CHECK(batches_done(plan, "a") == 0);
  CHECK(batches_done(plan, "b") == 1);
  CHECK(batches_done(plan, "c") == 2);
  CHECK(batches_done(plan, "d") == 3);
  CHECK(batches_done(plan, "e") == std::nullopt);
}

TEST_CASE("batches that leave the schema as it is count as not done") {
  const Plan plan = plan_through({"a", "a", "b", "b", "c", "c"});
  CHECK(batches_done(plan, "a") == 0);
  CHECK(batches_done(plan, "b") == 2);
  CHECK(batches_done(plan, "c") == 4);
  CHECK(batches_done(plan_through({"a", "a"}), "a") == 0);
}

TEST_CASE("a schema that a plan passes twice is taken for the first time, unless it is the end") {
  CHECK(batches_done(plan_through({"a", "b", "a", "c"}), "a") == 0);
  CHECK(batches_done(plan_through({"a", "b", "c", "b"}), "b") == 3);
}

TEST_CASE("a plan without checkpoints knows its beginning and its end") {
  Plan plan = plan_through({"a", "", "b"});
  CHECK(batches_done(plan, "a") == 0);
  CHECK(batches_done(plan, "b") == 2);
  CHECK(batches_done(plan, "x") == std::nullopt);
}

TEST_CASE("of a plan without checkpoints the manual sections at the end count as not done") {
  Plan plan = plan_through({"a", "", "", "b"});
  plan.batches[1].manual = plan.batches[2].manual = pgplumb::plan::Manual{};
  CHECK(batches_done(plan, "b") == 1);
  plan.to = plan.from;
  plan.batches[0].manual = pgplumb::plan::Manual{};
  CHECK(batches_done(plan, "a") == 0);
}

TEST_CASE("rows that may not have got their values are filled once more") {
  Plan plan = plan_through({"a", "b", "b", "c"});
  CHECK(batches_done(plan, "b") == 1);
  plan = plan_through({"a", "b", "b"});
  CHECK(batches_done(plan, "b") == 1);
  plan = plan_through({"a", "", "b"});
  CHECK(batches_done(plan, "b") == 2);
  plan.batches[1].steps.emplace_back().statements = {pgplumb::sql::backfill_statement({"app", "t", "c"})};
  CHECK(batches_done(plan, "b") == 1);
}

TEST_CASE("a plan without checkpoints begins where its journal ends, if the schema does not say otherwise") {
  Plan plan = plan_through({"a", "", "", "b"});
  plan.batches[0].steps.emplace_back();
  plan.batches[2].manual = pgplumb::plan::Manual{};
  CHECK(find_beginning(plan, "x", 2) == Beginning{2, true});
  CHECK(find_beginning(plan, "b", 1) == Beginning{2, true});
  CHECK(find_beginning(plan, "a", 1) == Beginning{0, false});
  CHECK(find_beginning(plan, "x", std::nullopt) == std::nullopt);
  CHECK(find_beginning(plan, "x", 3) == std::nullopt);
  plan.batches[0].steps.clear();
  CHECK(find_beginning(plan, "a", 1) == Beginning{1, true});
  plan.proof = pgplumb::plan::Proof::passed;
  CHECK(find_beginning(plan, "x", 2) == std::nullopt);
}
