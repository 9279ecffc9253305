// The session that schema files are loaded in: the settings that are in force in it, and whose rights it has.
//
// Settings are brought about as late as possible and known by their place in the files, so that a statement that is
// tried again gets those of its own place. Roles and tablespaces that the server lacks are made, if it is ours.

#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "postgres/connection.hpp"
#include "sources/load.hpp"

namespace pgplumb::sources {

/// The session is no longer what it was, or somebody wants it to end: trying again would be wrong.
[[nodiscard]] bool ends_the_work(const ServerError& error);

class LoadSession {
 public:
  /// What is made, and settings that are ignored, are added to `report`.
  LoadSession(postgres::Connection& scratch, const SchemaScript& script, const LoadOptions& options, LoadReport& report)
      : scratch_(scratch), script_(script), options_(options), report_(report) {}

  /// The default settings, and the few of our own that no file can depend on.
  void begin();
  /// Executes as LoadOptions::role from now on, if it can be taken on.
  void take_on_role();
  /// Nothing is left of what was in force.
  void end();
  /// The rights that the session had in the beginning, until the next settings.
  void as_itself();

  /// Brings about the settings of `statement`. Outside of a transaction block, since it may have to make a role first.
  void apply_settings(std::size_t statement);
  /// SQL that does so, in one message with what follows; from now on they count as being in force.
  [[nodiscard]] std::string settings_before(std::size_t statement);
  /// Brings about the settings of `statement` within a transaction block. @throws ServerError; mend() knows which
  /// setting it is about
  void apply_local_settings(std::size_t statement);

  [[nodiscard]] const SettingsInForce& in_force() const { return in_force_; }
  /// After a ROLLBACK to where `settings` were in force.
  void rolled_back_to(const SettingsInForce& settings) { in_force_ = settings; }
  /// After a COMMIT: what was local to the transaction is over.
  void committed();

  /// After an error of `statement`, or of a setting before it: makes what is missing. True if it is worth another try.
  bool mend(std::size_t statement, const ServerError& error);
  /// A role that may not be taken on may still be granted, so such settings fail with their statements until nothing
  /// else is left to try. False if there is none, or they are given up already.
  bool give_up_roles() { return waits_for_roles_ && !std::exchange(gave_up_roles_, true); }
  /// The files' CREATE ROLE that was executed before its turn, since somebody named the role.
  [[nodiscard]] bool has_run(std::size_t statement) const { return ran_.contains(statement); }
  [[nodiscard]] bool has_made_role(const std::string& name) const { return made_.contains("role " + name); }
  [[nodiscard]] std::vector<Diagnostic>& setting_errors() { return setting_errors_; }

 private:
  struct Change {
    std::string name;
    std::optional<std::size_t> setting;  // nothing: its default
    std::string sql;
  };

  [[nodiscard]] std::vector<Change> changes_to(const SettingsInForce& target, bool local) const;
  void note(const Change& change);
  void execute(const std::vector<Change>& changes);
  bool make_what_is_missing(const ServerError::Report& report);
  bool make_role(const std::string& name);
  bool make_superuser(std::size_t statement, const ServerError::Report& report);
  void ignore(std::size_t setting, const ServerError::Report& report);
  [[nodiscard]] std::string take_role() const;

  postgres::Connection& scratch_;
  const SchemaScript& script_;
  const LoadOptions& options_;
  LoadReport& report_;
  SettingsInForce in_force_;
  std::optional<std::size_t> failing_;  // the setting that is being brought about
  std::set<std::size_t> ignored_;       // settings that the server does not take
  std::set<std::string> made_;          // roles and tablespaces tried to make
  std::set<std::size_t> ran_;
  std::vector<Diagnostic> setting_errors_;
  std::string role_;  // who executes; empty: the session's own role
  bool may_set_language_ = true;
  bool waits_for_roles_ = false;
  bool gave_up_roles_ = false;
};

}  // namespace pgplumb::sources
