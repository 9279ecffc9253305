#include "pgplumb/debug_bundle.hpp"

#include <boost/json.hpp>
#include <optional>

#include "catalog/secret_option.hpp"
#include "commands/desired.hpp"
#include "commands/live.hpp"
#include "commands/replaced_names.hpp"
#include "commands/scratches.hpp"
#include "commands/snapshot_of.hpp"
#include "pgplumb/version.hpp"
#include "report/pretty_json.hpp"

namespace pgplumb {

using catalog::Catalog;
using catalog::Value;

namespace {

namespace json = boost::json;

/// What was planned, as far as there is a plan, and what went wrong.
struct Attempt {
  std::optional<plan::Plan> plan;
  std::string scratch;
  std::string error;
  std::string hint;
  std::vector<Diagnostic> diagnostics;
};

Attempt attempt(const PlanRequest& request) {
  Attempt made;
  const auto failed = [&](const Error& error) {
    made.error = error.what();
    made.hint = error.hint();
    if (const auto* diagnosed = dynamic_cast<const DiagnosedError*>(&error))
      made.diagnostics = diagnosed->diagnostics();
  };
  try {
    PlanResult result = make_plan(request);
    made.plan = std::move(result.plan);
    made.scratch = std::move(result.scratch);
  } catch (const RefusedPlan& refused) {
    failed(refused);
    made.plan = refused.result().plan;
  } catch (const Error& error) {
    if (error.exit_code() == ExitCode::interrupted) throw;
    failed(error);
  }
  return made;
}

/// The passwords that foreign servers and user mappings log in with.
Catalog without_secrets(const Catalog& catalog) {
  std::map<catalog::ObjectIndex, std::shared_ptr<const catalog::Attributes>> changed;
  for (catalog::ObjectIndex index = 0; index < catalog.size(); ++index) {
    const catalog::Object& object = catalog[index];
    std::vector<Value> values;
    bool any = false;
    for (std::size_t field = 0; field < object.id.kind->fields().size(); ++field) {
      values.push_back(object.id.kind->get(*object.attributes, field));
      if (auto* list = std::get_if<std::vector<std::string>>(&values.back()))
        for (std::string& item : *list)
          if (catalog::is_secret_option(item)) {
            item = item.substr(0, item.find('=')) + "=secret";
            any = true;
          }
    }
    if (any) changed[index] = object.id.kind->make(values);
  }
  return catalog.with(changed);
}

json::array steps_json(const plan::Plan& plan, const std::function<std::string(const std::string&)>& told) {
  json::array steps;
  for (const plan::Batch& batch : plan.batches) {
    if (batch.manual) steps.push_back(json::object{{"manual", told(batch.manual->name)}});
    for (const plan::Step& step : batch.steps) {
      json::array statements;
      for (const std::string& statement : step.statements) statements.emplace_back(told(statement));
      steps.push_back(json::object{{"number", step.number},
                                   {"transaction", batch.transaction},
                                   {"change", plan::to_string(step.change)},
                                   {"object", told(step.object)},
                                   {"statements", std::move(statements)}});
    }
  }
  return steps;
}

json::value error_json(const Attempt& made, const std::function<std::string(const std::string&)>& told) {
  if (made.error.empty()) return nullptr;
  json::array diagnostics;
  for (const Diagnostic& one : made.diagnostics)
    diagnostics.push_back(json::object{
        {"code", one.code}, {"object", told(one.object)}, {"message", told(one.message)}, {"hint", told(one.hint)}});
  return json::object{
      {"message", told(made.error)}, {"hint", told(made.hint)}, {"diagnostics", std::move(diagnostics)}};
}

}  // namespace

std::string debug_bundle(const DebugBundleRequest& request) {
  PlanRequest planning = request.plan;
  planning.allow_destroy = {"*"};
  commands::Live live = commands::read_live(planning.connection, planning.settings, planning.progress, planning.stop);
  Attempt made = attempt(planning);
  // What no proof lets through is wanted all the same.
  if (!made.plan && planning.prove) {
    planning.prove = false;
    made.plan = attempt(planning).plan;
  }
  Catalog before = without_secrets(live.catalog);
  std::optional<Catalog> after;
  catalog::Projection projection = commands::projection_of(planning.settings);
  try {
    commands::Scratches scratches(planning.settings, live.connection, planning.connection, planning.progress);
    const commands::Desired desired =
        planning.to_snapshot.empty() ? commands::read_desired(planning.settings, &live.catalog,
                                                              live.catalog.origin().role, scratches, planning.progress)
                                     : commands::read_desired_snapshot(planning.to_snapshot, planning.settings);
    projection = desired.plan_projection();
    after = without_secrets(desired.catalog);
  } catch (const Error& error) {
    if (error.exit_code() == ExitCode::interrupted) throw;
    if (made.error.empty()) made.error = error.what();
  }
  before = commands::snapshot_of(before, projection, "").catalog;
  if (after) after = commands::snapshot_of(*after, projection, "").catalog;
  std::optional<commands::ReplacedNames> names;
  if (request.replace_names) {
    names.emplace(live.connection);
    before = names->in(before);
    if (after) after = names->in(*after);
  }
  const std::function<std::string(const std::string&)> told = [&](const std::string& text) {
    return names ? names->in(std::string_view(text)) : text;
  };
  // Which names are managed is said by names; that they were, by what is in the schemas.
  if (names) {
    catalog::Projection nameless;
    nameless.owners = projection.owners;
    nameless.privileges = projection.privileges;
    projection = std::move(nameless);
  }
  const auto schema = [&](const Catalog& catalog) {
    return json::value(sources::write_snapshot({catalog, projection, ""}));
  };
  return report::pretty_json(
      json::object{{"format", 1},
                   {"pgplumb", version()},
                   {"server_version", live.catalog.origin().server_version},
                   {"scratch", made.scratch},
                   {"names", names ? "replaced" : "kept"},
                   {"online", planning.settings.online},
                   {"expand", planning.settings.expand},
                   {"error", error_json(made, told)},
                   {"steps", made.plan ? json::value(steps_json(*made.plan, told)) : json::value(nullptr)},
                   {"live", schema(before)},
                   {"desired", after ? schema(*after) : json::value(nullptr)}});
}

}  // namespace pgplumb
