#include "sources/load_session.hpp"

#include <algorithm>
#include <utility>

#include "sources/load_failure.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::sources {

namespace {

// In force is something else than any setting of the files.
constexpr std::size_t unknown_setting = std::string::npos - 1;

}  // namespace

bool ends_the_work(const ServerError& error) {
  const std::string& state = error.sqlstate();
  // The rest of class 08 is said by functions that connect elsewhere.
  constexpr const char* connection_failure = "08006";
  return state.empty() || state == connection_failure || state.starts_with("57");
}

void LoadSession::begin() {
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

std::string LoadSession::take_role() const {
  return role_.empty() ? std::string() : "; SET SESSION AUTHORIZATION " + sql::identifier(role_);
}

void LoadSession::take_on_role() {
  if (options_.role.empty() || options_.role == scratch_.user()) return;
  role_ = options_.role;
  try {
    if (options_.private_server) {
      const bool exists = !scratch_.query("SELECT FROM pg_roles WHERE rolname = $1", {role_}).rows.empty();
      scratch_.execute((exists ? "ALTER ROLE " : "CREATE ROLE ") + sql::identifier(role_) + " SUPERUSER");
      if (!exists) report_.roles_created.push_back(role_);
      made_.insert("role " + role_);
    }
    begin();
  } catch (const ServerError& error) {
    if (ends_the_work(error)) throw;
    role_.clear();
    begin();
  }
}

void LoadSession::end() {
  role_.clear();
  begin();
  scratch_.execute("DISCARD TEMP");
  scratch_.take_settings();
}

void LoadSession::as_itself() {
  scratch_.execute("RESET SESSION AUTHORIZATION; RESET ROLE");
  in_force_.erase("role");
  in_force_.erase("session_authorization");
}

std::vector<LoadSession::Change> LoadSession::changes_to(const SettingsInForce& target, bool local) const {
  SettingsInForce wanted = target;
  std::erase_if(wanted, [&](const auto& one) { return ignored_.contains(one.second); });
  std::vector<Change> changes;
  if (wanted == in_force_) return changes;
  SettingsInForce now = in_force_;
  const auto value_of = [](const SettingsInForce& settings, const std::string& name) {
    const auto found = settings.find(name);
    return found == settings.end() ? std::string::npos : found->second;
  };
  // Changing the session's user forgets the role.
  if (value_of(wanted, "session_authorization") != value_of(now, "session_authorization") && now.erase("role") > 0)
    changes.push_back({"role", {}, "RESET ROLE"});
  for (const auto& [name, setting] : now)
    if (!wanted.contains(name))
      changes.push_back(
          {name, {}, name == "session_authorization" ? "RESET SESSION AUTHORIZATION" + take_role() : "RESET " + name});
  std::vector<std::size_t> settings;
  for (const auto& [name, setting] : wanted)
    if (value_of(now, name) != setting) settings.push_back(setting);
  std::sort(settings.begin(), settings.end());
  for (const std::size_t index : settings) {
    const ScriptSetting& setting = script_.settings[index];
    std::string sql = local && !setting.local.empty() ? setting.local : setting.sql;
    if (setting.resets && setting.name == "session_authorization") sql += take_role();
    changes.push_back({setting.name, index, std::move(sql)});
  }
  return changes;
}

void LoadSession::note(const Change& change) {
  if (change.setting)
    in_force_[change.name] = *change.setting;
  else
    in_force_.erase(change.name);
}

void LoadSession::execute(const std::vector<Change>& changes) {
  failing_.reset();
  for (const Change& change : changes) {
    failing_ = change.setting;
    scratch_.execute(change.sql);
    failing_.reset();
    note(change);
  }
}

void LoadSession::apply_settings(std::size_t statement) {
  for (;;) {
    try {
      return execute(changes_to(*script_.statements[statement].settings, false));
    } catch (const ServerError& error) {
      if (!failing_ || ends_the_work(error) || !mend(statement, error)) throw;
    }
  }
}

std::string LoadSession::settings_before(std::size_t statement) {
  std::string message;
  for (const Change& change : changes_to(*script_.statements[statement].settings, false)) {
    message += change.sql + ";\n";
    note(change);
  }
  return message;
}

void LoadSession::apply_local_settings(std::size_t statement) {
  execute(changes_to(*script_.statements[statement].settings, true));
}

void LoadSession::committed() {
  for (auto& [name, setting] : in_force_)
    if (setting != unknown_setting && !script_.settings[setting].local.empty()) setting = unknown_setting;
}

bool LoadSession::mend(std::size_t statement, const ServerError& error) {
  const std::optional<std::size_t> setting = std::exchange(failing_, std::nullopt);
  if (make_what_is_missing(error.report())) return true;
  if (!setting) return make_superuser(statement, error.report());
  if (error.sqlstate() == "42501" && !gave_up_roles_) {
    waits_for_roles_ = true;
    return false;
  }
  ignore(*setting, error.report());
  return true;
}

bool LoadSession::make_what_is_missing(const ServerError::Report& report) {
  if (!options_.private_server) return false;
  const auto role = missing_role(report);
  const auto tablespace = role ? std::nullopt : missing_tablespace(report);
  if (!role && !tablespace) return false;
  if (!made_.insert(role ? "role " + *role : "tablespace " + *tablespace).second) return false;
  as_itself();
  try {
    if (role) return make_role(*role);
    scratch_.execute("SET allow_in_place_tablespaces = on");
    scratch_.execute("CREATE TABLESPACE " + sql::identifier(*tablespace) + " LOCATION ''");
    scratch_.execute("RESET allow_in_place_tablespaces");
    report_.tablespaces_created.push_back(*tablespace);
    return true;
  } catch (const ServerError& error) {
    if (ends_the_work(error)) throw;
    return false;  // the statement's own error says what is missing
  }
}

// As the files make it, wherever they do: without its attributes it may not be able to do what they let it do.
bool LoadSession::make_role(const std::string& name) {
  for (std::size_t index = 0; index < script_.statements.size(); ++index) {
    const ScriptStatement& statement = script_.statements[index];
    if (statement.role.purpose != StatementPurpose::roles || statement.role.created != name) continue;
    try {
      scratch_.execute(statement.text);
      ran_.insert(index);
      return true;
    } catch (const ServerError& error) {
      if (ends_the_work(error)) throw;
    }
    break;
  }
  scratch_.execute("CREATE ROLE " + sql::identifier(name) + " NOLOGIN");
  report_.roles_created.push_back(name);
  return true;
}

// Event triggers and foreign-data wrappers belong to superusers only. Attributes of roles are not managed: the live
// server says who is one.
bool LoadSession::make_superuser(std::size_t statement, const ServerError::Report& report) {
  if (!options_.private_server) return false;
  const auto role = owner_without_right(report, script_.statements[statement].text);
  if (!role || !made_.insert("superuser " + *role).second) return false;
  as_itself();
  scratch_.execute("ALTER ROLE " + sql::identifier(*role) + " SUPERUSER");
  return true;
}

// A dump of a newer server sets what an older one does not know: that can be ignored, anything else is an error.
void LoadSession::ignore(std::size_t setting, const ServerError::Report& report) {
  if (!ignored_.insert(setting).second) throw ServerError(report);
  const bool unknown = report.sqlstate == "42704";
  Diagnostic diagnostic{unknown ? Severity::information : Severity::error,
                        unknown ? "setting-ignored" : "statement-failed",
                        script_.settings[setting].position,
                        {},
                        report.message,
                        report.hint};
  if (!report.detail.empty()) diagnostic.message += ": " + report.detail;
  (unknown ? report_.diagnostics : setting_errors_).push_back(std::move(diagnostic));
}

}  // namespace pgplumb::sources
