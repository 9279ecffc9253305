// The live database: one session, read once. Every command begins here.

#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/projection.hpp"
#include "pgplumb/error.hpp"
#include "pgplumb/progress.hpp"
#include "pgplumb/stop.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::commands {

struct Live {
  postgres::Connection connection;
  catalog::Catalog catalog;  ///< all of it, not projected
  std::string description;   ///< for people, without secrets
};

/// Connects and reads. @throws Error or ServerError
[[nodiscard]] Live read_live(const std::string& conninfo, const Progress& progress, const Stop& stop);

/// Takes what interrupted or running commands left out of a live catalog, but what `desired` has too, and answers with
/// a warning for each that `projection` shows.
[[nodiscard]] std::vector<Diagnostic> leave_out_leftovers(catalog::Catalog& live, const catalog::Projection& projection,
                                                          const catalog::Catalog& desired = {});

/// Tells `progress`, where there is one.
void say(const Progress& progress, const std::string& doing);

}  // namespace pgplumb::commands
