#include "pgplumb/models.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "catalog/projection.hpp"
#include "commands/live.hpp"
#include "config/nearest.hpp"
#include "models/fit.hpp"
#include "models/names.hpp"
#include "models/schema.hpp"
#include "models/tables.hpp"

namespace pgplumb {

using models::Model;
using models::Table;

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::error_code ignored;
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  if (stream.peek() != std::ifstream::traits_type::eof()) text << stream.rdbuf();
  if (!stream || fs::is_directory(path, ignored))
    throw Error("cannot read " + path.string(), "check the path and its permissions");
  return text.str();
}

std::vector<std::string> files_of(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error))
    throw Error("there is no file or folder " + path, "models come as JSON Schema; see pgplumb help models");
  if (!fs::is_directory(path, error)) return {path};
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file(error) && entry.path().extension() == ".json") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<Model> read_all(const ModelsRequest& request, ModelsResult& result) {
  std::vector<Model> all;
  std::map<std::string, std::vector<std::size_t>> named;  // where in `all`
  std::vector<Diagnostic> problems;
  for (const std::string& path : request.paths)
    for (const std::string& file : files_of(path)) {
      try {
        std::vector<Model> some = models::read_models(read(file), file);
        if (some.empty())
          result.warnings.push_back({Severity::warning,
                                     "no-model",
                                     {file},
                                     "",
                                     "no object with properties is in it",
                                     "a model is an object with properties, at the top or under $defs"});
        for (Model& model : some) {
          std::vector<std::size_t>& others = named[model.name];
          if (std::any_of(others.begin(), others.end(), [&](std::size_t other) { return model.repeats(all[other]); }))
            continue;
          others.push_back(all.size());
          all.push_back(std::move(model));
        }
      } catch (const DiagnosedError& error) {
        problems.insert(problems.end(), error.diagnostics().begin(), error.diagnostics().end());
      }
    }
  if (!problems.empty()) throw DiagnosedError("the models cannot be read", std::move(problems));
  if (all.empty()) {
    std::string paths;
    for (const std::string& path : request.paths) paths += (paths.empty() ? "" : ", ") + path;
    throw Error("there is no model in " + paths, "a model is an object with properties, at the top or under $defs");
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Model& a, const Model& b) { return std::tie(a.name, a.file) < std::tie(b.name, b.file); });
  return all;
}

bool any_matches(const std::vector<std::string>& patterns, const std::string& schema) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return catalog::matches(pattern, schema); });
}

/// What a model's name leads to: no table at all if it is said to have none.
struct Found {
  std::vector<const Table*> tables;  ///< more than one: it cannot be told which
  std::string wanted;                ///< by [models] or by the model itself, and not there
  bool none = false;
};

class Lookup {
 public:
  Lookup(std::vector<Table> tables, const Settings& settings) : tables_(std::move(tables)), settings_(settings) {
    std::erase_if(tables_, [&](const Table& table) {
      return (!settings.schemas.empty() && !any_matches(settings.schemas, table.schema)) ||
             any_matches(settings.exclude_schemas, table.schema);
    });
  }

  [[nodiscard]] Found find(const Model& model) const {
    for (const std::string& name : {model.name, model.title})
      if (const auto said = settings_.models.find(name); said != settings_.models.end()) return find_said(said->second);
    if (!model.table.empty()) return find_said(model.table);
    for (const std::string& name : {model.name, model.title}) {
      if (name.empty()) continue;
      Found found = named(name);
      if (!found.tables.empty()) return found;
      for (const std::string& candidate : models::table_candidates(name)) {
        for (const Table& table : tables_)
          if (models::snake_case(table.name) == candidate) found.tables.push_back(&table);
        if (!found.tables.empty()) return visible_first(std::move(found));
      }
    }
    return {};
  }

  [[nodiscard]] std::string nearest(const std::string& model) const {
    std::vector<std::string> shown;
    for (const Table& table : tables_) shown.push_back(table.name);
    const std::string near = config::nearest(models::plural_of(models::snake_case(model)),
                                             std::vector<std::string_view>(shown.begin(), shown.end()));
    for (const Table& table : tables_)
      if (table.name == near && !near.empty()) return table.shown();
    return "";
  }

 private:
  [[nodiscard]] Found named(const std::string& name) const {
    Found found;
    for (const Table& table : tables_)
      if (table.name == name || table.shown() == name) found.tables.push_back(&table);
    return visible_first(std::move(found));
  }

  [[nodiscard]] Found find_said(const std::string& name) const {
    Found found;
    if (name.empty()) {
      found.none = true;
      return found;
    }
    found = named(name);
    if (found.tables.empty()) found.wanted = name;
    return found;
  }

  // Of tables of one name the session's search_path decides, as it does in a statement.
  static Found visible_first(Found found) {
    if (found.tables.size() > 1)
      for (const Table* table : found.tables)
        if (table->visible) {
          found.tables = {table};
          break;
        }
    return found;
  }

  std::vector<Table> tables_;
  const Settings& settings_;
};

std::set<std::string> references_of(const std::vector<Model>& all) {
  std::set<std::string> references;
  const auto add = [&](const auto& self, const std::vector<models::Shape>& shapes) -> void {
    for (const models::Shape& shape : shapes) {
      if (!shape.reference.empty()) references.insert(shape.reference);
      self(self, shape.items);
    }
  };
  for (const Model& model : all)
    for (const models::Property& property : model.properties) add(add, property.shapes);
  return references;
}

ModelMismatch no_table(const Model& model, const Found& found, const Lookup& lookup) {
  ModelMismatch mismatch;
  if (found.tables.size() > 1) {
    mismatch.kind = ModelMismatch::Kind::ambiguous_table;
    for (const Table* table : found.tables)
      mismatch.database += (mismatch.database.empty() ? "" : ", ") + table->shown();
    mismatch.message = model.name + " could be any of " + mismatch.database;
    mismatch.hint = "in pgplumb.toml: [models] \"" + model.name + "\" = \"" + found.tables.front()->shown() + "\"";
    return mismatch;
  }
  mismatch.kind = ModelMismatch::Kind::missing_table;
  if (!found.wanted.empty()) {
    mismatch.model = found.wanted;
    mismatch.message = "there is no table " + found.wanted + ", which the model is said to be of";
    return mismatch;
  }
  const std::string near = lookup.nearest(model.name);
  mismatch.message = "there is no table for " + model.name;
  mismatch.hint = (near.empty() ? "if it has one" : "did you mean " + near + "?") + ", in pgplumb.toml: [models] \"" +
                  model.name + "\" = \"" + (near.empty() ? "app.table" : near) + "\"; \"\" if it has none";
  if (!near.empty()) mismatch.hint.replace(mismatch.hint.find("?, in"), 5, "? In");
  return mismatch;
}

}  // namespace

const char* to_string(ModelMismatch::Kind kind) {
  switch (kind) {
    case ModelMismatch::Kind::missing_table:
      return "missing-table";
    case ModelMismatch::Kind::ambiguous_table:
      return "ambiguous-table";
    case ModelMismatch::Kind::missing_column:
      return "missing-column";
    case ModelMismatch::Kind::extra_column:
      return "extra-column";
    case ModelMismatch::Kind::type:
      return "type";
    case ModelMismatch::Kind::nullability:
      return "nullability";
    case ModelMismatch::Kind::length:
      return "length";
    case ModelMismatch::Kind::values:
      return "values";
  }
  return "type";
}

ModelsResult check_models(const ModelsRequest& request) {
  ModelsResult result;
  const std::vector<Model> all = read_all(request, result);
  commands::say(request.progress, "connecting");
  postgres::Connection connection(request.connection, request.stop);
  result.database = connection.description();
  commands::say(request.progress, "reading the tables");
  const Lookup lookup(models::read_tables(connection), request.settings);
  const std::set<std::string> references = references_of(all);
  const auto table_of = [&](const std::string& definition) -> const Table* {
    // They are sorted by their names.
    auto model = std::partition_point(all.begin(), all.end(), [&](const Model& one) { return one.name < definition; });
    for (; model != all.end() && model->name == definition; ++model)
      if (const Found found = lookup.find(*model); found.tables.size() == 1) return found.tables.front();
    return nullptr;
  };
  for (const Model& model : all) {
    const Found found = lookup.find(model);
    const bool held_by_others = references.contains(model.name) && found.tables.empty() && found.wanted.empty();
    if (found.none || held_by_others) {
      result.inside.push_back(model.name);
      continue;
    }
    ModelCheck check;
    check.model = model.name;
    check.file = model.file;
    check.properties = static_cast<int>(model.properties.size());
    if (found.tables.size() == 1) {
      check.table = found.tables.front()->shown();
      check.mismatches = models::compare(model, *found.tables.front(), table_of);
    } else {
      check.mismatches.push_back(no_table(model, found, lookup));
    }
    result.models.push_back(std::move(check));
  }
  return result;
}

}  // namespace pgplumb
