// Tables as models see them: columns with the types that are left when domains are taken off, with the values and the
// lengths that constraints allow.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "postgres/connection.hpp"

namespace pgplumb::models {

struct ColumnType {
  std::string shown;  ///< as the column is declared: "app.email", "character varying(100)"
  std::string name;   ///< without domains, modifiers and array: "varchar", "int4", "status"
  char kind = 'b';    ///< pg_type.typtype: b base, c composite, e enum, r range, m multirange
  char category = 'U';
  bool array = false;
  std::int64_t scale = -1;                         ///< of a numeric; -1: not declared
  std::optional<std::int64_t> max_length;          ///< in characters
  std::optional<std::vector<std::string>> values;  ///< labels of an enum, or what a CHECK lists; sorted
};

struct Column {
  std::string name;
  ColumnType type;
  bool not_null = false;
  bool has_default = false;  ///< or is generated in any way
};

struct Table {
  std::string schema;
  std::string name;
  bool visible = false;         ///< by its bare name, as the search_path of the database has it
  bool rows_of_its_own = true;  ///< not a view: whether a column may be NULL is known
  std::vector<Column> columns;
  std::set<std::pair<std::string, std::string>> refers_to;  ///< schema and name of tables that it has foreign keys to

  [[nodiscard]] std::string shown() const { return schema + "." + name; }
};

/// Tables, views, materialized and foreign tables, without those of the system, of extensions and of pgplumb; sorted.
/// Five round trips. @throws ServerError
[[nodiscard]] std::vector<Table> read_tables(postgres::Connection& connection);

}  // namespace pgplumb::models
