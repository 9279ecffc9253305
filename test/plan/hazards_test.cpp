#include "plan/hazards.hpp"

#include <doctest/doctest.h>

using namespace pgplumb::plan;

namespace {

struct Seen {
  std::vector<std::string> locks;
  std::vector<std::string> scans;
  std::vector<std::string> rewrites;
};

Plan plan_of(const std::vector<Seen>& steps, bool transaction = true) {
  Plan plan;
  Batch& batch = plan.batches.emplace_back();
  batch.transaction = transaction;
  for (const Seen& seen : steps) {
    Step& step = batch.steps.emplace_back();
    step.number = static_cast<int>(batch.steps.size());
    step.measured = {seen.locks, seen.scans, seen.rewrites};
  }
  return plan;
}

using Texts = std::vector<std::string>;

Texts told_of(const Plan& plan) {
  Texts texts;
  for (const Hazard& hazard : hazards_of(plan)) texts.push_back(told(hazard));
  return texts;
}

}  // namespace

TEST_CASE("a lock is no hazard while nothing is read or written in full") {
  CHECK(told_of(plan_of({{{"ACCESS EXCLUSIVE on table app.users"}, {}, {}}, {}})).empty());
}

TEST_CASE("a table that an earlier step of the transaction has locked cannot be read while a later one reads it") {
  CHECK(told_of(plan_of({{{"ACCESS EXCLUSIVE on table t"}, {}, {}}, {{"SHARE on table t"}, {"table t"}, {}}})) ==
        Texts{"step 2 reads all of table t, while nobody can read or write it"});
  CHECK(told_of(plan_of({{{"SHARE on table t"}, {}, {}}, {{}, {"table t"}, {}}})) ==
        Texts{"step 2 reads all of table t, while nobody can write it"});
}

TEST_CASE("whatever is locked waits while any relation is read or written in full") {
  CHECK(told_of(plan_of({{{"ACCESS EXCLUSIVE on table app.customers"}, {}, {}}, {{}, {"table app.orders"}, {}}})) ==
        Texts{"table app.customers cannot be read or written while step 2 reads all of table app.orders"});
  CHECK(told_of(plan_of({{{"SHARE ROW EXCLUSIVE on table t", "SHARE ROW EXCLUSIVE on table u"}, {"table t"}, {}}})) ==
        Texts{"step 1 reads all of table t, while nobody can write it",
              "table u cannot be written while step 1 reads all of table t"});
  CHECK(told_of(
            plan_of({{{"ACCESS EXCLUSIVE on table a"}, {}, {}}, {{"ACCESS EXCLUSIVE on table b"}, {}, {"table b"}}})) ==
        Texts{"step 2 writes table b anew, while nobody can read or write it",
              "table a cannot be read or written while step 2 writes table b anew"});
}

TEST_CASE("a table that waits for many steps is told of once") {
  const Seen lock{{"ACCESS EXCLUSIVE on table a"}, {}, {}};
  const Seen scan{{}, {"table b"}, {}};
  CHECK(told_of(plan_of({lock, scan, scan})) ==
        Texts{"table a cannot be read or written while step 2 reads all of table b, nor while 1 later step of the same "
              "transaction does the like"});
}

TEST_CASE("a lock ends with its transaction, and with its statement where there is none") {
  const Seen lock{{"ACCESS EXCLUSIVE on table a"}, {}, {}};
  const Seen scan{{}, {"table b"}, {}};
  CHECK(told_of(plan_of({lock, scan}, false)).empty());
  Plan plan = plan_of({lock});
  plan.batches.push_back(plan_of({scan}).batches.front());
  CHECK(told_of(plan).empty());
  CHECK(told_of(plan_of({scan, lock})).empty());
}

TEST_CASE("what is dropped for good keeps nobody waiting, what comes back does") {
  Plan plan = plan_of({{{"ACCESS EXCLUSIVE on view v"}, {}, {}}, {{}, {"table b"}, {}}, {}});
  Batch& batch = plan.batches.front();
  batch.steps[0].change = Change::drop;
  batch.steps[0].object = "view v";
  CHECK(told_of(plan).empty());
  batch.steps[2].change = Change::replace;
  batch.steps[2].object = "view v";
  CHECK(told_of(plan) == Texts{"view v cannot be read or written while step 2 reads all of table b"});
}

TEST_CASE("triggers that fire for every row are told") {
  Plan plan = plan_of({{}});
  plan.batches[0].steps[0].dangers = {{"fires-triggers", "trigger app.t.touch"}};
  CHECK(told_of(plan) == Texts{"step 1 fires trigger app.t.touch for every row that gets its value"});
}
