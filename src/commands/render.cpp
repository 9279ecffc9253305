#include "pgplumb/render.hpp"

#include <map>

#include "commands/baseline.hpp"
#include "commands/declared.hpp"
#include "commands/desired.hpp"
#include "commands/live.hpp"
#include "commands/manual_places.hpp"
#include "commands/scratches.hpp"
#include "plan/build.hpp"

namespace pgplumb {

using catalog::Catalog;
using catalog::Object;
using commands::RenderedStatement;

namespace {

struct Subject {
  Catalog catalog;
  catalog::Projection projection;
};

Subject subject_of(const RenderRequest& request) {
  if (!request.snapshot.empty()) {
    commands::Desired desired = commands::read_desired_snapshot(request.snapshot, request.settings);
    return {std::move(desired.catalog), std::move(desired.projection)};
  }
  commands::Live live = commands::read_live(request.connection, request.progress);
  catalog::Projection projection = commands::projection_of_live(live.catalog, request.settings);
  return {std::move(live.catalog), std::move(projection)};
}

/// What the manual sections of the existing file make stays theirs: it is left out of the rest.
void leave_manual_objects_out(Subject& subject, const RenderRequest& request) {
  if (!request.existing || !commands::has_manual_sections(*request.existing, request.file)) return;
  commands::Scratches scratches(request.settings.scratch, request.progress);
  Settings settings = request.settings;
  settings.schema = {request.file};
  const commands::Desired existing =
      commands::read_desired_files(settings, nullptr, subject.catalog.origin().role, scratches, request.progress);
  subject.projection.ignore = existing.plan_projection().ignore;
}

/// The name of the object below its schema that `object` is a part of, and of that one's kind.
std::pair<std::string, std::string> group_of(const Catalog& catalog, const Object* object) {
  if (object == nullptr) return {};
  for (const Object* parent = catalog.parent_of(*object); parent != nullptr && !parent->id.kind->is_namespace();
       parent = catalog.parent_of(*object))
    object = parent;
  if (const Object* parent = catalog.parent_of(*object);
      parent != nullptr && object->id.path.front() == parent->id.kind->name())
    object = parent;
  return {catalog::to_string(object->id), std::string(object->id.kind->name())};
}

std::string plural(const std::string& kind) {
  if (kind.ends_with("x") || kind.ends_with("s")) return kind + "es";
  if (kind.ends_with("y")) return kind.substr(0, kind.size() - 1) + "ies";
  return kind + "s";
}

bool defines_routine(const std::string& statement) {
  for (const char* start :
       {"CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", "CREATE PROCEDURE", "CREATE OR REPLACE PROCEDURE"})
    if (statement.starts_with(start)) return true;
  return false;
}

std::vector<RenderedStatement> statements_of(const plan::Plan& plan, const Catalog& catalog) {
  std::map<std::string, const Object*> objects;
  for (const Object& object : catalog.objects()) objects.emplace(catalog::to_string(object.id), &object);
  std::vector<RenderedStatement> statements;
  std::string last_group;
  std::string last_kind;
  bool routines = false;
  for (const plan::Batch& batch : plan.batches) {
    for (const plan::Step& step : batch.steps) {
      const auto found = objects.find(step.object);
      const auto [group, kind] = group_of(catalog, found == objects.end() ? nullptr : found->second);
      for (const std::string& statement : step.statements) {
        RenderedStatement rendered;
        if (kind != last_kind && !kind.empty()) {
          rendered.leading = "\n\n-- " + plural(kind) + "\n\n";
        } else if (group != last_group || statement.find('\n') != std::string::npos) {
          rendered.leading = "\n";
        }
        rendered.text = statement + ";\n";
        routines = routines || defines_routine(statement);
        statements.push_back(std::move(rendered));
        last_group = group;
        if (!kind.empty()) last_kind = kind;
      }
    }
  }
  // Bodies may name what is made further below.
  if (routines) statements.insert(statements.begin(), {"", "SET check_function_bodies = off;\n"});
  if (!statements.empty()) statements.front().leading.erase(0, statements.front().leading.find_first_not_of('\n'));
  return statements;
}

}  // namespace

RenderResult render_schema(const RenderRequest& request) {
  Subject subject = subject_of(request);
  leave_manual_objects_out(subject, request);
  commands::say(request.progress, "rendering");
  const Catalog catalog = catalog::project(subject.catalog, subject.projection).catalog;
  const Catalog baseline = catalog::project(commands::baseline_of(catalog), subject.projection).catalog;
  plan::BuildOptions options;
  options.online = false;
  const plan::Plan plan = plan::build_plan(baseline, catalog, options);
  const std::vector<RenderedStatement> statements = statements_of(plan, catalog);
  RenderResult result;
  result.objects = static_cast<int>(catalog.size());
  result.text = commands::with_manual_sections(statements, request.existing.value_or(""), request.file);
  return result;
}

}  // namespace pgplumb
