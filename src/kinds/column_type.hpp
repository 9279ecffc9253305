// ALTER COLUMN ... TYPE, and what goes with it.

#pragma once

#include <string>
#include <vector>

#include "kinds/column_fields.hpp"
#include "kinds/declared.hpp"

namespace pgplumb::kinds {

[[nodiscard]] Way way_of_type(const Pair<Column>& p);
[[nodiscard]] Way way_of_collation(const Pair<Column>& p);
[[nodiscard]] std::vector<Sql> alter_type(const Pair<Column>& p);

/// The one statement; `from_type` is what the values are of.
[[nodiscard]] std::vector<Sql> type_statement(const ObjectId& id, const std::string& from_type, const Column& to,
                                              const Context& context);

/// With its type a column gets that type's storage, and the compression of the configuration.
void keep_storage(const ObjectId& id, const Column& from, const Column& to, std::vector<Sql>& statements);

}  // namespace pgplumb::kinds
