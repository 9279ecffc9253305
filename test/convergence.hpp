// The promise of the whole: a plan made from schema files, applied, leads to what the files say, and then nothing is
// left to do.
//
// Databases are made on the test server; schema files are planned and applied through the public interface, as the
// commands do it.

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "pgplumb/plan.hpp"

namespace test {

/// A database of the test server, dropped at the end. May be used by several threads at once, unlike server().
class Store {
 public:
  /// Loaded with each of `scripts`, which hold no psql commands. @throws ServerError
  explicit Store(const std::vector<std::string>& scripts = {});
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  [[nodiscard]] const std::string& url() const { return url_; }
  /// Empty where no pg_dump reads this server; then our reader and the second plan judge alone.
  [[nodiscard]] std::string dump() const;
  /// Everything that is managed, owners and privileges too.
  [[nodiscard]] pgplumb::catalog::Catalog catalog() const;
  /// "table app.users", and that has no partitions.
  [[nodiscard]] bool is_plain(const std::string& relation) const;
  /// Rows of every table.
  [[nodiscard]] std::map<std::string, std::string> row_counts() const;
  /// The next number that each column gets, by table and column as they were made: renamed, they are the same.
  struct Next {
    std::int64_t value = 0;
    std::int64_t step = 0;  ///< INCREMENT if the sequence has been used; a changed one moves the next number
    std::int64_t minimum = 0;
    std::int64_t maximum = 0;
  };
  [[nodiscard]] std::map<std::string, Next> next_values() const;
  /// Afterwards every sequence that was not in use is, by a few numbers.
  void use_sequences() const;
  /// The first column of the first row, "" for NULL and for no row.
  [[nodiscard]] std::string ask(const std::string& query) const;

 private:
  std::string name_;
  std::string url_;
};

/// Rows of every table of a database, by name.
[[nodiscard]] std::map<std::string, std::string> row_counts(const std::string& url);

/// What a database is like.
struct Likeness {
  std::string dump;
  pgplumb::catalog::Catalog catalog;
};

[[nodiscard]] Likeness likeness(const Store& store);

/// A schema file that lives as long as this object.
class SchemaFile {
 public:
  explicit SchemaFile(const std::string& text);
  ~SchemaFile();
  SchemaFile(const SchemaFile&) = delete;
  SchemaFile& operator=(const SchemaFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Owners and privileges managed, everything allowed to be destroyed, proved.
[[nodiscard]] pgplumb::PlanResult plan_to(const Store& store, const std::string& schema_path, bool online = false);

void apply_to(const Store& store, const pgplumb::PlanResult& plan);

/// Plans, applies, and then compares `store` with `wanted`, what a database loaded from the same file is like: by our
/// reader, by pg_dump, and by planning again; and with what it was, by the rows of its tables and the next number of
/// each column, as far as the plan does not say that they go. Sequences are used before. Answers with a line for each
/// complaint; nothing if all holds. `planned` sees the plan before it is applied.
[[nodiscard]] std::vector<std::string> converge(const Store& store, const Likeness& wanted,
                                                const std::string& schema_path,
                                                const std::function<void(const pgplumb::PlanResult&)>& planned = {},
                                                bool online = false);

/// An error with its diagnostics and hints, for a person.
[[nodiscard]] std::string explain(const std::exception& error);

}  // namespace test
