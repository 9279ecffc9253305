#include "apply/apply.hpp"

#include <algorithm>

#include "apply/batch_runner.hpp"
#include "apply/database_lock.hpp"
#include "apply/leftover_index.hpp"
#include "apply/standing.hpp"
#include "apply/untold_losses.hpp"
#include "apply/writable.hpp"
#include "catalog/projection.hpp"
#include "plan/revival.hpp"
#include "plan/truth.hpp"
#include "sources/live.hpp"

namespace pgplumb::apply {

namespace {

[[noreturn]] void refuse(const std::string& message, const std::string& code, const std::string& reason,
                         const std::string& hint) {
  throw DiagnosedError(message, {{Severity::error, code, {}, "", reason, hint}}, ExitCode::refused);
}

std::string of_count(std::size_t number, std::size_t count) {
  return "batch " + std::to_string(number) + " of " + std::to_string(count);
}

// "batch 1 is committed", "batches 1 to 3 are committed"
std::string committed(std::size_t done) {
  if (done == 1) return "batch 1 is committed";
  return "batches 1 to " + std::to_string(done) + " are committed";
}

class Application {
 public:
  Application(postgres::Connection& connection, const plan::Plan& plan, const std::string& digest,
              const ApplyOptions& options)
      : connection_(connection),
        plan_(plan),
        facts_{digest, options.plan_name, options.environment, {}},
        options_(options),
        interruption_(connection, options.stop),
        journal_(connection, options.journal_owners) {}

  ApplyReport run() {
    for (const plan::Batch& batch : plan_.batches)
      if (batch.manual) plan::refuse_own_transactions(*batch.manual);
    check_server();
    require_writable(connection_);
    const DatabaseLock lock(connection_);
    try {
      find_beginning();
      if (!pending()) return nothing_to_do();
      if (options_.prepare) facts_.backup = options_.prepare(unfinished_ ? unfinished_->backup : std::nullopt);
      interruption_.check();
      carry_out();
    } catch (const Interrupted&) {
      throw Error("interrupted before anything was changed", "", ExitCode::interrupted);
    }
    report_.outcome = report_.batches_done == 0 ? Outcome::nothing_to_do : Outcome::applied;
    return report_;
  }

 private:
  void check_server() const {
    if (connection_.server_major() == plan_.server_major) return;
    refuse("the plan does not fit this server", "other-server",
           "the plan was made for PostgreSQL " + std::to_string(plan_.server_major) + ", this server is PostgreSQL " +
               std::to_string(connection_.server_major()),
           "make the plan again for this server");
  }

  catalog::Catalog read_live() {
    catalog::Catalog live;
    try {
      interruption_.cancellable([&] { live = sources::read_catalog(connection_); });
    } catch (const Interrupted&) {
      connection_.execute("ROLLBACK");
      throw;
    }
    // Those that it knows of the plan drops or makes again; any other may come and go.
    const bool knows_all = plan_.manifest.empty() && !plan_.batches.empty();
    const auto knows = [&](const catalog::ObjectId& id) {
      return knows_all || plan_.manifest.contains(to_string(id)) || makes_or_drops(id);
    };
    left_alone_ = sources::leftovers(live, knows);
    live = sources::without_leftovers(live, knows);
    whole_ = std::move(live);
    return catalog::project(whole_, catalog::Projection::from_line(plan_.projection)).catalog;
  }

  // A column that a plan drops without naming a loss is computed, or the plan was forged.
  void check_computed_columns() const {
    std::vector<Diagnostic> untrue;
    for (const plan::ComputedColumn& column : plan::columns_told_computed(plan_)) {
      if (column.batch < begin_ || std::any_of(column.names.begin(), column.names.end(),
                                               [&](const std::string& name) { return is_without_loss(name); }))
        continue;
      const auto line = options_.lines.find(column.step);
      untrue.push_back(plan::untrue_step({options_.plan_name, line == options_.lines.end() ? 0 : line->second, 1},
                                         column.names.front(),
                                         "step " + std::to_string(column.step) + " destroys " + column.names.front() +
                                             "; no line of the plan says so"));
    }
    plan::refuse_untrue(std::move(untrue));
  }

  [[nodiscard]] bool is_without_loss(const std::string& name) const {
    return std::any_of(whole_.objects().begin(), whole_.objects().end(), [&](const catalog::Object& object) {
      return to_string(object.id) == name && object.id.kind->loses(object).empty();
    });
  }

  // An index that is moved aside has a name of the plan's own until it is dropped.
  [[nodiscard]] bool makes_or_drops(const catalog::ObjectId& id) const {
    const auto names_it = [&](const std::string& statement) {
      const std::optional<sql::ConcurrentIndex> index = sql::concurrent_index(statement);
      return index && index->name == id.path.back() && (index->schema.empty() || index->schema == id.path.front());
    };
    for (const plan::Batch& batch : plan_.batches)
      for (const plan::Step& step : batch.steps)
        if (std::any_of(step.statements.begin(), step.statements.end(), names_it)) return true;
    return false;
  }

  void find_beginning() {
    const bool journal_exists = options_.journal != Journal::off && journal_.exists();
    const bool has_manual = std::any_of(plan_.batches.begin(), plan_.batches.end(),
                                        [](const plan::Batch& batch) { return batch.manual.has_value(); });
    keeps_journal_ =
        options_.journal == Journal::on || (options_.journal == Journal::automatic && (journal_exists || has_manual));
    journal_exists_ = journal_exists;
    if (journal_exists) journal_.create();

    const catalog::Catalog live = read_live();
    const std::string now = fingerprint(live);
    if (journal_exists) last_run_ = journal_.last_run(facts_.digest);
    if (last_run_ && !last_run_->finished) unfinished_ = last_run_;
    auto beginning = apply::find_beginning(plan_, now, recorded());
    if (!beginning)
      if (const auto done = batches_done_but_for_remainder(connection_, plan_, live))
        beginning = Beginning{*done, false};
    if (!beginning && (beginning = within_section())) within_section_ = true;
    if (!beginning) refuse_stale(live);
    begin_ = beginning->batch;
    if (!beginning->continues) unfinished_.reset();
    // Rows have their values once a run is finished; who has taken some away since then meant to.
    if (last_run_ && last_run_->finished && last_run_->is_latest && now == plan_.to)
      while (begin_ < plan_.batches.size() && !plan_.batches[begin_].manual) ++begin_;
    take_sections_along();
    tell_of_sections_again();
    check_computed_columns();
    refuse_untold_losses(plan_, whole_, begin_);
    plan::refuse_revived(plan_, left_alone_, begin_);
  }

  // Without checkpoints nothing but the journal says that nothing else has come between.
  [[nodiscard]] std::optional<std::size_t> recorded() const {
    if (!unfinished_ || (plan_.proof == plan::Proof::skipped && !unfinished_->is_latest)) return std::nullopt;
    return unfinished_->batches;
  }

  // In the midst of a section without a transaction the schema is none that the plan knows. The journal does, as long
  // as no plan came after it; what else has changed shows when the section is done.
  std::optional<Beginning> within_section() {
    if (!unfinished_ || !unfinished_->is_latest) return std::nullopt;
    std::size_t index = unfinished_->batches;
    while (index < plan_.batches.size() && is_skipped(plan_.batches[index])) ++index;
    if (index == plan_.batches.size() || !plan_.batches[index].manual || plan_.batches[index].transaction)
      return std::nullopt;
    const auto progress = journal_.progress_of(plan_.batches[index].manual->name);
    if (!progress || progress->run != unfinished_->id) return std::nullopt;
    return Beginning{index, true};
  }

  // What a section does nobody has read: the batches after it begin only where the plan knows the schema. After the
  // last batch check_end() looks, but for a plan that went on from the midst of a section, where nobody knew it.
  void check_after_section(std::size_t index) {
    const std::string known = fingerprint_after(plan_, index + 1);
    const bool is_last = index + 1 == plan_.batches.size();
    if (known.empty() || (is_last && !within_section_)) return;
    try {
      if (fingerprint(read_live()) == known) return;
    } catch (const Interrupted&) {
      throw Error("interrupted before the schema was compared with the plan; " + committed(index + 1), how_to_go_on(),
                  ExitCode::interrupted);
    }
    const std::string where = is_last ? "" : "; " + of_count(index + 2, plan_.batches.size()) + " was not begun";
    throw Error("manual section \"" + plan_.batches[index].manual->name +
                    "\" is done, but the schema is not the one after it that the plan knows: something else has "
                    "changed it, or the section has done what it did not do in the proof" +
                    where,
                "make a new plan from here", ExitCode::partly_applied);
  }

  // A plan that was carried out, and another one since: whether its sections are wanted again nobody has said. It may
  // have been made anew, since the same plan has the same digest, and so it is no fault.
  void tell_of_sections_again() {
    if (!last_run_ || !last_run_->finished || last_run_->is_latest) return;
    for (std::size_t index = begin_; index < plan_.batches.size(); ++index) {
      if (!plan_.batches[index].manual || is_skipped(plan_.batches[index])) continue;
      report_.warnings.push_back({Severity::warning,
                                  "section-runs-again",
                                  {},
                                  "",
                                  "manual section \"" + plan_.batches[index].manual->name +
                                      "\" runs again: this plan was applied " + last_run_->when_and_who +
                                      ", and another one since",
                                  "if that is not meant, make a new plan and apply it"});
    }
  }

  bool has_run(std::size_t index) {
    if (!journal_exists_) return false;
    const plan::Manual& section = *plan_.batches[index].manual;
    if (section.run != "always") return !journal_.must_run(section);
    return last_run_ && (last_run_->finished || last_run_->batches > index);
  }

  // What the schema looks like says nothing of the rows that a section was to change: a section that stands just before
  // the place where the database is runs, and one that stands farther back, behind steps that are done, stops the plan.
  void take_sections_along() {
    const auto is_missing = [this](std::size_t index) { return plan_.batches[index].manual && !has_run(index); };
    while (keeps_journal_ && begin_ > 0 && is_missing(begin_ - 1)) --begin_;
    std::vector<Diagnostic> missing;
    for (std::size_t index = 0; index < begin_; ++index)
      if (is_missing(index)) missing.push_back(missing_section(index));
    if (missing.empty()) return;
    if (!keeps_journal_) {
      report_.warnings = std::move(missing);
      return;
    }
    missing.back().hint = "make the plan again: it holds the sections that have still to run";
    throw DiagnosedError("the database is past manual sections of the plan that have not run", std::move(missing),
                         ExitCode::refused);
  }

  [[nodiscard]] Diagnostic missing_section(std::size_t index) const {
    const std::string section =
        "manual section \"" + plan_.batches[index].manual->name + "\", " + of_count(index + 1, plan_.batches.size());
    if (keeps_journal_)
      return {Severity::error,
              "section-not-run",
              {},
              "",
              section + ", has not run as far as the journal says, but the schema is that after later batches",
              ""};
    return {
        Severity::warning,
        "section-not-run",
        {},
        "",
        section + ", does not run: the schema is that after it, and without the journal nobody knows whether it has",
        "let apply keep its journal"};
  }

  [[noreturn]] void refuse_stale(const catalog::Catalog& live) const {
    std::vector<Diagnostic> found = what_differs(plan_, live);
    if (plan_.manifest.empty())
      found = {{Severity::error, "stale-plan", {}, "", "the schema is not the one that the plan starts from", ""}};
    if (last_run_ && last_run_->batches > 0)
      found.push_back({Severity::information,
                       "stale-plan",
                       {},
                       "",
                       "the plan was " + std::string(last_run_->finished ? "applied " : "begun ") +
                           last_run_->when_and_who + ", so that its own changes are among these",
                       ""});
    found.back().hint = "make the plan again; it will start from the schema as it is now";
    throw DiagnosedError("the plan is stale: the database has changed since it was made", std::move(found),
                         ExitCode::refused);
  }

  [[nodiscard]] bool is_skipped(const plan::Batch& batch) {
    return batch.manual && journal_exists_ && !journal_.must_run(*batch.manual);
  }

  bool pending() {
    for (std::size_t index = begin_; index < plan_.batches.size(); ++index)
      if (!is_skipped(plan_.batches[index])) return true;
    return false;
  }

  ApplyReport nothing_to_do() {
    if (unfinished_) {
      journal_.finish(unfinished_->id);
    } else if (keeps_journal_ && !options_.environment.empty() && !(last_run_ && last_run_->finished)) {
      // An environment that comes after this one waits for the plan, and here it leads nowhere else.
      if (!journal_exists_) journal_.create();
      journal_.finish(journal_.begin(plan_, facts_, std::chrono::milliseconds(0)));
    }
    report_.outcome = Outcome::nothing_to_do;
    report_.batches_skipped = static_cast<int>(plan_.batches.size());
    return report_;
  }

  void carry_out() {
    if (keeps_journal_ && !journal_exists_) journal_.create();
    BatchRunner runner(connection_, plan_, facts_, options_, interruption_, keeps_journal_ ? &journal_ : nullptr);
    if (unfinished_) runner.continue_run(unfinished_->id);
    const std::size_t count = plan_.batches.size();
    report_.batches_skipped = static_cast<int>(begin_);
    for (std::size_t index = begin_; index < count; ++index) {
      const plan::Batch& batch = plan_.batches[index];
      if (keeps_journal_ && batch.manual && !journal_.must_run(*batch.manual)) {
        progress(of_count(index + 1, count) + ": manual section \"" + batch.manual->name + "\" has run already");
        ++report_.batches_skipped;
        continue;
      }
      progress(of_count(index + 1, count) + (batch.transaction ? ": transaction" : ": no transaction"));
      execute(runner, index);
      if (batch.manual) check_after_section(index);
      ++report_.batches_done;
      report_.statements = runner.statements();
    }
    report_.warnings.insert(report_.warnings.end(), runner.warnings().begin(), runner.warnings().end());
    finish_run(runner.run_of_journal());
  }

  // A proved plan is applied when its end is the one that was proved: until then history and `after` say that it is not
  // finished. Without a proof there is nothing but the batches to go by.
  void finish_run(std::optional<std::int64_t> run) {
    if (plan_.proof == plan::Proof::passed) check_end();
    if (run) journal_.finish(*run);
    if (plan_.proof != plan::Proof::passed) check_end();
  }

  void execute(BatchRunner& runner, std::size_t index) {
    const std::size_t count = plan_.batches.size();
    const bool transaction = plan_.batches[index].transaction;
    try {
      runner.execute(index);
    } catch (const Interrupted&) {
      const std::string here = of_count(index + 1, count);
      std::string message = "interrupted in " + here + (transaction ? ", which was rolled back; " : "; ");
      message += index == 0 ? (transaction ? "nothing was changed" : "a part of it may be done") : committed(index);
      throw Error(message, index == 0 && transaction ? "" : how_to_go_on(), ExitCode::interrupted);
    } catch (const BatchFailure& failure) {
      if (index == 0 && !failure.left_traces)
        throw Error(failure.what + "; nothing was changed",
                    failure.hint + (failure.by_rows ? separator(failure) + "then apply the same plan again" : ""),
                    failure.guarded ? ExitCode::refused : ExitCode::error);
      std::string message = failure.what + "; ";
      message += index == 0 ? "a part of batch 1 may be done" : committed(index);
      if (index > 0)
        message += transaction ? ", " + of_count(index + 1, count) + " was rolled back"
                               : ", a part of " + of_count(index + 1, count) + " may be done";
      throw Error(
          message,
          (failure.hint.empty() ? "" : failure.hint + separator(failure)) + how_to_go_on() + how_to_go_back(failure),
          ExitCode::partly_applied);
    }
  }

  // Behind a statement that stands on a line of its own.
  [[nodiscard]] static std::string separator(const BatchFailure& failure) {
    if (!failure.by_rows) return "; ";
    return std::string(failure.hint.ends_with('\n') ? "" : "; ") + "mend them; ";
  }

  // What rows stand against may have been a mistake as well.
  [[nodiscard]] static std::string how_to_go_back(const BatchFailure& failure) {
    if (!failure.by_rows) return {};
    std::string hint = failure.enforced.empty() ? "" : "; " + failure.enforced;
    hint += "; to go back instead, ";
    if (!failure.index.empty()) hint += "DROP INDEX CONCURRENTLY " + failure.index + " and ";
    return hint + "plan towards the schema files as they were before, and apply that";
  }

  [[nodiscard]] std::string how_to_go_on() const {
    const bool counts_sections =
        keeps_journal_ || std::none_of(plan_.batches.begin(), plan_.batches.end(),
                                       [](const plan::Batch& batch) { return batch.manual.has_value(); });
    if (plan_.proof == plan::Proof::passed)
      return std::string("apply the same plan again: it goes on from there") +
             (counts_sections ? "" : ", but without the journal sections that have run may run once more");
    if (keeps_journal_)
      return "apply the same plan again, which goes on where its journal ends, or make a new plan from here";
    return "this plan was not proved and has no checkpoints: make a new plan from here";
  }

  void check_end() {
    if (report_.batches_done == 0) return;
    bool same = false;
    try {
      same = fingerprint(read_live()) == plan_.to;
    } catch (const Interrupted&) {
      throw Error("interrupted after every batch was committed, before the result was compared with the plan",
                  "apply the same plan again to compare", ExitCode::interrupted);
    }
    if (same) return;
    if (plan_.proof == plan::Proof::passed)
      throw Error(
          "every batch is committed, but the schema is not the one that the plan leads to: something else has changed "
          "it, or a manual section has done what it did not do in the proof",
          "pgplumb drift names what differs; make a new plan from here", ExitCode::partly_applied);
    progress(
        "warning: the schema is not exactly the one that the plan leads to, as may happen with a plan that was not "
        "proved; "
        "make a new plan to see what is different");
  }

  void progress(const std::string& line) const {
    if (options_.progress) options_.progress(line);
  }

  postgres::Connection& connection_;
  const plan::Plan& plan_;
  RunFacts facts_;
  const ApplyOptions& options_;
  Interruption interruption_;
  JournalTables journal_;
  bool keeps_journal_ = false;
  bool journal_exists_ = false;
  std::optional<JournalTables::Run> last_run_;
  std::optional<JournalTables::Run> unfinished_;  ///< the same, if this call may go on with it
  bool within_section_ = false;                   ///< only the journal knows where the database is
  std::size_t begin_ = 0;
  catalog::Catalog whole_;                     ///< what was read last, before it was projected
  std::vector<sources::Leftover> left_alone_;  ///< taken out of it
  ApplyReport report_;
};

}  // namespace

ApplyReport apply(postgres::Connection& connection, const plan::Plan& plan, const std::string& digest,
                  const ApplyOptions& options) {
  return Application(connection, plan, digest, options).run();
}

}  // namespace pgplumb::apply
