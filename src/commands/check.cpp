#include "pgplumb/check.hpp"

#include <set>

#include "commands/desired.hpp"
#include "commands/live.hpp"
#include "commands/scratches.hpp"
#include "diff/diff.hpp"
#include "kinds/kinds.hpp"

namespace pgplumb {

using catalog::Catalog;
using catalog::no_object;
using catalog::Object;
using commands::Live;
using commands::Scratches;

namespace {

void ask_server(CheckResult& result, Live& live) {
  const auto answer = live.connection.execute(
      "SELECT pg_catalog.current_setting('server_version'), pg_catalog.pg_encoding_to_char(d.encoding), d.datcollate, "
      "current_user, r.rolsuper, pg_catalog.has_database_privilege(d.oid, 'CREATE') "
      "FROM pg_catalog.pg_database d, pg_catalog.pg_roles r "
      "WHERE d.datname = pg_catalog.current_database() AND r.rolname = current_user");
  const auto& row = answer.rows.at(0);
  const std::string version = row.at(0).value_or("");
  result.server = "PostgreSQL " + version.substr(0, version.find(' '));
  result.encoding = row.at(1).value_or("");
  result.collation = row.at(2).value_or("");
  result.role = row.at(3).value_or("");
  result.superuser = row.at(4) == "t";
  result.may_create_schemas = row.at(5) == "t";
}

/// Relations that the role may not alter since it is neither their owner nor a member of it.
void find_not_owned(CheckResult& result, Live& live, const Catalog& managed) {
  const auto answer = live.connection.execute(
      "SELECT c.oid FROM pg_catalog.pg_class c WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') "
      "AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')");
  std::set<std::string> not_owned;
  for (const auto& row : answer.rows) not_owned.insert(row.at(0).value_or(""));
  constexpr std::uint32_t pg_class = 1259;
  for (const Object& object : managed.objects())
    if (object.address.class_id == pg_class && object.address.sub_id == 0 &&
        not_owned.contains(std::to_string(object.address.object_id)))
      result.not_owned.push_back(catalog::to_string(object.id));
}

/// The object below its schema that `object` is a part of.
const Object& whole(const Catalog& catalog, const Object& object) {
  const Object* at = &object;
  for (const Object* parent = catalog.parent_of(*at); parent != nullptr && !parent->id.kind->is_namespace();
       parent = catalog.parent_of(*at))
    at = parent;
  return *at;
}

bool has_rows(const Object& object) {
  return !object.id.kind->loses(object).empty() && !object.id.kind->counter(object);
}

void compare_tables(CheckResult& result, const Catalog& desired, const Catalog& live) {
  std::map<catalog::ObjectId, int> differing;
  for (const diff::Difference& difference : diff::diff(desired, live)) {
    const Object& object = difference.from != nullptr ? *difference.from : *difference.to;
    const Object& at = whole(difference.from != nullptr ? desired : live, object);
    if (desired.find(at.id) != nullptr && has_rows(at)) {
      ++differing[at.id];
    } else {
      ++result.other_differences;
    }
  }
  for (const Object& object : desired.objects()) {
    if (&whole(desired, object) != &object || !has_rows(object)) continue;
    TableCheck table{catalog::to_string(object.id), TableCheck::State::aligned, 0};
    if (const auto found = differing.find(object.id); found != differing.end()) {
      table.differences = found->second;
      table.state = live.find(object.id) == nullptr ? TableCheck::State::missing : TableCheck::State::differs;
    }
    result.tables.push_back(std::move(table));
  }
}

void compare_with_desired(CheckResult& result, const CheckRequest& request, Live& live, Scratches& scratches,
                          catalog::Projection& projection) {
  const commands::Desired desired =
      commands::read_desired(request.settings, &live.catalog, live.catalog.origin().role, scratches, request.progress);
  projection = desired.projection;
  result.desired = desired.name;
  result.warnings = desired.warnings;
  for (Diagnostic& warning : commands::leave_out_leftovers(live.catalog, projection, desired.catalog))
    result.warnings.push_back(std::move(warning));
  compare_tables(result, catalog::project(desired.catalog, projection).catalog,
                 catalog::project(live.catalog, projection).catalog);
}

}  // namespace

CheckResult check_database(const CheckRequest& request) {
  Live live = commands::read_live(request.connection, request.settings, request.progress, request.stop);
  CheckResult result;
  result.database = live.description;
  ask_server(result, live);
  Scratches scratches(request.settings, live.connection, request.connection, request.progress);
  catalog::Projection projection = commands::projection_of(request.settings);
  try {
    result.scratch = scratches.server().description();
  } catch (const Error& error) {
    if (error.exit_code() != ExitCode::error || request.settings.require_cage) throw;
    result.scratch_problem = error.what();
  }
  if (!result.scratch.empty() && commands::has_schema_files(request.settings)) {
    compare_with_desired(result, request, live, scratches, projection);
  } else {
    result.warnings = commands::unknown_version(live.catalog);
  }
  const catalog::Projected managed = catalog::project(live.catalog, projection);
  result.hidden = commands::told(managed.hidden, request.settings);
  for (const Object& object : managed.catalog.objects()) {
    ++result.managed[std::string(object.id.kind->name())];
    if (!object.id.kind->refusal(object).empty()) result.not_modelled.push_back(catalog::to_string(object.id));
    if (const std::string what = kinds::notable_of(object); !what.empty())
      result.not_modelled.push_back(catalog::to_string(object.id) + " (" + what + ")");
  }
  find_not_owned(result, live, managed.catalog);
  return result;
}

}  // namespace pgplumb
