// What is executed around the steps of a batch. The plan file shows it, so that psql does what apply does; proof and
// apply execute it.

#pragma once

#include <string>
#include <vector>

#include "plan/plan.hpp"

namespace pgplumb::plan {

struct BatchFrame {
  std::vector<std::string> opening;  ///< statements before the steps, without semicolons; BEGIN first if there is one
  std::vector<std::string> closing;  ///< statements after them

  bool operator==(const BatchFrame&) const = default;
};

[[nodiscard]] BatchFrame frame_of(const Plan& plan, const Batch& batch);

}  // namespace pgplumb::plan
