// table, ordinary or partitioned: {schema, name}.

#pragma once

#include "catalog/catalog.hpp"
#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// "ALTER TABLE app.users" for the relation in the first two parts of `path`.
[[nodiscard]] std::string alter_table(const std::vector<std::string>& path);
/// "ALTER TABLE ONLY app.users".
[[nodiscard]] std::string alter_table_only(const std::vector<std::string>& path);
/// The id of the table in the first two parts of `path`.
[[nodiscard]] catalog::ObjectId table_id(const std::vector<std::string>& path);
/// The table is made after a composite type in `catalog`.
[[nodiscard]] bool is_typed(const catalog::Catalog& catalog, const std::vector<std::string>& path);
/// pg_get_partkeydef() of the table; empty: it is not partitioned in `catalog`.
[[nodiscard]] std::string partition_key_of(const catalog::Catalog& catalog, const std::vector<std::string>& path);
/// The table is partitioned in `catalog`.
[[nodiscard]] bool is_partitioned(const catalog::Catalog& catalog, const std::vector<std::string>& path);

/// The table is stored by PostgreSQL itself in `catalog`, in one place, and its owner sees all of its rows.
[[nodiscard]] bool is_plain_heap(const catalog::Catalog& catalog, const std::vector<std::string>& path);

/// The table in the first two parts of `path` becomes logged or unlogged.
[[nodiscard]] bool changes_persistence(const std::vector<std::string>& path, const catalog::Context& context);

}  // namespace pgplumb::kinds
