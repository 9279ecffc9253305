// What a column is, for the files that write its statements.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pgplumb::kinds {

struct Column {
  std::string type;       ///< format_type()
  std::string collation;  ///< SQL name; empty: the type's own
  bool not_null = false;
  std::string generated;    ///< expression of GENERATED ALWAYS AS (...); empty: not generated
  bool is_virtual = false;  ///< generated when it is read, not stored; since PostgreSQL 18
  std::string
      not_null_name;  ///< of its NOT NULL constraint, an object since PostgreSQL 18; empty: TABLE_COLUMN_not_null
  bool not_null_no_inherit = false;        ///< since PostgreSQL 18
  bool not_null_inherited = false;         ///< there only because a parent's column has it; not of partitions
  bool not_null_not_valid = false;         ///< not known of the rows that were there; since PostgreSQL 18
  std::string storage;                     ///< PLAIN, EXTERNAL, EXTENDED, MAIN; empty: the type's own
  std::string compression;                 ///< pglz, lz4; empty: the server's default
  std::optional<std::int64_t> statistics;  ///< statistics target, if set
  std::vector<std::string> options;        ///< n_distinct=..., n_distinct_inherited=...
  std::vector<std::string> foreign_options;
  bool inherited = false;            ///< it is there only because a parent has it
  std::vector<std::string> parents;  ///< the parents of its table, if it is inherited: schema, table, schema, table ...
  std::int64_t position = 0;         ///< among the table's columns, from 1
};

}  // namespace pgplumb::kinds
