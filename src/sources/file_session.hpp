// What a session of psql that runs the schema files would have in force at each of their statements: settings and the
// transaction that the files began.
//
// Nothing is executed here: the words of the files decide. What functions set is not known.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sources/schema_files.hpp"

namespace pgplumb::sources {

class FileSession {
 public:
  /// Settings and transactions are added to `script`, what is wrong with them to `errors`.
  FileSession(SchemaScript& script, std::vector<Diagnostic>& errors) : script_(script), errors_(errors) {}

  void begin();
  /// A transaction that is still open is an error.
  void end();

  [[nodiscard]] std::shared_ptr<const SettingsInForce> settings() const { return in_force_; }
  void use(std::shared_ptr<const SettingsInForce> settings) { in_force_ = std::move(settings); }
  /// Index into SchemaScript::transactions.
  [[nodiscard]] std::optional<std::size_t> transaction() const;
  /// The statements of the script that the files roll back.
  [[nodiscard]] const std::set<std::size_t>& undone() const { return undone_; }

  void change_setting(const SettingChange& change, const Position& position);
  void control_transaction(const StatementRole& role, const Position& position, bool in_section);

 private:
  struct Savepoint {
    std::string name;
    std::size_t first;  // the index of the statement behind it
    std::shared_ptr<const SettingsInForce> settings;
    std::shared_ptr<const SettingsInForce> left;
  };

  struct OpenTransaction {
    std::size_t index;  // in the script
    std::shared_ptr<const SettingsInForce> before;
    std::size_t first;                            // the index of its first statement
    std::shared_ptr<const SettingsInForce> left;  // what will be in force behind it: nothing that is local to it
    std::vector<Savepoint> savepoints;
  };

  void begin_transaction(const Position& position);
  void end_savepoint(const StatementRole& role, const Position& position);
  void undo_from(std::size_t first, const Position& position);
  void error(const Position& position, const std::string& code, const std::string& message, const std::string& hint) {
    errors_.push_back({Severity::error, code, position, {}, message, hint});
  }

  SchemaScript& script_;
  std::vector<Diagnostic>& errors_;
  std::shared_ptr<const SettingsInForce> in_force_;
  std::optional<OpenTransaction> transaction_;
  std::set<std::size_t> undone_;
  std::vector<std::size_t> standing_;  // statements of the script that are not undone, as far as they were looked at
  std::size_t looked_at_ = 0;
};

}  // namespace pgplumb::sources
