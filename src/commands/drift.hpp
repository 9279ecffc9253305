// The drift of one database, with the desired schema from wherever the caller has it.

#pragma once

#include <functional>

#include "commands/desired.hpp"
#include "commands/live.hpp"
#include "commands/scratches.hpp"
#include "pgplumb/drift.hpp"

namespace pgplumb::commands {

using ReadDesired = std::function<Desired(const DriftRequest&, Live&, Scratches&)>;

/// Reads what the request names.
[[nodiscard]] Desired desired_for_drift(const DriftRequest& request, Live& live, Scratches& scratches);

/// From the request alone: equal for a database that cannot be reached.
[[nodiscard]] DatabasePlace place_of(const DriftRequest& request);

[[nodiscard]] DriftResult drift_of(const DriftRequest& request, const ReadDesired& read);

}  // namespace pgplumb::commands
