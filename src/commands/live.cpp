#include "commands/live.hpp"

#include <algorithm>

#include "catalog/secret_option.hpp"
#include "sources/live.hpp"
#include "sources/server_versions.hpp"

namespace pgplumb::commands {

void say(const Progress& progress, const std::string& doing) {
  if (progress) progress(doing);
}

Live read_live(const std::string& conninfo, const Settings& settings, const Progress& progress, const Stop& stop) {
  say(progress, "connecting");
  postgres::Connection connection(conninfo, stop);
  if (settings.strict_version) sources::require_known_server(connection.server_version());
  say(progress, "reading the database");
  catalog::Catalog catalog = sources::read_catalog(connection);
  std::string description = connection.description();
  return {std::move(connection), std::move(catalog), std::move(description)};
}

std::vector<Diagnostic> unknown_version(const catalog::Catalog& live) {
  const int version = live.origin().server_version;
  if (version == 0 || sources::is_known_server(version)) return {};
  return {{Severity::warning,
           "unknown-version",
           {},
           {},
           "PostgreSQL " + std::to_string(version / 10000) + " is newer than this pgplumb knows (" +
               std::to_string(sources::known_servers.newest) +
               "): what only it has is named where the database uses it, and never changed or written",
           "use a newer pgplumb; --strict-version refuses such servers"}};
}

std::vector<Diagnostic> leave_out_leftovers(catalog::Catalog& live, const catalog::Projection& projection,
                                            const catalog::Catalog& desired) {
  std::vector<Diagnostic> warnings = unknown_version(live);
  catalog::Catalog rest =
      sources::without_leftovers(live, [&](const catalog::ObjectId& id) { return desired.find(id) != nullptr; });
  if (rest.size() == live.size()) return warnings;
  const catalog::Catalog managed = catalog::project(live, projection).catalog;
  for (const catalog::Object& object : managed.objects()) {
    if (!sources::is_leftover(object) || rest.find(object.id) != nullptr) continue;
    const std::string name = to_string(object.id);
    warnings.push_back({Severity::warning,
                        "invalid-index",
                        {},
                        name,
                        name + " is invalid, and left as it is: a command that makes it is still running, or was "
                               "interrupted",
                        "if nobody is making it, drop it: DROP " + object.id.kind->sql_name(object.id)});
  }
  live = std::move(rest);
  return warnings;
}

std::vector<Diagnostic> secrets_in(const catalog::Catalog& catalog) {
  std::vector<Diagnostic> warnings;
  for (const catalog::Object& object : catalog.objects())
    for (std::size_t field = 0; field < object.id.kind->fields().size(); ++field) {
      const catalog::Value value = object.id.kind->get(*object.attributes, field);
      const auto* options = std::get_if<std::vector<std::string>>(&value);
      if (options == nullptr || std::none_of(options->begin(), options->end(), catalog::is_secret_option)) continue;
      const std::string name = to_string(object.id);
      warnings.push_back({Severity::warning,
                          "secret-option",
                          {},
                          name,
                          name + " has a password or a token among its options, which is written as it is",
                          "keep it out of git: leave the object out by ignore, or let a file outside hold it "
                          "(passfile, sslkey)"});
    }
  return warnings;
}

}  // namespace pgplumb::commands
