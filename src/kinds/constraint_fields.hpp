// What a constraint says, for the files that write its statements.

#pragma once

#include <string>
#include <vector>

namespace pgplumb::kinds {

struct Constraint {
  std::string type;        ///< primary key, unique, foreign key, check, exclude
  std::string definition;  ///< pg_get_constraintdef() without what the next four say
  bool deferrable = false;
  bool deferred = false;
  bool not_valid = false;
  bool not_enforced = false;         ///< since PostgreSQL 18
  std::vector<std::string> options;  ///< storage parameters of a primary or unique key's index
  bool excludes = false;             ///< its index compares by operators: EXCLUDE, WITHOUT OVERLAPS
  bool invalid = false;              ///< its index is: one of a partitioned table with parts missing
  std::string tablespace;            ///< of its index; empty: the database's
  bool clustered = false;            ///< the table is clustered on its index
  bool inherited = false;            ///< it is there only because a parent has it
  std::vector<std::string> parents;  ///< the table's parents, if a check is inherited: schema, table, ...
};

[[nodiscard]] inline bool has_index(const Constraint& constraint) {
  return constraint.type == "primary key" || constraint.type == "unique" || constraint.type == "exclude";
}

}  // namespace pgplumb::kinds
