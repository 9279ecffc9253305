#include "report/json.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "report/pretty_json.hpp"

TEST_CASE("JSON has a line for every value, and empty containers stay on theirs") {
  const boost::json::value value = boost::json::parse(R"({"a":[1,{"b":"\"x\""}],"c":{},"d":[],"e":null})");
  CHECK(pgplumb::report::pretty_json(value) ==
        "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"\\\"x\\\"\"\n    }\n  ],\n  \"c\": {},\n  \"d\": [],\n  \"e\": "
        "null\n}\n");
}

TEST_CASE("a drift report holds every difference with its fields") {
  pgplumb::DriftResult result;
  result.database = "database app";
  pgplumb::ObjectChange change;
  change.change = pgplumb::plan::Change::alter;
  change.kind = "column";
  change.object = "column app.users.age";
  change.fields.push_back({"type", "integer", "bigint"});
  result.differences.push_back(change);
  const boost::json::value value = boost::json::parse(pgplumb::report::drift_json(result));
  CHECK(value.at("drift").as_bool());
  CHECK(value.at("differences").at(0).at("change").as_string() == "alter");
  CHECK(value.at("differences").at(0).at("fields").at(0).at("to").as_string() == "bigint");
  CHECK(value.at("differences").at(0).at("position").is_null());
}
