#include "sources/load.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "sources/contradictions.hpp"
#include "sources/file_event_triggers.hpp"
#include "sources/load_failure.hpp"
#include "sources/load_session.hpp"

namespace pgplumb::sources {

namespace {

// One transaction for everything is quadratic in the locks it holds, one for each statement pays for many commits.
constexpr std::size_t statements_in_batch = 50;
constexpr std::size_t bytes_in_batch = 1U << 20U;

using Statements = std::vector<std::size_t>;

// What stands or falls together: a statement, or those of a transaction of the files.
struct Unit {
  std::optional<std::size_t> transaction;  // index into SchemaScript::transactions
  Statements statements;
};
using Units = std::vector<Unit>;

class Loader {
 public:
  Loader(postgres::Connection& scratch, const SchemaScript& script, const LoadOptions& options)
      : scratch_(scratch), script_(script), options_(options) {}

  LoadReport run() {
    session_.begin();
    report_.diagnostics = script_.diagnostics;
    AttributionRecorder recorder(scratch_);
    FileEventTriggers event_triggers(scratch_);
    session_.take_on_role();
    for (const auto& row : scratch_.execute("SELECT extname FROM pg_catalog.pg_extension").rows)
      extensions_before_.insert(row.at(0).value_or(""));
    recorder_ = &recorder;
    report_.attributed = recorder.recording();
    try_again(run_in_order(), event_triggers);
    session_.as_itself();
    scratch_.take_settings();
    event_triggers.silence();
    report_.attribution = recorder.finish();
    event_triggers.wake();
    session_.end();
    if (!failures_.empty() || !session_.setting_errors().empty()) throw failed();
    std::sort(report_.roles_created.begin(), report_.roles_created.end());
    std::sort(report_.tablespaces_created.begin(), report_.tablespaces_created.end());
    return std::move(report_);
  }

 private:
  Units units() {
    Units units;
    for (std::size_t index = 0; index < script_.statements.size(); ++index) {
      const ScriptStatement& statement = script_.statements[index];
      if (statement.section && !options_.manual_sections) continue;
      if (statement.role.purpose == StatementPurpose::roles && !options_.private_server) continue;
      if (statement.role.purpose == StatementPurpose::data && !statement.section)
        report_.data_statements.push_back(index);
      to_do_.push_back(index);
      if (!statement.transaction || units.empty() || units.back().transaction != statement.transaction)
        units.push_back({statement.transaction, {}});
      units.back().statements.push_back(index);
    }
    return units;
  }

  // As psql does it. Answers with what failed.
  Units run_in_order() {
    Statements batch;
    std::size_t bytes = 0;
    const auto flush = [&] {
      if (!batch.empty() && !run_batch(batch))
        for (const std::size_t index : batch) run_or_keep({{}, {index}});
      batch.clear();
      bytes = 0;
    };
    bool firing = false;  // an event trigger of the files may leave something behind until the end of a transaction
    for (const Unit& unit : units()) {
      const std::size_t index = unit.statements.front();
      const ScriptStatement& statement = script_.statements[index];
      firing |= statement.role.purpose == StatementPurpose::event_trigger;
      if (unit.transaction || firing || !statement.role.batchable || waits(unit)) {
        flush();
        run_or_keep(unit);
        continue;
      }
      // A message is parsed as a whole before anything of it runs.
      if (!batch.empty() && strings_differ(batch.back(), index)) flush();
      batch.push_back(index);
      bytes += statement.text.size();
      if (batch.size() == statements_in_batch || bytes > bytes_in_batch) flush();
    }
    flush();
    return std::move(pending_);
  }

  void run_or_keep(const Unit& unit) {
    if (!waits(unit) && run_unit(unit)) return;
    pending_.push_back(unit);
    if (!contradictions_) contradictions_.emplace(script_, to_do_, [&](std::size_t index) { return is_done(index); });
  }

  // What failed may not undo, when it is tried again, what is said behind it.
  [[nodiscard]] bool waits(const Unit& unit) {
    if (!waiting_ || !contradictions_) return false;
    const Statements& own = unit.statements;
    return std::any_of(own.begin(), own.end(), [&](std::size_t index) { return contradictions_->waits(index, own); });
  }

  // Something that is waited for may itself be in want of what waits. False if nothing was waiting any more.
  bool wait_no_longer() { return std::exchange(waiting_, false); }

  [[nodiscard]] bool strings_differ(std::size_t before, std::size_t index) const {
    const auto setting = [&](std::size_t statement) {
      const SettingsInForce& settings = *script_.statements[statement].settings;
      const auto found = settings.find("standard_conforming_strings");
      return found == settings.end() ? std::string::npos : found->second;
    };
    return setting(before) != setting(index);
  }

  // What has failed may have been in want of something behind it. Event triggers come last: they would fire for the
  // rest.
  void try_again(Units failed, FileEventTriggers& event_triggers) {
    if (failed.empty()) return;
    again_ = true;
    const auto others = std::stable_partition(failed.begin(), failed.end(), [&](const Unit& unit) {
      return script_.statements[unit.statements.front()].role.purpose != StatementPurpose::event_trigger;
    });
    event_triggers.silence();
    run_rounds({failed.begin(), others});
    event_triggers.wake();
    run_rounds({others, failed.end()});
  }

  void run_rounds(Units units) {
    while (!units.empty()) {
      pending_.clear();
      for (const Unit& unit : units) run_or_keep(unit);
      if (pending_.size() == units.size() && !loosen() && !wait_no_longer() && !session_.give_up_roles()) break;
      units = std::exchange(pending_, {});
    }
    for (const Unit& unit : pending_)
      for (const std::size_t index : unit.statements) give_up(index);
    pending_.clear();
  }

  // What could not be dropped, since nothing made it, is not there.
  void give_up(std::size_t index) {
    const auto failure = failures_.find(index);
    if (failure == failures_.end() || !script_.statements[index].role.drops) return;
    if (is_missing(failure->second.report.sqlstate))
      nothing_to_drop(index, ServerError::Report(failure->second.report));
  }

  // Nothing more can be done as psql would, so the order of the statements within transactions is given up too, and
  // then that they stand or fall together. False if there was nothing to loosen.
  bool loosen() {
    Units units;
    bool loosened = false;
    for (const Unit& unit : std::exchange(pending_, {})) {
      if (!unit.transaction || waits(unit)) {
        units.push_back(unit);
        continue;
      }
      loosened = true;
      for (const std::size_t index : run_loosely(unit)) units.push_back({{}, {index}});
    }
    pending_ = std::move(units);
    return loosened;
  }

  // One message, one transaction: everything or nothing.
  bool run_batch(const Statements& batch) {
    std::optional<SettingsInForce> before;
    try {
      session_.apply_settings(batch.front());
      before = session_.in_force();
      std::string message;
      for (const std::size_t index : batch)
        message += session_.settings_before(index) + recorder_->mark(index) + script_.statements[index].text + ";\n";
      scratch_.execute(message);
    } catch (const ServerError& error) {
      if (ends_the_work(error)) throw;
      if (before) session_.rolled_back_to(*before);  // the settings were rolled back with the rest
      return false;
    }
    for (const std::size_t index : batch) succeeded(index);
    return true;
  }

  bool run_unit(const Unit& unit) {
    if (unit.transaction) return run_transaction(unit);
    const std::size_t index = unit.statements.front();
    while (!is_done(index)) {
      try {
        session_.apply_settings(index);
        send(index);
        executed(index);
      } catch (const ServerError& error) {
        if (!may_try_again(index, error)) return false;
      }
    }
    return true;
  }

  // As one transaction, with what is local to it.
  bool run_transaction(const Unit& unit) {
    for (;;) {
      const SettingsInForce before = session_.in_force();
      std::size_t at = unit.statements.front();
      try {
        scratch_.execute("BEGIN");
        for (const std::size_t index : unit.statements) {
          at = index;
          if (is_done(index)) continue;
          session_.apply_local_settings(index);
          send(index);
        }
        scratch_.execute("COMMIT");
        session_.committed();
        for (const std::size_t index : unit.statements) executed(index);
        return true;
      } catch (const ServerError& error) {
        if (ends_the_work(error)) throw;
        scratch_.execute("ROLLBACK");
        session_.rolled_back_to(before);
        for (const std::size_t index : unit.statements) failures_.erase(index);
        if (!may_try_again(at, error)) return false;
      }
    }
  }

  // The statements of a transaction in whatever order they succeed in, with what is local to it. Answers with those
  // that do not.
  Statements run_loosely(const Unit& unit) {
    Statements left;
    try {
      scratch_.execute("BEGIN");
      for (Statements round = unit.statements; !round.empty(); round = left) {
        left.clear();
        for (const std::size_t index : round)
          if (contradictions_->contradicts_any(index, left) || !run_in_savepoint(index)) left.push_back(index);
        if (left.size() == round.size()) break;
      }
      scratch_.execute("COMMIT");
    } catch (const ServerError& error) {
      if (ends_the_work(error)) throw;
      scratch_.execute("ROLLBACK");
      left = unit.statements;
    }
    session_.begin();
    for (const std::size_t index : unit.statements)
      if (!std::binary_search(left.begin(), left.end(), index)) executed(index);
    return left;
  }

  bool run_in_savepoint(std::size_t index) {
    if (is_done(index)) return true;
    const SettingsInForce before = session_.in_force();
    scratch_.execute("SAVEPOINT pgplumb_statement");
    try {
      session_.apply_local_settings(index);
      send(index);
      scratch_.execute("RELEASE pgplumb_statement");
      return true;
    } catch (const ServerError& error) {
      if (ends_the_work(error)) throw;
      scratch_.execute("ROLLBACK TO pgplumb_statement");
      session_.rolled_back_to(before);
      return false;
    }
  }

  // What is tried again does not replace what was made meanwhile, unless that is known to be what it means.
  [[nodiscard]] std::string text_of(std::size_t index) const {
    const ScriptStatement& statement = script_.statements[index];
    std::string text = statement.text;
    if (const auto& words = statement.role.or_replace; words && again_ && !replacing_.contains(index))
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(words->first),
                text.begin() + static_cast<std::ptrdiff_t>(words->second), ' ');
    return text;
  }

  void send(std::size_t index) {
    const ScriptStatement& statement = script_.statements[index];
    const std::string text = text_of(index);
    const std::string mark = recorder_->mark(index);
    const bool together = statement.role.batchable && !alone_.contains(index);
    characters_before_ = together ? static_cast<int>(mark.size()) : 0;
    if (!together && !mark.empty()) scratch_.execute(mark);
    if (statement.role.takes_data)
      scratch_.copy_in(text, statement.copy_data);
    else
      scratch_.execute(together ? mark + text : text);
  }

  [[nodiscard]] bool is_done(std::size_t index) const { return done_.contains(index) || session_.has_run(index); }

  void executed(std::size_t index) {
    if (contradictions_ && !done_.contains(index)) warn_of_contradiction(index);
    succeeded(index);
  }

  void warn_of_contradiction(std::size_t index) {
    const std::optional<std::size_t> last = contradictions_->done_behind(index);
    if (!last) return;
    report_.diagnostics.push_back({Severity::warning,
                                   "order-matters",
                                   script_.statements[index].position,
                                   {},
                                   "this can be executed only behind " + to_string(script_.statements[*last].position) +
                                       ", and contradicts what is said there",
                                   "put it where it can be executed, or take one of them out"});
  }

  void succeeded(std::size_t index) {
    failures_.erase(index);
    done_.insert(index);
    if (contradictions_) contradictions_->done(index);
    if (options_.progress) options_.progress(done_.size(), to_do_.size());
  }

  // After an error of a statement, or of a setting before it. If it is final for now, it is noted.
  bool may_try_again(std::size_t index, const ServerError& error) {
    if (ends_the_work(error)) throw ServerError(error.report());
    const ScriptStatement& statement = script_.statements[index];
    if (!statement.transaction && error.sqlstate() == "25001" && statement.role.batchable &&
        alone_.insert(index).second)
      return true;
    if (session_.mend(index, error)) return true;
    if (again_ && statement.role.or_replace && is_duplicate(error.sqlstate()) && replacing_.insert(index).second) {
      // What would have replaced this one.
      if (is_created_behind(index, statement.role.created, &statement.role.arguments)) succeeded(index);
      return true;
    }
    if (is_harmless(index, error.report())) {
      succeeded(index);
      return true;
    }
    failures_[index] = {error.report(), characters_before_};
    return false;
  }

  bool is_harmless(std::size_t index, const ServerError::Report& report) {
    const ScriptStatement& statement = script_.statements[index];
    const bool exists = report.sqlstate == "42710" || report.sqlstate == "42P06";
    // Roles are not managed: whatever the server has will do.
    if (statement.role.purpose == StatementPurpose::roles && (exists || report.sqlstate == "2BP01")) return true;
    const auto role = existing_role(report);
    if (role && session_.has_made_role(*role)) return true;  // made before the DO block that makes it
    // Every new database has these, and dumps create them all the same. So it is with what a platform brings along.
    if (exists && (report.message == "schema \"public\" already exists" ||
                   report.message == "language \"plpgsql\" already exists" || is_extension_from_before(report.message)))
      return true;
    if (!statement.role.drops || !is_missing(report.sqlstate) || may_come(index, report)) return false;
    nothing_to_drop(index, report);
    return true;
  }

  // Whether what a DROP misses is still to be made by something before it. What is made behind it is not what it means.
  [[nodiscard]] bool may_come(std::size_t index, const ServerError::Report& report) const {
    const auto name = missing_name(report);
    if (!name) return false;
    const auto names_it = [&](std::size_t before) {
      return before < index && names_in_head(script_.statements[before].text).contains(*name);
    };
    const bool before = std::any_of(pending_.begin(), pending_.end(), [&](const Unit& unit) {
      return std::any_of(unit.statements.begin(), unit.statements.end(), names_it);
    });
    return before && !is_created_behind(index, *name, nullptr);
  }

  // `arguments`: null if they do not matter.
  [[nodiscard]] bool is_created_behind(std::size_t index, const std::string& name, const std::string* arguments) const {
    return std::any_of(script_.statements.begin() + static_cast<std::ptrdiff_t>(index) + 1, script_.statements.end(),
                       [&](const ScriptStatement& behind) {
                         return behind.role.created == name &&
                                (arguments == nullptr || behind.role.arguments == *arguments);
                       });
  }

  // pg_dump --clean drops what is not there.
  void nothing_to_drop(std::size_t index, const ServerError::Report& report) {
    failures_.erase(index);
    report_.diagnostics.push_back({Severity::warning,
                                   "nothing-to-drop",
                                   script_.statements[index].position,
                                   {},
                                   report.message,
                                   "a schema file says what there is, not what to drop: take it out"});
  }

  [[nodiscard]] bool is_extension_from_before(const std::string& message) const {
    return std::any_of(extensions_before_.begin(), extensions_before_.end(),
                       [&](const std::string& name) { return message == "extension \"" + name + "\" already exists"; });
  }

  [[nodiscard]] DiagnosedError failed() {
    std::vector<Diagnostic> diagnostics = std::move(session_.setting_errors());
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
  LoadSession session_{scratch_, script_, options_, report_};
  Statements to_do_;  // all of them
  Units pending_;     // what has failed so far, in this round
  std::set<std::size_t> done_;
  std::set<std::size_t> alone_;  // statements found to need a message of their own
  std::set<std::string> extensions_before_;
  std::map<std::size_t, LoadFailure> failures_;
  std::optional<Contradictions> contradictions_;  // once something has failed
  bool waiting_ = true;                           // what contradicts something before it that failed waits for that
  bool again_ = false;                            // what failed is tried again
  std::set<std::size_t> replacing_;               // OR REPLACE is then meant as it stands
  int characters_before_ = 0;                     // of what was sent before the statement's own text
};

}  // namespace

LoadReport load(postgres::Connection& scratch, const SchemaScript& script, const LoadOptions& options) {
  return Loader(scratch, script, options).run();
}

}  // namespace pgplumb::sources
