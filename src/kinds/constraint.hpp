// constraint of a table: {schema, table, name}. Primary key, unique, foreign key, check and exclusion constraints.

#pragma once

#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// The name that a constraint of the table in the first two parts of `table` occupies: see Kind::occupied_names().
[[nodiscard]] std::string occupied_constraint(const std::vector<std::string>& table, const std::string& name);

/// Names of the foreign keys that the table has of its own, not from a parent.
[[nodiscard]] std::vector<std::string> foreign_keys_of(const catalog::Catalog& catalog,
                                                       const std::vector<std::string>& table);

/// Of its own or of a parent.
[[nodiscard]] bool has_checks(const catalog::Catalog& catalog, const std::vector<std::string>& table);

/// One that rows which are there need not fulfil.
[[nodiscard]] bool has_checks_not_valid(const catalog::Catalog& catalog, const std::vector<std::string>& table);

[[nodiscard]] bool has_primary_key(const catalog::Catalog& catalog, const std::vector<std::string>& table);

/// The other tables that `constraint` refers to, if it is a foreign key.
[[nodiscard]] std::vector<catalog::ObjectIndex> referenced_tables(const catalog::Object& constraint,
                                                                  const catalog::Catalog& catalog);

}  // namespace pgplumb::kinds
