#include "commands/live.hpp"

#include "postgres/session.hpp"
#include "sources/live.hpp"

namespace pgplumb::commands {

void say(const Progress& progress, const std::string& doing) {
  if (progress) progress(doing);
}

Live read_live(const std::string& conninfo, const Progress& progress) {
  say(progress, "connecting");
  postgres::refuse_known_pooler(conninfo);
  postgres::Connection connection(conninfo);
  postgres::require_session(connection, conninfo);
  say(progress, "reading the database");
  catalog::Catalog catalog = sources::read_catalog(connection);
  std::string description = connection.description();
  return {std::move(connection), std::move(catalog), std::move(description)};
}

}  // namespace pgplumb::commands
