// How large the live relations are that a plan works on, which says how long others may have to wait for it.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "pgplumb/plan.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::commands {

/// Of plan::relations_at_work() those that `live` has and that are stored, by name; `catalog` is what was read from it.
/// One turn for all of them, none where nothing is worked on. Where somebody keeps one of them locked for a second,
/// none is answered, with a warning.
[[nodiscard]] std::map<std::string, RelationSize> relation_sizes(postgres::Connection& live,
                                                                 const catalog::Catalog& catalog,
                                                                 const plan::Plan& plan,
                                                                 std::vector<Diagnostic>& warnings);

}  // namespace pgplumb::commands
