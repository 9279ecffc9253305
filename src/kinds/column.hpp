// column of a table or foreign table: {schema, relation, column}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& column_kind();

/// `changed` is a column whose type becomes so different that what is built on its values or written in its type has to
/// be made again: not between lengths of one type, nor among the integers.
[[nodiscard]] bool changes_type(const catalog::Object& changed, const catalog::Context& context);

/// Of a column that is there before and after: whether it is NOT NULL in the end while nothing fills it any more, so
/// that an INSERT that leaves it out fails.
[[nodiscard]] std::vector<catalog::Danger> dangers_of_unfilled(const std::vector<std::string>& path,
                                                               const catalog::Context& context);

}  // namespace pgplumb::kinds
