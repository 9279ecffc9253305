// What the relations and columns of a plan's statements were called before the plan, statement by statement.

#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sql/statement_effects.hpp"

namespace pgplumb::plan {

class NameHistory {
 public:
  /// To be called for each effect, in the order of the statements, once it was asked about.
  void take(const sql::Effect& effect);

  /// All names that it has had, the one before the plan first; none if the plan has made it.
  [[nodiscard]] std::vector<sql::Name> relation(const sql::Name& name) const;
  /// The same for a column of it, with the name of the column as the last part.
  [[nodiscard]] std::vector<sql::Name> column(const sql::Name& relation, const std::string& column) const;

 private:
  void rename(const sql::Name& before, const sql::Name& after);
  void rename_schema(const std::string& before, const std::string& after);

  std::set<sql::Name> made_;                             // relations and columns
  std::map<sql::Name, std::vector<sql::Name>> earlier_;  // of relations and columns that have another name now
  std::map<std::string, std::string> schemas_;           // by their names of now
};

}  // namespace pgplumb::plan
