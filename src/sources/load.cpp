#include "sources/load.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "sources/load_failure.hpp"
#include "sql/identifier.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::sources {

namespace {

// One transaction for everything is quadratic in the locks it holds, one for each statement pays for many commits.
constexpr std::size_t statements_in_batch = 50;
constexpr std::size_t bytes_in_batch = 1U << 20U;

using Statements = std::vector<std::size_t>;

// The session is no longer what it was, or somebody wants it to end: trying again would be wrong.
bool ends_the_work(const ServerError& error) {
  const std::string& state = error.sqlstate();
  return state.empty() || state.starts_with("08") || state.starts_with("57");
}

class Loader {
 public:
  Loader(postgres::Connection& scratch, const SchemaScript& script, const LoadOptions& options)
      : scratch_(scratch), script_(script), options_(options) {}

  LoadReport run() {
    begin_session();
    report_.diagnostics = script_.diagnostics;
    AttributionRecorder recorder(scratch_);
    take_on_role();
    for (const auto& row : scratch_.execute("SELECT extname FROM pg_catalog.pg_extension").rows)
      extensions_before_.insert(row.at(0).value_or(""));
    recorder_ = &recorder;
    report_.attributed = recorder.recording();
    const Phases phases = divide();
    Statements others = run_batches(phases.roles);
    for (const Statements& more : {run_batches(phases.schemas), phases.others})
      others.insert(others.end(), more.begin(), more.end());
    std::sort(others.begin(), others.end());
    run_phase(others);
    scratch_.execute("RESET SESSION AUTHORIZATION; RESET ROLE");
    report_.attribution = recorder.finish();
    recorder_ = nullptr;
    begin_session();
    run_phase(phases.event_triggers);
    role_.clear();
    begin_session();
    scratch_.execute("DISCARD TEMP; RESET ALL");
    if (!failures_.empty() || !setting_errors_.empty()) throw failed();
    std::sort(report_.roles_created.begin(), report_.roles_created.end());
    std::sort(report_.tablespaces_created.begin(), report_.tablespaces_created.end());
    return std::move(report_);
  }

 private:
  struct Phases {
    Statements roles;
    Statements schemas;
    Statements others;
    Statements event_triggers;
  };

  // Roles come first: what is missing is made without the attributes that the files give it. Then schemas: a
  // search_path that names one which is not there yet would put objects elsewhere, without an error. Event triggers
  // come last: they would fire for what is loaded after them.
  Phases divide() {
    Phases phases;
    bool schemas_first = true;
    for (const ScriptStatement& statement : script_.statements) schemas_first &= !statement.role.precedes_schemas;
    for (std::size_t index = 0; index < script_.statements.size(); ++index) {
      const ScriptStatement& statement = script_.statements[index];
      if (statement.section && !options_.manual_sections) continue;
      if (statement.role.purpose == StatementPurpose::roles && !options_.private_server) continue;
      if (statement.role.purpose == StatementPurpose::data && !statement.section)
        report_.data_statements.push_back(index);
      ++total_;
      if (statement.role.purpose == StatementPurpose::event_trigger)
        phases.event_triggers.push_back(index);
      else if (statement.role.purpose == StatementPurpose::roles)
        phases.roles.push_back(index);
      else if (statement.role.creates_schema && schemas_first)
        phases.schemas.push_back(index);
      else
        phases.others.push_back(index);
    }
    return phases;
  }

  void run_phase(const Statements& statements) {
    Statements pending = run_batches(statements);
    while (!pending.empty()) {
      Statements next;
      for (const std::size_t index : pending) {
        pending_before_ = !next.empty();
        if (!run_one(index)) next.push_back(index);
      }
      if (next.size() == pending.size()) break;
      pending = std::move(next);
    }
    give_up(pending);
  }

  // What has not worked: an ALTER ... IF EXISTS has nothing to alter, a DROP nothing to drop; the rest has failed.
  void give_up(const Statements& pending) {
    final_ = true;
    pending_before_ = false;
    for (const std::size_t index : pending) {
      const ScriptStatement& statement = script_.statements[index];
      if ((statement.role.if_exists || statement.role.drops) && run_one(index)) failures_.erase(index);
    }
    final_ = false;
  }

  // Answers with the statements that failed.
  Statements run_batches(const Statements& statements) {
    Statements pending;
    Statements batch;
    std::size_t bytes = 0;
    const auto flush = [&] {
      if (!batch.empty() && !run_batch(batch))
        for (const std::size_t index : batch) {
          pending_before_ = !pending.empty();
          if (!run_one(index)) pending.push_back(index);
        }
      batch.clear();
      bytes = 0;
    };
    for (const std::size_t index : statements) {
      if (is_alone(index)) {
        flush();
        pending_before_ = !pending.empty();
        if (!run_one(index)) pending.push_back(index);
        continue;
      }
      batch.push_back(index);
      bytes += script_.statements[index].text.size();
      if (batch.size() == statements_in_batch || bytes > bytes_in_batch) flush();
    }
    flush();
    return pending;
  }

  [[nodiscard]] bool is_alone(std::size_t index) const {
    const ScriptStatement& statement = script_.statements[index];
    return statement.role.alone || statement.role.takes_data || alone_.contains(index);
  }

  // One message, one transaction: everything or nothing.
  bool run_batch(const Statements& batch) {
    const SettingsInForce before = in_force_;
    std::string message;
    for (const std::size_t index : batch) {
      for (const std::string& change : changes_to(*script_.statements[index].settings)) message += change + ";\n";
      if (recorder_ != nullptr) message += recorder_->mark(index);
      message += text_of(index) + ";\n";
    }
    try {
      scratch_.execute(message);
      done_ += batch.size();
      show_progress();
      return true;
    } catch (const ServerError& error) {
      if (ends_the_work(error)) throw;
      in_force_ = before;  // the settings were rolled back with the rest
      return false;
    }
  }

  // Whether it worked, or need not be tried again.
  bool run_one(std::size_t index) {
    const ScriptStatement& statement = script_.statements[index];
    for (;;) {
      apply_settings(index);
      const std::string mark = recorder_ != nullptr ? recorder_->mark(index) : std::string();
      const std::string text = text_of(index);
      int characters_before = 0;
      try {
        if (statement.role.takes_data) {
          if (!mark.empty()) scratch_.execute(mark);
          scratch_.copy_in(text, statement.copy_data);
        } else if (is_alone(index)) {
          if (!mark.empty()) scratch_.execute(mark);
          scratch_.execute(text);
        } else {
          characters_before = static_cast<int>(mark.size());
          scratch_.execute(mark + text);
        }
        failures_.erase(index);
        ++done_;
        show_progress();
        return true;
      } catch (const ServerError& error) {
        if (ends_the_work(error)) throw;
        if (error.sqlstate() == "25001" && alone_.insert(index).second && !statement.role.alone) continue;
        if (make_what_is_missing(error.report()) || make_superuser(index, error.report())) continue;
        if (is_harmless(index, error.report())) return true;
        failures_[index] = {error.report(), characters_before};
        return false;
      }
    }
  }

  // Until nothing else can be done, ALTER ... IF EXISTS is tried without these words: its object may only not be there
  // yet.
  [[nodiscard]] std::string text_of(std::size_t index) const {
    const ScriptStatement& statement = script_.statements[index];
    std::string text = statement.text;
    if (statement.role.if_exists && !final_)
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(statement.role.if_exists->first),
                text.begin() + static_cast<std::ptrdiff_t>(statement.role.if_exists->second), ' ');
    return text;
  }

  bool is_harmless(std::size_t index, const ServerError::Report& report) {
    const ScriptStatement& statement = script_.statements[index];
    const bool exists = report.sqlstate == "42710" || report.sqlstate == "42P06";
    if (statement.role.purpose == StatementPurpose::roles && exists) return true;
    const auto role = existing_role(report);
    if (role && made_.contains("role " + *role)) return true;  // made before the DO block that makes it
    // Every new database has these, and dumps create them all the same. So it is with what a platform brings along.
    if (exists && (report.message == "schema \"public\" already exists" ||
                   report.message == "language \"plpgsql\" already exists" || is_extension_from_before(report.message)))
      return true;
    // pg_dump --clean drops what is not there. If something before it is still to be made, that may be what is dropped.
    if (statement.role.drops && is_missing(report.sqlstate) && (final_ || !pending_before_)) {
      failures_.erase(index);
      report_.diagnostics.push_back({Severity::warning,
                                     "nothing-to-drop",
                                     statement.position,
                                     {},
                                     report.message,
                                     "a schema file says what there is, not what to drop: take it out"});
      return true;
    }
    return false;
  }

  [[nodiscard]] bool is_extension_from_before(const std::string& message) const {
    return std::any_of(extensions_before_.begin(), extensions_before_.end(),
                       [&](const std::string& name) { return message == "extension \"" + name + "\" already exists"; });
  }

  // Makes a role or a tablespace that the server lacks. False if that is not what is wrong, or it has been tried.
  bool make_what_is_missing(const ServerError::Report& report) {
    if (!options_.private_server) return false;
    const auto role = missing_role(report);
    const auto tablespace = role ? std::nullopt : missing_tablespace(report);
    if (!role && !tablespace) return false;
    if (!made_.insert(role ? "role " + *role : "tablespace " + *tablespace).second) return false;
    begin_session();
    try {
      if (role) {
        scratch_.execute("CREATE ROLE " + sql::identifier(*role) + " NOLOGIN");
        report_.roles_created.push_back(*role);
      } else {
        scratch_.execute("SET allow_in_place_tablespaces = on");
        scratch_.execute("CREATE TABLESPACE " + sql::identifier(*tablespace) + " LOCATION ''");
        scratch_.execute("RESET allow_in_place_tablespaces");
        report_.tablespaces_created.push_back(*tablespace);
      }
      return true;
    } catch (const ServerError& error) {
      if (ends_the_work(error)) throw;
      return false;  // the statement's own error says what is missing
    }
  }

  // Event triggers and foreign-data wrappers belong to superusers only. Attributes of roles are not managed: the live
  // server says who is one.
  bool make_superuser(std::size_t index, const ServerError::Report& report) {
    if (!options_.private_server) return false;
    const auto role = owner_without_right(report, script_.statements[index].text);
    if (!role || !made_.insert("superuser " + *role).second) return false;
    begin_session();
    scratch_.execute("ALTER ROLE " + sql::identifier(*role) + " SUPERUSER");
    return true;
  }

  // The default settings, and the few of our own that no file can depend on.
  void begin_session() {
    scratch_.execute("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; SET synchronous_commit = off" + take_role());
    in_force_.clear();
    if (!may_set_language_) return;
    try {
      scratch_.execute("SET lc_messages = 'C'");  // the names of missing roles are read from messages
    } catch (const ServerError& error) {
      if (ends_the_work(error)) throw;
      may_set_language_ = false;
    }
  }

  [[nodiscard]] std::string take_role() const {
    return role_.empty() ? std::string() : "; SET SESSION AUTHORIZATION " + sql::identifier(role_);
  }

  void take_on_role() {
    if (options_.role.empty() || options_.role == scratch_.user()) return;
    role_ = options_.role;
    try {
      if (options_.private_server) {
        const bool exists = !scratch_.query("SELECT FROM pg_roles WHERE rolname = $1", {role_}).rows.empty();
        scratch_.execute((exists ? "ALTER ROLE " : "CREATE ROLE ") + sql::identifier(role_) + " SUPERUSER");
        if (!exists) report_.roles_created.push_back(role_);
        made_.insert("role " + role_);
      }
      begin_session();
    } catch (const ServerError& error) {
      if (ends_the_work(error)) throw;
      role_.clear();
      begin_session();
    }
  }

  // What to send so that `target` is in force; afterwards in_force_ says that it is.
  std::vector<std::string> changes_to(const SettingsInForce& target) {
    SettingsInForce wanted = target;
    std::erase_if(wanted, [&](const auto& one) { return ignored_.contains(one.second); });
    std::vector<std::string> changes;
    if (wanted == in_force_) return changes;
    const auto value_of = [](const SettingsInForce& settings, const char* name) {
      const auto found = settings.find(name);
      return found == settings.end() ? std::string::npos : found->second;
    };
    // Changing the session's user forgets the role.
    if (value_of(wanted, "session_authorization") != value_of(in_force_, "session_authorization") &&
        in_force_.erase("role") > 0)
      changes.emplace_back("RESET ROLE");
    for (const auto& [name, setting] : in_force_)
      if (!wanted.contains(name))
        changes.push_back(name == "session_authorization" ? "RESET SESSION AUTHORIZATION" + take_role()
                                                          : "RESET " + name);
    Statements settings;
    for (const auto& [name, setting] : wanted)
      if (value_of(in_force_, name.c_str()) != setting) settings.push_back(setting);
    std::sort(settings.begin(), settings.end());
    for (const std::size_t setting : settings) changes.push_back(script_.settings[setting].sql);
    in_force_ = std::move(wanted);
    return changes;
  }

  void apply_settings(std::size_t index) {
    const SettingsInForce& target = *script_.statements[index].settings;
    for (;;) {
      const std::vector<std::string> changes = changes_to(target);
      if (changes.empty()) return;
      std::string failing;
      try {
        for (const std::string& change : changes) {
          failing = change;
          scratch_.execute(change);
        }
        return;
      } catch (const ServerError& error) {
        if (ends_the_work(error)) throw;
        if (!make_what_is_missing(error.report())) ignore_setting(target, failing, error.report());
        begin_session();
      }
    }
  }

  // A dump of a newer server sets what an older one does not know: that can be ignored, anything else is an error.
  void ignore_setting(const SettingsInForce& target, const std::string& sql, const ServerError::Report& report) {
    for (const auto& [name, setting] : target) {
      if (script_.settings[setting].sql != sql || !ignored_.insert(setting).second) continue;
      const bool unknown = report.sqlstate == "42704";
      Diagnostic diagnostic{unknown ? Severity::information : Severity::error,
                            unknown ? "setting-ignored" : "statement-failed",
                            script_.settings[setting].position,
                            {},
                            report.message,
                            report.hint};
      if (!report.detail.empty()) diagnostic.message += ": " + report.detail;
      (unknown ? report_.diagnostics : setting_errors_).push_back(std::move(diagnostic));
      return;
    }
    throw ServerError(report);
  }

  void show_progress() const {
    if (options_.progress) options_.progress(done_, total_);
  }

  [[nodiscard]] DiagnosedError failed() {
    std::vector<Diagnostic> diagnostics = std::move(setting_errors_);
    std::vector<Diagnostic> statements = explain(script_, failures_);
    diagnostics.insert(diagnostics.end(), std::make_move_iterator(statements.begin()),
                       std::make_move_iterator(statements.end()));
    const std::string count =
        diagnostics.size() == 1 ? "a statement" : std::to_string(diagnostics.size()) + " statements";
    return DiagnosedError(count + " of the schema files failed in the scratch database", std::move(diagnostics));
  }

  postgres::Connection& scratch_;
  const SchemaScript& script_;
  const LoadOptions& options_;
  AttributionRecorder* recorder_ = nullptr;
  LoadReport report_;
  SettingsInForce in_force_;
  std::set<std::size_t> ignored_;  // settings that the server does not take
  std::set<std::size_t> alone_;    // statements found to need a message of their own
  std::set<std::string> made_;     // roles and tablespaces tried to make
  std::set<std::string> extensions_before_;
  std::string role_;  // who executes; empty: the session's own role
  std::map<std::size_t, LoadFailure> failures_;
  std::vector<Diagnostic> setting_errors_;
  std::size_t done_ = 0;
  std::size_t total_ = 0;
  bool pending_before_ = false;  // whether a statement before this one is still to be made
  bool final_ = false;
  bool may_set_language_ = true;
};

}  // namespace

LoadReport load(postgres::Connection& scratch, const SchemaScript& script, const LoadOptions& options) {
  return Loader(scratch, script, options).run();
}

}  // namespace pgplumb::sources
