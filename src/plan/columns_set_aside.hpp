// Columns that a plan drops and that lose nothing: another one has taken their place and has all of their values.

#pragma once

#include <set>

#include "plan/plan.hpp"
#include "sql/statement_effects.hpp"

namespace pgplumb::plan {

/// {schema, table, column}, by the names that they have when they are dropped: those of which all statements of
/// sql/expansion.hpp stand in the plan.
[[nodiscard]] std::set<sql::Name> columns_set_aside(const Plan& plan);

}  // namespace pgplumb::plan
