#include "commands/live.hpp"

#include "sources/live.hpp"

namespace pgplumb::commands {

void say(const Progress& progress, const std::string& doing) {
  if (progress) progress(doing);
}

Live read_live(const std::string& conninfo, const Progress& progress, const Stop& stop) {
  say(progress, "connecting");
  postgres::Connection connection(conninfo, stop);
  say(progress, "reading the database");
  catalog::Catalog catalog = sources::read_catalog(connection);
  std::string description = connection.description();
  return {std::move(connection), std::move(catalog), std::move(description)};
}

std::vector<Diagnostic> leave_out_leftovers(catalog::Catalog& live, const catalog::Projection& projection,
                                            const catalog::Catalog& desired) {
  std::vector<Diagnostic> warnings;
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

}  // namespace pgplumb::commands
