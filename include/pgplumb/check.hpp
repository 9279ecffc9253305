// Checking a set-up: what pgplumb finds when it connects, and what it could not do.
//
// Any thread may call this, several at once.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "pgplumb/error.hpp"
#include "pgplumb/progress.hpp"
#include "pgplumb/settings.hpp"
#include "pgplumb/stop.hpp"

namespace pgplumb {

struct CheckRequest {
  std::string connection;  ///< as libpq takes it; empty: PG* of the environment
  Settings settings;
  Progress progress;
  Stop stop;  ///< once asked, the command cancels what it does in the database and ends
};

/// How one table of the desired schema stands in the database.
struct TableCheck {
  enum class State { aligned, differs, missing };
  std::string table;  ///< "table app.users"
  State state = State::aligned;
  int differences = 0;  ///< objects of the table that differ, itself included

  auto operator<=>(const TableCheck&) const = default;
};

struct CheckResult {
  std::string database;  ///< for people, without secrets
  std::string server;    ///< "PostgreSQL 15.20"
  std::string encoding;
  std::string collation;
  std::string role;
  bool superuser = false;
  bool may_create_schemas = false;
  std::vector<std::string> not_owned;     ///< managed relations and schemas that the role may not alter
  std::string scratch;                    ///< how a scratch server is had; empty if there is none
  std::string scratch_problem;            ///< why there is none
  std::map<std::string, int> managed;     ///< kind -> how many objects
  std::map<std::string, int> hidden;      ///< why objects were left out -> how many
  std::vector<std::string> not_modelled;  ///< objects that plans refuse to touch
  std::string desired;                    ///< "schema.sql"; empty if no schema files were found
  std::vector<TableCheck> tables;         ///< of the desired schema
  int other_differences = 0;              ///< outside of the desired tables
  std::vector<Diagnostic> warnings;

  /// The database can be worked with, and all that is desired is there and alike.
  [[nodiscard]] bool aligned() const {
    if (other_differences > 0) return false;
    for (const TableCheck& table : tables)
      if (table.state != TableCheck::State::aligned) return false;
    return true;
  }
};

/// Only reads. @throws as make_plan does; what a plan could do without is reported instead
[[nodiscard]] CheckResult check_database(const CheckRequest& request);

}  // namespace pgplumb
