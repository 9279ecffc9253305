// What a report of a fault needs: both schemas, the plan between them or why there is none, and versions. No rows, no
// secrets, no manual sections; names, if one asks for it, replaced.
//
// Any thread may call this, several at once.

#pragma once

#include <string>

#include "pgplumb/plan.hpp"

namespace pgplumb {

struct DebugBundleRequest {
  PlanRequest plan;  ///< what is being planned; losses are allowed
  /// Every word that is neither PostgreSQL's nor a number becomes another one, the same everywhere: in names, bodies,
  /// comments, labels and texts alike.
  bool replace_names = false;
};

/// A JSON text: schema/debug_bundle.schema.json.
/// @throws Error or ServerError if the database cannot be read; what else goes wrong is in the text
[[nodiscard]] std::string debug_bundle(const DebugBundleRequest& request);

}  // namespace pgplumb
