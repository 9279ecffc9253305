// Reading a plan file back.
//
// Any thread may call this, several at once.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pgplumb/changes.hpp"
#include "pgplumb/steps.hpp"

namespace pgplumb {

struct ShownPlan {
  plan::Plan plan;
  std::string digest;
  std::vector<ObjectChange> changes;  ///< one for each step, in the order of the plan
};

/// `file` is the name of the file that holds `text`.
/// @throws DiagnosedError (refused) if it is no plan, of a newer format, edited or cut off
[[nodiscard]] ShownPlan read_plan(std::string_view text, const std::string& file);

}  // namespace pgplumb
