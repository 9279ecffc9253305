// Whether a database says anything about owners and privileges: the counterpart of a schema file with OWNER TO and
// GRANT in it.

#pragma once

#include "catalog/catalog.hpp"
#include "catalog/projection.hpp"
#include "pgplumb/settings.hpp"

namespace pgplumb::commands {

/// What is managed when there is a database and no file to go by: owners if any object belongs to somebody else than
/// the role of the session, privileges if any are not the defaults.
[[nodiscard]] catalog::Projection projection_of_live(const catalog::Catalog& live, const Settings& settings);

}  // namespace pgplumb::commands
