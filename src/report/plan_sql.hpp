// A plan as SQL alone.

#pragma once

#include <string>

#include "pgplumb/steps.hpp"

namespace pgplumb::report {

/// Everything that psql would run, batch by batch, without what a plan file says about it.
[[nodiscard]] std::string plan_sql(const plan::Plan& plan);

/// One batch of it. With `titles`, a comment before each step says which one it is.
[[nodiscard]] std::string batch_sql(const plan::Plan& plan, const plan::Batch& batch, bool titles);

}  // namespace pgplumb::report
