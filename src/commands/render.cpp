#include "pgplumb/render.hpp"

#include "base/words.hpp"
#include "commands/baseline.hpp"
#include "commands/context.hpp"
#include "commands/declared.hpp"
#include "commands/desired.hpp"
#include "commands/live.hpp"
#include "commands/manual_places.hpp"
#include "commands/readable_order.hpp"
#include "commands/scratches.hpp"
#include "kinds/kinds.hpp"
#include "plan/build.hpp"
#include "sources/live.hpp"

namespace pgplumb {

using catalog::Catalog;
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
  commands::Live live = commands::read_live(request.connection, request.settings, request.progress, request.stop);
  catalog::Projection projection = commands::projection_of_live(live.catalog, request.settings);
  return {sources::without_leftovers(live.catalog), std::move(projection)};
}

/// What the manual sections of the existing file make stays theirs: it is left out of the rest.
void leave_manual_objects_out(Subject& subject, const RenderRequest& request) {
  if (!request.existing || !commands::has_manual_sections(*request.existing, request.file)) return;
  commands::Scratches scratches(request.settings, request.progress, request.stop);
  Settings settings = request.settings;
  settings.schema = {request.file};
  const auto load = [&](const Catalog* context) {
    return commands::read_desired_files(settings, context, subject.catalog.origin().role, scratches, request.progress);
  };
  const commands::Desired existing = [&] {
    // A live catalog has what is not managed too, which the sections may need.
    if (request.snapshot.empty()) return load(&subject.catalog);
    try {
      return load(nullptr);
    } catch (const DiagnosedError& error) {
      if (!request.context)
        throw DiagnosedError(request.file +
                                 " has manual sections, and cannot be loaded beside the snapshot alone: name a "
                                 "database that has what it needs besides, with --env or --url",
                             error.diagnostics(), error.exit_code());
    }
    const commands::Live live = commands::read_live(*request.context, request.settings, request.progress, request.stop);
    return load(&live.catalog);
  }();
  subject.projection.ignore = existing.plan_projection().ignore;
}

bool defines_routine(const std::string& statement) {
  for (const char* start :
       {"CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", "CREATE PROCEDURE", "CREATE OR REPLACE PROCEDURE"})
    if (statement.starts_with(start)) return true;
  return false;
}

/// The steps as statements of a file, with a heading wherever another kind of object begins.
std::vector<RenderedStatement> statements_of(const plan::Plan& plan, const Catalog& catalog) {
  std::vector<RenderedStatement> statements;
  bool routines = false;
  std::string last_kind;
  std::string last_group;
  for (const commands::ReadableStep& step : commands::readable_order(plan, catalog)) {
    for (const std::string& statement : step.step->statements) {
      RenderedStatement rendered;
      if (step.begins && step.kind != last_kind) {
        rendered.leading = "\n\n-- " + plural(step.kind) + "\n\n";
        last_kind = step.kind;
      } else if (step.group != last_group || statement.find('\n') != std::string::npos) {
        rendered.leading = "\n";
      }
      rendered.text = statement + ";\n";
      routines = routines || defines_routine(statement);
      statements.push_back(std::move(rendered));
      last_group = step.group;
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
  const auto shaping = commands::what_shapes_others(subject.catalog, subject.projection);
  const auto shaped = [&](const Catalog& whole) {
    Catalog projected = catalog::project(whole, subject.projection).catalog;
    return shaping.empty() ? std::move(projected) : projected.joined_by(shaping, subject.catalog);
  };
  const Catalog catalog = shaped(subject.catalog);
  const Catalog baseline = shaped(commands::new_database(catalog.origin()));
  plan::BuildOptions options;
  options.online = false;
  const plan::Plan plan = plan::build_plan(baseline, catalog, options);
  const std::vector<RenderedStatement> statements = statements_of(plan, catalog);
  RenderResult result;
  result.objects = static_cast<int>(catalog.size());
  result.warnings = commands::unknown_version(catalog);
  for (Diagnostic& warning : commands::secrets_in(catalog)) result.warnings.push_back(std::move(warning));
  for (const catalog::Object& object : catalog.objects())
    if (const std::string what = kinds::notable_of(object); !what.empty())
      result.warnings.push_back({Severity::warning,
                                 "not-written",
                                 {},
                                 to_string(object.id),
                                 to_string(object.id) + " is not written: " + what,
                                 "write it by hand, into a manual section"});
  result.text = commands::with_manual_sections(statements, request.existing.value_or(""), request.file);
  return result;
}

}  // namespace pgplumb
