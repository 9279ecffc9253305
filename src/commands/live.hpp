// The live database: one session, read once. Every command begins here.

#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/projection.hpp"
#include "pgplumb/error.hpp"
#include "pgplumb/progress.hpp"
#include "pgplumb/settings.hpp"
#include "pgplumb/stop.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::commands {

struct Live {
  postgres::Connection connection;
  catalog::Catalog catalog;  ///< all of it, not projected
  std::string description;   ///< for people, without secrets
};

/// Connects and reads. @throws Error or ServerError
[[nodiscard]] Live read_live(const std::string& conninfo, const Settings& settings, const Progress& progress,
                             const Stop& stop);

/// A warning if the server is newer than those that are known.
[[nodiscard]] std::vector<Diagnostic> unknown_version(const catalog::Catalog& live);

/// Takes what interrupted or running commands left out of a live catalog, but what `desired` has too, and answers with
/// a warning for each that `projection` shows; and with unknown_version().
[[nodiscard]] std::vector<Diagnostic> leave_out_leftovers(catalog::Catalog& live, const catalog::Projection& projection,
                                                          const catalog::Catalog& desired = {});

/// A warning for each object with options that are secret: what writes the catalog out writes these too, as pg_dump
/// does.
[[nodiscard]] std::vector<Diagnostic> secrets_in(const catalog::Catalog& catalog);

/// Tells `progress`, where there is one.
void say(const Progress& progress, const std::string& doing);

}  // namespace pgplumb::commands
