// NOT NULL of columns. Since PostgreSQL 18 it is a constraint, with a name, NO INHERIT and NOT VALID; each column has
// one at most, which its heirs and partitions get with it.

#pragma once

#include <string>
#include <vector>

#include "kinds/column_fields.hpp"
#include "kinds/declared.hpp"

namespace pgplumb::kinds {

inline constexpr int not_null_constraints_since = 180000;

/// "ALTER COLUMN email "
[[nodiscard]] std::string alter_column(const ObjectId& id);

[[nodiscard]] Sql set_not_null(const ObjectId& id);

/// As it stands in the definition of a column of `catalog`: "CONSTRAINT named NOT NULL NO INHERIT".
[[nodiscard]] std::string not_null_clause(const ObjectId& id, const Column& column, const Catalog& catalog);

/// The same given to a column that is there; `alter` as in Sql.
[[nodiscard]] Sql add_not_null(const ObjectId& id, const Column& column, const std::string& alter,
                               const Catalog& catalog);

/// `statements` make the column NOT NULL; what does the same without reading the table under their lock: a check that
/// is validated before and dropped after.
[[nodiscard]] std::vector<Sql> by_validated_check(const ObjectId& id, const std::vector<Sql>& statements);

/// It is declared besides what the table inherits, as far as this server knows.
[[nodiscard]] bool is_own_not_null(const ObjectId& id, const Column& column, const Context& context);

/// The statements for whatever differs in it, with those that give it back to heirs and partitions that lose it with
/// their parent and are to keep it. Empty where a parent's statements do it.
[[nodiscard]] std::vector<Sql> change_not_null(const Pair<Column>& p);

}  // namespace pgplumb::kinds
