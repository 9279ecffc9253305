// A model held against a table: property by property, column by column.

#pragma once

#include <functional>

#include "models/schema.hpp"
#include "models/tables.hpp"
#include "pgplumb/models.hpp"

namespace pgplumb::models {

/// The table that a definition is stored in; null if it is stored in none.
using TableOf = std::function<const Table*(const std::string& definition)>;

/// All that disagrees. A property that is written as another model with a table of its own, or as a list of them, needs
/// no column where a foreign key joins the two tables.
[[nodiscard]] std::vector<ModelMismatch> compare(const Model& model, const Table& table, const TableOf& table_of);

}  // namespace pgplumb::models
