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

/// `statements` make these columns NOT NULL; what does the same without reading their tables under their locks: checks
/// that are validated before and dropped after.
[[nodiscard]] std::vector<Sql> by_validated_checks(const std::vector<ObjectId>& columns,
                                                   const std::vector<Sql>& statements);

/// It is declared besides what the table inherits, as far as this server knows.
[[nodiscard]] bool is_own_not_null(const ObjectId& id, const Column& column, const Context& context);

/// A parent's statement gives the inherited column one by another name; as a constraint of CREATE TABLE its own has
/// its.
[[nodiscard]] bool is_named_apart(const ObjectId& id, const Column& column, const Context& context);

/// That constraint of CREATE TABLE.
[[nodiscard]] Creation not_null_of_table(const ObjectId& id, const Column& column);

/// Of its constraint, be it the one that the server would choose.
[[nodiscard]] std::string not_null_name(const ObjectId& id, const Column& column);

[[nodiscard]] Sql rename_not_null(const ObjectId& id, const std::string& from, const std::string& to);

/// Those of the heirs of a new column whose constraint is to have another name than it would hand down, the farthest
/// heirs first: it finds them there and lets them be.
[[nodiscard]] std::vector<Sql> not_null_of_heirs(const ObjectId& id, const Context& context);

/// It is one of these, of a parent's new column.
[[nodiscard]] bool is_named_before_parent(const ObjectId& id, const Column& column, const Context& context);

/// The statements for whatever differs in it, here and in the tables that inherit it. Empty where those of another
/// column, a parent's mostly, do it.
[[nodiscard]] std::vector<Sql> change_not_null(const Pair<Column>& p);

/// If the statements of `alteration`, among which those are, give NOT NULL to a column, the same without blocking: a
/// check that is validated apart lets SET NOT NULL do without reading the table.
void relieve_not_null(const Pair<Column>& p, Alteration& alteration);

}  // namespace pgplumb::kinds
