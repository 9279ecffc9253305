// The steps of a plan in the order in which a person would write them: whatever belongs to a table stands behind it.
//
// A plan makes every object as soon as the objects that it needs are there. Here the indexes, comments, triggers and
// policies of a table are drawn to it as far as their dependencies allow; what needs something further below follows as
// soon as that is there.

#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "plan/plan.hpp"

namespace pgplumb::commands {

struct ReadableStep {
  const plan::Step* step = nullptr;
  std::string group;    ///< the object below its schema that the step is for a part of
  std::string kind;     ///< that object's kind
  bool begins = false;  ///< the first step of its group
};

/// @pre `plan` makes the objects of `catalog`. The plan must outlive the answer.
[[nodiscard]] std::vector<ReadableStep> readable_order(const plan::Plan& plan, const catalog::Catalog& catalog);

}  // namespace pgplumb::commands
