#include "pgplumb/drift.hpp"

#include "apply/journal.hpp"
#include "commands/belonging.hpp"
#include "commands/changes.hpp"
#include "commands/comparison.hpp"
#include "commands/drift.hpp"
#include "pgplumb/plan.hpp"
#include "postgres/connect_error.hpp"
#include "postgres/conninfo.hpp"
#include "report/plan_sql.hpp"
#include "sql/identifier.hpp"

namespace pgplumb {

namespace commands {

namespace {

/// True for what manual sections make, and for parts of it.
bool is_manual(const catalog::Object* object, const catalog::Catalog& catalog, const Desired& desired) {
  for (; object != nullptr; object = catalog.parent_of(*object))
    for (const catalog::ObjectId& id : desired.manual_objects)
      if (id == object->id) return true;
  return false;
}

/// The plan back, made by the planner itself: renames, order and transactions are its.
std::string sql_back(const DriftRequest& request, const DriftResult& result, const Desired& desired,
                     const Comparison& comparison) {
  PlanRequest back;
  back.connection = request.connection;
  back.settings = request.settings;
  back.settings.policy.clear();  // it is for plans that are applied
  back.to_snapshot = request.snapshot;
  back.prove = false;
  back.allow_destroy = {"*"};
  back.progress = request.progress;
  back.stop = request.stop;
  PlanResult plan = make_plan(back);
  // Sections that never ran are no drift; one whose objects are gone is told of below.
  std::erase_if(plan.plan.batches, [](const plan::Batch& batch) { return batch.manual.has_value(); });
  std::string text =
      "-- brings " + sql::comment_text(result.database) + " back to " + sql::comment_text(result.desired) + "\n";
  for (const std::string& lost : plan.plan.destroys) text += "-- destroys: " + sql::comment_text(lost) + "\n";
  for (const diff::Difference& difference : comparison.differences) {
    const bool gone = difference.to == nullptr;
    if (is_manual(gone ? difference.from : difference.to, gone ? comparison.expected : comparison.actual.catalog,
                  desired))
      text +=
          "-- not in here, since a manual section makes it: " + sql::comment_text(catalog::to_string(difference.id())) +
          "\n";
  }
  const std::string statements = report::plan_sql(plan.plan);
  return text + (statements.empty() ? "" : "\n" + statements);
}

}  // namespace

DatabasePlace place_of(const DriftRequest& request) {
  DatabasePlace place{request.environment, {}, {}, {}};
  // Why a connection string cannot be read is told where it is connected to.
  try {
    postgres::refuse_unreadable(request.connection);
    const postgres::Place known = postgres::place_of(request.connection);
    place.host = known.host.empty() ? "localhost" : known.host;
    place.port = known.port;
    place.database = known.database;
  } catch (const Error&) {
    return place;
  }
  return place;
}

DriftResult drift_of(const DriftRequest& request, const ReadDesired& read) {
  Live live = read_live(request.connection, request.settings, request.progress, request.stop);
  Scratches scratches(request.settings, live.connection, request.connection, request.progress);
  const Desired desired = read(request, live, scratches);
  say(request.progress, "comparing");
  // What manual sections make is compared too: it is missed when it is gone.
  const Comparison comparison = compare(desired, live, scratches, desired.projection);
  DriftResult result;
  result.differences = changes_of(comparison.differences, comparison.expected, comparison.actual.catalog);
  for (std::size_t index = 0; index < result.differences.size(); ++index)
    if (const auto at = desired.positions.find(comparison.differences[index].id()); at != desired.positions.end())
      result.differences[index].position = at->second;
  result.belongs = where_they_belong(comparison, desired);
  result.place = place_of(request);
  result.warnings = desired.warnings;
  result.warnings.insert(result.warnings.end(), comparison.warnings.begin(), comparison.warnings.end());
  // A snapshot does not know which sections the schema files have.
  if (request.snapshot.empty()) {
    const std::vector<Diagnostic> interrupted =
        apply::interrupted_sections(live.connection, desired.sections(), request.settings.journal_owners);
    result.warnings.insert(result.warnings.end(), interrupted.begin(), interrupted.end());
  }
  result.hidden = told(comparison.actual.hidden, request.settings);
  result.database = request.name.empty() ? live.description : request.name;
  result.desired = desired.name;
  if (request.with_sql && !result.differences.empty()) result.sql = sql_back(request, result, desired, comparison);
  return result;
}

Desired desired_for_drift(const DriftRequest& request, Live& live, Scratches& scratches) {
  if (!request.snapshot.empty()) return read_desired_snapshot(request.snapshot, request.settings);
  return read_desired(request.settings, &live.catalog, live.catalog.origin().role, scratches, request.progress);
}

}  // namespace commands

DriftResult find_drift(const DriftRequest& request) {
  return commands::drift_of(request, commands::desired_for_drift);
}

}  // namespace pgplumb
