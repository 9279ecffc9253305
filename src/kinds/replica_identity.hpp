// replica identity of a table, where it is not the default: {schema, table}.

#pragma once

#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// What gives the table its identity back once `index` of to(), which stays its identity, is made again; nullopt if
/// that is not so.
[[nodiscard]] std::optional<catalog::Sql> identity_by_index(const catalog::Object& index,
                                                            const catalog::Context& context);

}  // namespace pgplumb::kinds
