// The live database: one session, read once. Every command begins here.

#pragma once

#include <string>

#include "catalog/catalog.hpp"
#include "pgplumb/progress.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::commands {

struct Live {
  postgres::Connection connection;
  catalog::Catalog catalog;  ///< all of it, not projected
  std::string description;   ///< for people, without secrets
};

/// Connects and reads. @throws Error or ServerError
[[nodiscard]] Live read_live(const std::string& conninfo, const Progress& progress);

/// Tells `progress`, where there is one.
void say(const Progress& progress, const std::string& doing);

}  // namespace pgplumb::commands
