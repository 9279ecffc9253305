// Do the models of an application fit the tables of its database?
//
// Models come as JSON Schema, the form that Pydantic, zod, TypeBox, quicktype and others print. Each is looked up
// among the tables, and its properties are held against the columns: both sides have to agree, for whoever writes
// through a model and for whoever reads through it.
//
// Any thread may call these, several at once.

#pragma once

#include <string>
#include <vector>

#include "pgplumb/error.hpp"
#include "pgplumb/progress.hpp"
#include "pgplumb/settings.hpp"
#include "pgplumb/stop.hpp"

namespace pgplumb {

struct ModelsRequest {
  std::string connection;          ///< as libpq takes it; empty: PG* of the environment
  Settings settings;               ///< its [models] says which table a model is of
  std::vector<std::string> paths;  ///< JSON files, and folders in which every *.json is one
  Progress progress;
  Stop stop;  ///< once asked, the command cancels what it does in the database and ends
};

/// One disagreement of a model and its table.
struct ModelMismatch {
  enum class Kind { missing_table, ambiguous_table, missing_column, extra_column, type, nullability, length, values };
  Kind kind = Kind::type;
  std::string property;  ///< of the model; empty for its table and for an extra column
  std::string column;    ///< of the table; empty if there is none
  std::string model;     ///< what the model says: "integer", "at most 200 characters"
  std::string database;  ///< what the database says: "text", "character varying(100)"
  std::string message;   ///< both, as a sentence: lower case, no full stop
  std::string hint;      ///< what to do; may be empty

  auto operator<=>(const ModelMismatch&) const = default;
};

/// "missing-table": stable, for machines.
[[nodiscard]] const char* to_string(ModelMismatch::Kind kind);

/// A model and the table that it was held against.
struct ModelCheck {
  std::string model;  ///< its name
  std::string file;   ///< where it was read
  std::string table;  ///< "app.orders"; empty if there is none
  int properties = 0;
  std::vector<ModelMismatch> mismatches;  ///< in the order of the model's properties, then of the table's columns

  auto operator<=>(const ModelCheck&) const = default;
};

struct ModelsResult {
  std::string database;              ///< for people, without secrets
  std::vector<ModelCheck> models;    ///< by name, then file
  std::vector<std::string> inside;   ///< models without a table that others hold as values (in jsonb)
  std::vector<Diagnostic> warnings;  ///< files without a model

  [[nodiscard]] bool aligned() const {
    for (const ModelCheck& model : models)
      if (!model.mismatches.empty()) return false;
    return true;
  }
};

/// Only reads. @throws DiagnosedError for files that are no JSON Schema, with line and column; Error if there is no
/// model at all or a file cannot be read; what connecting throws
[[nodiscard]] ModelsResult check_models(const ModelsRequest& request);

}  // namespace pgplumb
