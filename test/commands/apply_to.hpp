// What tests of commands do with a plan that is right: apply it.

#pragma once

#include "pgplumb/apply.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"

namespace test {

/// Applies what was planned for `database`, as from a file.
pgplumb::ApplyResult apply_to(const Database& database, const pgplumb::PlanResult& plan);

}  // namespace test
