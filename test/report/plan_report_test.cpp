#include "report/plan_report.hpp"

#include <doctest/doctest.h>

using namespace pgplumb;
using report::kind_of;

TEST_CASE("the kind of an object is the longest that its name begins with") {
  CHECK(kind_of("column app.users.age") == "column");
  CHECK(kind_of("materialized view app.v") == "materialized view");
  CHECK(kind_of("text search dictionary app.d") == "text search dictionary");
}

TEST_CASE("a step of several actions has several parts, with the values that only planning knew") {
  report::PlanReport report;
  plan::Step step;
  step.number = 1;
  step.change = plan::Change::alter;
  step.object = "table app.users";
  step.notes = {"alter column app.users.age", "  default: a -> b", "create column app.users.email", "  said"};
  report.plan.batches.push_back({true, {step}, std::nullopt, ""});
  ObjectChange change;
  change.object = "column app.users.age";
  change.fields = {{"default", "a -> b", "c"}};
  report.changes = {change};
  const auto parts = report::parts_of(report);
  REQUIRE(parts.size() == 1);
  REQUIRE(parts[0].size() == 2);
  CHECK(parts[0][0].object == "column app.users.age");
  CHECK(parts[0][0].fields == change.fields);
  CHECK(parts[0][1].change == plan::Change::create);
  CHECK(parts[0][1].notes == std::vector<std::string>{"said"});
}
