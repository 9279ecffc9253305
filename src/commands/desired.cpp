#include "commands/desired.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "commands/annotated.hpp"
#include "commands/context.hpp"
#include "commands/live.hpp"
#include "config/nearest.hpp"
#include "config/profile.hpp"
#include "kinds/kinds.hpp"
#include "sources/live.hpp"
#include "sources/load.hpp"
#include "sources/snapshot.hpp"

namespace pgplumb::commands {

using catalog::Catalog;
using catalog::no_object;
using catalog::Object;
using catalog::ObjectIndex;
using catalog::Projection;
using sources::SchemaScript;

namespace {

bool decided(Managed managed, bool declared) {
  return managed == Managed::on || (managed == Managed::automatic && declared);
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

plan::Manual manual_of(const sql::ManualSection& section) {
  plan::Manual manual;
  manual.name = section.name;
  switch (section.run) {
    case sql::ManualRun::changed:
      manual.run = "changed";
      break;
    case sql::ManualRun::always:
      manual.run = "always";
      break;
    case sql::ManualRun::once:
      manual.run = "once";
      break;
  }
  manual.transaction = section.transaction;
  manual.position = section.position;
  manual.bytes = section.bytes;
  manual.sha256 = section.sha256;
  return manual;
}

struct Loaded {
  Catalog catalog;
  sources::LoadReport report;
};

Loaded load_script(const SchemaScript& script, const Catalog* context, const Projection& projection,
                   const std::string& role, bool manual_sections, Scratches& scratches, const Progress& progress) {
  postgres::Connection session = scratches.create_database(role);
  if (context != nullptr) rebuild_context(session, *context, projection, scratches.is_private());
  sources::LoadOptions options;
  options.manual_sections = manual_sections;
  options.private_server = scratches.is_private();
  options.progress = [&](std::size_t done, std::size_t total) {
    say(progress,
        "loading the schema files (" + std::to_string(done) + " of " + std::to_string(total) + " statements)");
  };
  Loaded loaded;
  loaded.report = sources::load(session, script, options);
  say(progress, "reading the desired schema");
  loaded.catalog = sources::read_catalog(session);
  catalog::Origin origin = loaded.catalog.origin();
  origin.search_path.clear();
  for (const sources::ScriptSetting& setting : script.settings)
    if (setting.name == "search_path")
      for (std::string& schema : sources::schemas_of_search_path(setting.sql))
        origin.search_path.push_back(std::move(schema));
  loaded.catalog = std::move(loaded.catalog).with_origin(std::move(origin));
  return loaded;
}

/// What is in `with` and not in `without`, less what is part of such an object.
std::vector<catalog::ObjectId> only_in(const Catalog& with, const Catalog& without) {
  std::vector<catalog::ObjectId> ids;
  for (const Object& object : with.objects()) {
    if (without.find(object.id) != nullptr) continue;
    const Object* parent = with.parent_of(object);
    if (parent == nullptr || without.find(parent->id) != nullptr) ids.push_back(object.id);
  }
  return ids;
}

/// What manual sections make: what is not there without them.
void find_manual_objects(Desired& desired, const SchemaScript& script, const Loaded& with, const Catalog* context,
                         const std::string& role, Scratches& scratches, const Progress& progress) {
  if (script.sections.empty()) return;
  for (const sources::ScriptSection& section : script.sections)
    (section.section.phase == sql::ManualPhase::before ? desired.before : desired.after)
        .push_back(manual_of(section.section));
  say(progress, "loading the schema files without their manual sections");
  try {
    const Loaded without = load_script(script, context, desired.projection, role, false, scratches, progress);
    desired.manual_objects = only_in(with.catalog, without.catalog);
  } catch (const DiagnosedError& error) {
    std::vector<Diagnostic> diagnostics = error.diagnostics();
    throw DiagnosedError(
        "the schema files cannot be loaded without their manual sections: statements outside of them need what they "
        "make",
        std::move(diagnostics), error.exit_code());
  }
}

sources::Snapshot read_snapshot(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream || std::filesystem::is_directory(path))
    throw Error("cannot read " + path, "does it exist, and may you read it?");
  return sources::read_snapshot(stream, path);
}

Desired of_snapshot(sources::Snapshot snapshot, const std::string& path, const Settings& settings) {
  Desired desired;
  desired.projection = projection_of(settings);
  desired.projection.owners = decided(settings.owners, snapshot.projection.owners);
  desired.projection.privileges = decided(settings.privileges, snapshot.projection.privileges);
  desired.projection.versions = std::move(snapshot.projection.versions);
  for (const catalog::IgnoreRule& rule : snapshot.projection.ignore)
    if (std::find(desired.projection.ignore.begin(), desired.projection.ignore.end(), rule) ==
        desired.projection.ignore.end())
      desired.projection.ignore.push_back(rule);
  desired.catalog = std::move(snapshot.catalog);
  desired.managed_only = true;
  desired.name = path;
  desired.schema_sha256 = std::move(snapshot.schema_sha256);
  return desired;
}

Desired of_script(const SchemaScript& script, const std::string& name, const Settings& settings, const Catalog* context,
                  const std::string& role, Scratches& scratches, const Progress& progress) {
  Desired desired;
  desired.name = name;
  desired.schema_sha256 = script.sha256;
  desired.projection = projection_of(settings);
  desired.projection.owners = decided(settings.owners, script.declares_owners);
  desired.projection.privileges = decided(settings.privileges, script.declares_privileges);
  desired.projection.versions.assign(script.versions.begin(), script.versions.end());
  Loaded loaded = load_script(script, context, desired.projection, role, true, scratches, progress);
  find_manual_objects(desired, script, loaded, context, role, scratches, progress);
  desired.catalog = std::move(loaded.catalog);
  desired.warnings = std::move(loaded.report.diagnostics);
  add_annotations(desired, script, loaded.report);
  if (context != nullptr) {
    std::vector<Diagnostic> more = declared_in_vain(desired.catalog, *context, desired.projection, desired.positions);
    std::move(more.begin(), more.end(), std::back_inserter(desired.warnings));
  }
  return desired;
}

}  // namespace

Projection Desired::plan_projection() const {
  Projection result = projection;
  for (const catalog::ObjectId& id : manual_objects) {
    const std::string kind(id.kind->name());
    std::string pattern = catalog::to_string(id);
    if (pattern.starts_with(kind + " ")) pattern.erase(0, kind.size() + 1);
    std::replace(pattern.begin(), pattern.end(), '*', '?');
    result.ignore.push_back({kind, std::move(pattern)});
  }
  return result;
}

std::vector<plan::Manual> Desired::sections() const {
  std::vector<plan::Manual> all = before;
  all.insert(all.end(), after.begin(), after.end());
  return all;
}

bool has_schema_files(const Settings& settings) {
  return !settings.schema.empty() || std::filesystem::is_regular_file("schema.sql") ||
         std::filesystem::is_directory("schema");
}

std::vector<std::string> schema_paths(const Settings& settings) {
  if (!settings.schema.empty()) return settings.schema;
  if (std::filesystem::is_regular_file("schema.sql")) return {"schema.sql"};
  if (std::filesystem::is_directory("schema")) return {"schema"};
  throw Error("there are no schema files: neither schema.sql nor schema/ is here",
              "name them with --schema or in pgplumb.toml; pgplumb render -o schema.sql writes one from a database");
}

namespace {

// A branch is all of a checkout: its configuration may lead to files beside its own folder.
std::string checkout_around(const std::filesystem::path& folder) {
  std::error_code missing;
  for (std::filesystem::path at = std::filesystem::canonical(folder, missing); !missing && at != at.root_path();
       at = at.parent_path())
    if (std::filesystem::exists(at / ".git", missing)) return at.string();
  return folder.string();
}

}  // namespace

sources::Project project_of_files(const Settings& settings) {
  sources::Project project;
  if (!settings.file.empty()) {
    const std::filesystem::path folder = std::filesystem::path(settings.file).parent_path();
    project.folder = checkout_around(folder.empty() ? "." : folder);
  } else if (settings.schema.empty()) {
    project.folder = checkout_around(".");
  }
  project.outside = settings.allow_outside;
  return project;
}

namespace {

// A rule for a kind that there is none of would ignore nothing, without a word.
void require_kind(const std::string& name, const std::string& rule) {
  if (name == "*" || kinds::find_kind(name) != nullptr) return;
  std::vector<std::string_view> known;
  for (const catalog::Kind* kind : kinds::all_kinds()) known.push_back(kind->name());
  const std::string meant = config::nearest(name, known);
  std::string all;
  for (const std::string_view kind : known) all.append(all.empty() ? "" : ", ").append(kind);
  throw Error("the rule \"" + rule + "\" is for objects of the kind \"" + name + "\", and there is no such kind",
              meant.empty() ? "there are: " + all : "did you mean \"" + meant + "\"?");
}

std::vector<catalog::IgnoreRule> rules_of(const std::vector<std::string>& written) {
  std::vector<catalog::IgnoreRule> rules;
  for (const std::string& rule : written) {
    const std::size_t colon = rule.find(':');
    if (colon == std::string::npos) {
      rules.push_back({"*", rule});
    } else {
      require_kind(rule.substr(0, colon), rule);
      rules.push_back({rule.substr(0, colon), rule.substr(colon + 1)});
    }
  }
  return rules;
}

}  // namespace

Projection projection_of(const Settings& settings) {
  Projection projection;
  projection.schemas = settings.schemas;
  projection.excluded_schemas = settings.exclude_schemas;
  projection.ignore = rules_of(settings.ignore);
  projection.guests = rules_of(settings.guests);
  projection.outward_guests = rules_of(settings.outward_guests);
  projection.owners = settings.owners == Managed::on;
  projection.privileges = settings.privileges == Managed::on;
  return projection;
}

std::map<std::string, int> told(const std::map<std::string, int>& hidden, const Settings& settings) {
  const config::Profile* profile = config::find_profile(settings.profile);
  if (profile == nullptr) return hidden;
  std::map<std::string, int> reasons;
  const auto holds = [](const std::vector<std::string>& list, const std::string& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
  };
  for (const auto& [reason, count] : hidden) {
    const bool schema = reason.starts_with("schema ") && holds(profile->exclude_schemas, reason.substr(7));
    const bool rule = reason.starts_with("ignore rule ") && holds(profile->ignore, reason.substr(12));
    reasons[schema || rule ? "the platform's, profile " + settings.profile : reason] += count;
  }
  return reasons;
}

Desired read_desired_files(const Settings& settings, const Catalog* context, const std::string& role,
                           Scratches& scratches, const Progress& progress, const sources::FileTexts& instead) {
  const std::vector<std::string> paths = schema_paths(settings);
  const SchemaScript script = sources::read_schema_files(paths, instead, project_of_files(settings));
  return of_script(script, joined(paths), settings, context, role, scratches, progress);
}

Desired read_desired_snapshot(const std::string& path, const Settings& settings) {
  return of_snapshot(read_snapshot(path), path, settings);
}

Desired read_desired(const Settings& settings, const Catalog* context, const std::string& role, Scratches& scratches,
                     const Progress& progress) {
  const std::vector<std::string> paths = schema_paths(settings);
  say(progress, "reading the schema files");
  const SchemaScript script = sources::read_schema_files(paths, {}, project_of_files(settings));
  // Sections and annotations are not in a snapshot: files that have some are loaded.
  const bool lockable = script.sections.empty() && script.annotations.empty();
  if (lockable && !settings.snapshot.empty() && std::filesystem::exists(settings.snapshot)) {
    sources::Snapshot snapshot = read_snapshot(settings.snapshot);
    const bool same_server = context == nullptr || snapshot.catalog.origin().server_version / 10000 ==
                                                       context->origin().server_version / 10000;
    if (same_server && snapshot.schema_sha256 == script.sha256) {
      Desired desired = of_snapshot(std::move(snapshot), settings.snapshot, settings);
      desired.name = joined(paths) + " (as in " + settings.snapshot + ")";
      desired.warnings = script.diagnostics;
      return desired;
    }
  }
  return of_script(script, joined(paths), settings, context, role, scratches, progress);
}

}  // namespace pgplumb::commands
