// column of a table or foreign table: {schema, relation, column}.

#pragma once

#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// `changed` is a column whose type becomes so different that what is built on its values or written in its type has to
/// be made again: not between lengths of one type, nor among the integers.
[[nodiscard]] bool changes_type(const catalog::Object& changed, const catalog::Context& context);

/// By format_type().
[[nodiscard]] const std::string& type_of(const catalog::Object& column);
/// Whether it is generated from other columns.
[[nodiscard]] bool fills_itself(const catalog::Object& column);
/// Whether it is NOT NULL by itself; its domain may be too.
[[nodiscard]] bool is_not_null(const catalog::Object& column);

}  // namespace pgplumb::kinds
