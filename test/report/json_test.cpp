#include "report/json.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "report/history.hpp"
#include "report/models_report.hpp"
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
  pgplumb::report::DriftReport report;
  report.result = result;
  const boost::json::value value = boost::json::parse(pgplumb::report::drift_json({&report, 1}));
  CHECK(value.at("drift").as_bool());
  CHECK(value.at("differences").at(0).at("change").as_string() == "alter");
  CHECK(value.at("differences").at(0).at("fields").at(0).at("to").as_string() == "bigint");
  CHECK(value.at("differences").at(0).at("position").is_null());
}

namespace {

namespace json = boost::json;

json::value schema_of(const std::string& name) {
  std::ifstream stream(std::string(PGPLUMB_SOURCE_DIR) + "/schema/" + name + ".schema.json");
  std::ostringstream text;
  text << stream.rdbuf();
  return json::parse(text.str());
}

bool is_type(const json::value& value, const json::value& allowed) {
  if (allowed.is_array())
    return std::any_of(allowed.as_array().begin(), allowed.as_array().end(),
                       [&](const json::value& one) { return is_type(value, one); });
  const std::string_view type = allowed.as_string();
  return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
         (type == "string" && value.is_string()) || (type == "integer" && value.is_int64()) ||
         (type == "number" && value.is_number()) || (type == "boolean" && value.is_bool()) ||
         (type == "null" && value.is_null());
}

/// As much of JSON Schema as our schemas use. Answers with the path of the first violation, or "".
std::string violation(const json::value& value, const json::object& schema, const json::object& root,
                      const std::string& path) {
  if (const auto* reference = schema.if_contains("$ref"))
    return violation(value, root.at("$defs").at(std::string(reference->as_string()).substr(8)).as_object(), root, path);
  if (const auto* choices = schema.if_contains("oneOf")) {
    for (const json::value& choice : choices->as_array())
      if (violation(value, choice.as_object(), root, path).empty()) return "";
    return path + " is none of its forms";
  }
  if (const auto* words = schema.if_contains("enum")) {
    for (const json::value& word : words->as_array())
      if (word == value) return "";
    return path + " is no word of its list";
  }
  if (const auto* type = schema.if_contains("type"); type != nullptr && !is_type(value, *type))
    return path + " has another type";
  if (const auto* items = schema.if_contains("items"))
    for (const json::value& item : value.as_array())
      if (const std::string wrong = violation(item, items->as_object(), root, path + "[]"); !wrong.empty())
        return wrong;
  if (const auto* properties = schema.if_contains("properties")) {
    for (const auto& [key, member] : value.as_object()) {
      const auto* known = properties->as_object().if_contains(key);
      const std::string inner = path + "." + std::string(key);
      if (known == nullptr) return inner + " is not described";
      if (const std::string wrong = violation(member, known->as_object(), root, inner); !wrong.empty()) return wrong;
    }
    for (const json::value& key : schema.at("required").as_array())
      if (!value.as_object().contains(key.as_string())) return path + " lacks " + std::string(key.as_string());
  }
  return "";
}

std::string violation(const std::string& report, const std::string& name) {
  const json::value schema = schema_of(name);
  return violation(json::parse(report), schema.as_object(), schema.as_object(), name);
}

pgplumb::ObjectChange sample_change() {
  pgplumb::ObjectChange change;
  change.change = pgplumb::plan::Change::alter;
  change.kind = "column";
  change.object = "column app.users.age";
  change.parent = "table app.users";
  change.fields.push_back({"type", "integer", "bigint"});
  change.position = {"schema.sql", 3, 1};
  return change;
}

pgplumb::plan::Plan sample_plan() {
  pgplumb::plan::Plan plan;
  pgplumb::plan::Step step;
  step.statements = {"SELECT 1"};
  step.measured.rewrites = {"table app.users"};
  pgplumb::plan::Manual manual;
  manual.run = "changed";
  plan.batches.push_back({true, {step}, std::nullopt, "sha256:1"});
  plan.batches.push_back({true, {}, manual, "sha256:2"});
  return plan;
}

}  // namespace

TEST_CASE("every JSON report is as its JSON Schema says") {
  const pgplumb::Diagnostic warning{pgplumb::Severity::warning, "data", {"schema.sql", 2, 1}, "", "said", "do"};
  pgplumb::PlanResult plan;
  plan.plan = sample_plan();
  plan.changes = {sample_change()};
  plan.warnings = {warning};
  plan.hidden["owners"] = 1;
  plan.sizes = {{"table app.users", {1, 8192}}, {"table app.orders", {std::nullopt, 8192}}};
  CHECK(violation(pgplumb::report::plan_json(plan, "plan.sql"), "plan") == "");
  CHECK(violation(pgplumb::report::show_json(pgplumb::report::report_of(plan, "plan.sql")), "plan") == "");
  pgplumb::report::DriftReport drift;
  drift.result.differences = {sample_change()};
  drift.result.warnings = {warning};
  CHECK(violation(pgplumb::report::drift_json({&drift, 1}), "drift") == "");
  const std::vector<pgplumb::report::DriftReport> two{drift, drift};
  CHECK(violation(pgplumb::report::drift_json(two), "drift") == "");
  pgplumb::CheckResult check;
  check.tables = {{"table app.users", pgplumb::TableCheck::State::differs, 1}};
  check.warnings = {warning};
  check.managed["table"] = 1;
  CHECK(violation(pgplumb::report::check_json(check), "check") == "");
  pgplumb::ModelsResult models;
  models.models = {{"Order", "order.json", "app.orders", 1, {{}}}};
  models.inside = {"Address"};
  models.warnings = {warning};
  CHECK(violation(pgplumb::report::models_formats()[1].write(models, {}), "models") == "");
  CHECK(violation(pgplumb::report::apply_json({}), "apply") == "");
  pgplumb::HistoryResult history;
  history.plans.resize(2);
  history.plans.front().seconds = 1.5;
  CHECK(violation(pgplumb::report::history_json(history), "history") == "");
  CHECK(violation("{\"format\": 1}", "apply") == "apply lacks database");
}
