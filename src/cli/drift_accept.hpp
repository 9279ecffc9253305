// drift --accept: the database is right, and the schema files follow it.

#pragma once

#include <string>

#include "cli/commands.hpp"
#include "pgplumb/drift.hpp"

namespace pgplumb::cli {

/// Changes files of the project, and tells of it on standard output. Exit 0 if nothing differs any more, else 2.
void accept(const DriftRequest& request, bool json, Session& session);

}  // namespace pgplumb::cli
