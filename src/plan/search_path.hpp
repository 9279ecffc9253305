// What is to be done where a function does not find what its body names without a schema.

#pragma once

#include <string>

#include "base/error.hpp"
#include "plan/plan.hpp"

namespace pgplumb::plan {

/// "" where `report`, of a statement of a plan, is about something else.
[[nodiscard]] std::string hint_on_path(const ServerError::Report& report, int server_version);

/// `statement` is the first or the last of `step`, which sets a search_path for what it does and empties it again.
[[nodiscard]] bool sets_path(const Step& step, const std::string& statement);

}  // namespace pgplumb::plan
