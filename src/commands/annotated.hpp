// What annotations and statements of schema files mean for objects: PostgreSQL has said which statement made which
// object.

#pragma once

#include "commands/desired.hpp"
#include "sources/load.hpp"
#include "sources/schema_files.hpp"

namespace pgplumb::commands {

/// Fills positions, using_expressions, renames and dropped of `desired`, whose catalog was read from where `script` was
/// loaded.
/// @throws DiagnosedError for annotations that stand before nothing they could mean
void add_annotations(Desired& desired, const sources::SchemaScript& script, const sources::LoadReport& report);

}  // namespace pgplumb::commands
