// Roles that a plan names and the live cluster has not, or to which this role may not hand an object over. A private
// scratch server makes such roles for the proof, and apply would find out.

#pragma once

#include <vector>

#include "pgplumb/error.hpp"
#include "pgplumb/steps.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::commands {

/// A warning for each such role, with the first step that names it. Asks nothing where a plan names no roles.
[[nodiscard]] std::vector<Diagnostic> roles_out_of_reach(postgres::Connection& live, const plan::Plan& plan);

}  // namespace pgplumb::commands
