#include "report/json.hpp"

#include <boost/json.hpp>

#include "plan/hazards.hpp"
#include "report/pretty_json.hpp"

namespace pgplumb::report {

namespace {

namespace json = boost::json;

json::array texts(const std::vector<std::string>& items) {
  json::array array;
  for (const std::string& item : items) array.emplace_back(item);
  return array;
}

json::object numbers(const std::map<std::string, int>& counts) {
  json::object object;
  for (const auto& [name, count] : counts) object[name] = count;
  return object;
}

json::value position_json(const Position& position) {
  if (position.file.empty()) return nullptr;
  return json::object{{"file", position.file}, {"line", position.line}, {"column", position.column}};
}

const char* word(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::information:
      return "information";
  }
  return "error";
}

json::array diagnostics_json(const std::vector<Diagnostic>& diagnostics) {
  json::array array;
  for (const Diagnostic& diagnostic : diagnostics)
    array.push_back(json::object{{"severity", word(diagnostic.severity)},
                                 {"code", diagnostic.code},
                                 {"position", position_json(diagnostic.position)},
                                 {"object", diagnostic.object},
                                 {"message", diagnostic.message},
                                 {"hint", diagnostic.hint}});
  return array;
}

json::array fields_json(const std::vector<FieldChange>& fields) {
  json::array array;
  for (const FieldChange& field : fields)
    array.push_back(json::object{{"field", field.field}, {"from", field.from}, {"to", field.to}});
  return array;
}

json::array changes_json(const std::vector<ObjectChange>& changes) {
  json::array array;
  for (const ObjectChange& change : changes)
    array.push_back(json::object{{"change", plan::to_string(change.change)},
                                 {"kind", change.kind},
                                 {"object", change.object},
                                 {"parent", change.parent},
                                 {"part", change.part},
                                 {"fields", fields_json(change.fields)},
                                 {"destroys", change.destroys},
                                 {"position", position_json(change.position)}});
  return array;
}

json::array dangers_json(const std::vector<plan::Danger>& dangers) {
  json::array array;
  for (const plan::Danger& danger : dangers)
    array.push_back(json::object{
        {"hazard", danger.hazard}, {"object", danger.object}, {"demand", danger.demand}, {"query", danger.query}});
  return array;
}

json::object step_json(const plan::Step& step) {
  return {{"number", step.number},
          {"change", plan::to_string(step.change)},
          {"object", step.object},
          {"position", position_json(step.position)},
          {"statements", texts(step.statements)},
          {"notes", texts(step.notes)},
          {"destroys", step.destroys},
          {"hazards", dangers_json(step.dangers)},
          {"locks", texts(step.measured.locks)},
          {"scans", texts(step.measured.scans)},
          {"rewrites", texts(step.measured.rewrites)},
          {"after", json::array(step.after.begin(), step.after.end())}};
}

json::object batch_json(const plan::Batch& batch) {
  json::object object{{"transaction", batch.transaction}};
  json::array steps;
  for (const plan::Step& step : batch.steps) steps.push_back(step_json(step));
  object["steps"] = std::move(steps);
  if (batch.manual) {
    object["manual"] = json::object{{"name", batch.manual->name},
                                    {"run", batch.manual->run},
                                    {"transaction", batch.manual->transaction},
                                    {"position", position_json(batch.manual->position)},
                                    {"sha256", batch.manual->sha256},
                                    {"sql", batch.manual->bytes}};
  } else {
    object["manual"] = nullptr;
  }
  object["checkpoint"] = batch.checkpoint;
  return object;
}

json::array hazards_json(const plan::Plan& plan) {
  json::array array;
  for (const plan::Hazard& hazard : plan::hazards_of(plan))
    array.push_back(json::object{{"hazard", word(hazard.kind)},
                                 {"step", hazard.step == 0 ? json::value(nullptr) : json::value(hazard.step)},
                                 {"object", hazard.relation},
                                 {"meanwhile", hazard.meanwhile},
                                 {"demand", hazard.demand},
                                 {"query", hazard.query},
                                 {"text", told(hazard)}});
  return array;
}

json::object whole_plan(const plan::Plan& plan, const std::string& digest, const std::string& file,
                        const std::vector<ObjectChange>& changes) {
  json::array batches;
  for (const plan::Batch& batch : plan.batches) batches.push_back(batch_json(batch));
  return {{"format", 1},
          {"file", file},
          {"digest", digest},
          {"from", plan.from},
          {"to", plan.to},
          {"server_major", plan.server_major},
          {"projection", plan.projection},
          {"empty", plan.empty()},
          {"counts", json::object{{"create", plan.counts.create},
                                  {"alter", plan.counts.alter},
                                  {"replace", plan.counts.replace},
                                  {"drop", plan.counts.drop}}},
          {"destroys", texts(plan.destroys)},
          {"proof", plan.proof == plan::Proof::passed ? "passed" : "skipped"},
          {"statements", plan.statements},
          {"information", texts(plan.information)},
          {"hazards", hazards_json(plan)},
          {"changes", changes_json(changes)},
          {"batches", std::move(batches)}};
}

json::array sizes_json(const std::map<std::string, RelationSize>& sizes) {
  json::array array;
  for (const auto& [relation, size] : sizes)
    array.push_back(json::object{{"object", relation},
                                 {"rows", size.rows ? json::value(*size.rows) : json::value(nullptr)},
                                 {"bytes", size.bytes}});
  return array;
}

const char* state_word(TableCheck::State state) {
  switch (state) {
    case TableCheck::State::aligned:
      return "aligned";
    case TableCheck::State::differs:
      return "differs";
    case TableCheck::State::missing:
      return "missing";
  }
  return "differs";
}

json::object one_drift(const DriftReport& report) {
  const DriftResult& result = report.result;
  return {{"format", 1},
          {"database", result.database},
          {"desired", result.desired},
          {"error", report.error},
          {"drift", !result.differences.empty()},
          {"differences", changes_json(result.differences)},
          {"warnings", diagnostics_json(result.warnings)},
          {"hidden", numbers(result.hidden)}};
}

}  // namespace

std::string plan_json(const PlanResult& result, const std::string& file) {
  json::object object = whole_plan(result.plan, result.digest, file, result.changes);
  object["database"] = result.database;
  object["desired"] = result.desired;
  object["warnings"] = diagnostics_json(result.warnings);
  object["hidden"] = numbers(result.hidden);
  object["sizes"] = sizes_json(result.sizes);
  return pretty_json(object);
}

std::string show_json(const PlanReport& report) {
  return pretty_json(whole_plan(report.plan, report.digest, report.file, report.changes));
}

std::string drift_json(DriftReports reports) {
  if (reports.size() == 1) return pretty_json(one_drift(reports.front()));
  json::array databases;
  for (const DriftReport& report : reports) databases.push_back(one_drift(report));
  return pretty_json(json::object{{"format", 1}, {"databases", std::move(databases)}});
}

std::string check_json(const CheckResult& result) {
  json::array tables;
  for (const TableCheck& table : result.tables)
    tables.push_back(
        json::object{{"table", table.table}, {"state", state_word(table.state)}, {"differences", table.differences}});
  return pretty_json(json::object{{"format", 1},
                                  {"database", result.database},
                                  {"server", result.server},
                                  {"encoding", result.encoding},
                                  {"collation", result.collation},
                                  {"role", result.role},
                                  {"superuser", result.superuser},
                                  {"may_create_schemas", result.may_create_schemas},
                                  {"not_owned", texts(result.not_owned)},
                                  {"scratch", result.scratch},
                                  {"scratch_problem", result.scratch_problem},
                                  {"managed", numbers(result.managed)},
                                  {"hidden", numbers(result.hidden)},
                                  {"not_modelled", texts(result.not_modelled)},
                                  {"desired", result.desired},
                                  {"aligned", result.aligned()},
                                  {"tables", std::move(tables)},
                                  {"other_differences", result.other_differences},
                                  {"warnings", diagnostics_json(result.warnings)}});
}

std::string apply_json(const ApplyResult& result) {
  return pretty_json(json::object{{"format", 1},
                                  {"database", result.database},
                                  {"nothing_to_do", result.nothing_to_do},
                                  {"batches_done", result.batches_done},
                                  {"batches_skipped", result.batches_skipped},
                                  {"statements", result.statements},
                                  {"to", result.plan.to},
                                  {"backup", result.backup},
                                  {"backup_sha256", result.backup_sha256}});
}

}  // namespace pgplumb::report
