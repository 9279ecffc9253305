#include "apply/batch_runner.hpp"

#include <algorithm>
#include <set>

#include "apply/leftover_index.hpp"
#include "apply/rows_in_the_way.hpp"
#include "base/duration.hpp"
#include "plan/batch_frame.hpp"
#include "plan/guard.hpp"
#include "plan/hazards.hpp"
#include "plan/search_path.hpp"
#include "plan/section_session.hpp"
#include "sql/identifier.hpp"
#include "sql/statement_effects.hpp"

namespace pgplumb::apply {

namespace {

// lock_not_available and deadlock_detected: others were in the way, which passes.
bool may_pass(const ServerError& error) {
  return error.sqlstate() == "55P03" || error.sqlstate() == "40P01";
}

constexpr const char* query_canceled = "57014";

std::chrono::milliseconds since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
}

// Who waits for one table with another one locked gives way before the server looks for a deadlock, after a second as a
// rule, and ends whoever finds it.
constexpr std::chrono::milliseconds gives_way{500};

/// It takes strong locks on several tables.
bool may_deadlock(const plan::Batch& batch) {
  std::set<std::string> tables;
  for (const plan::Step& step : batch.steps)
    for (const std::string& measured : step.measured.locks) {
      const plan::Lock lock = plan::lock_of(measured);
      if (sql::lock_mode(lock.mode) >= sql::LockMode::share && lock.relation.starts_with("table "))
        tables.insert(lock.relation);
    }
  return tables.size() > 1;
}

/// The longest that a statement of it waits for a lock, as a setting; 0: without end.
std::string longest_wait(const plan::Plan& plan, const plan::Batch& batch) {
  if (!batch.transaction && !batch.manual) return "0";
  const auto usual = duration_of(plan.lock_timeout);
  const bool is_long = !usual || usual->count() == 0 || *usual > gives_way;
  return is_long && may_deadlock(batch) ? std::to_string(gives_way.count()) + "ms" : plan.lock_timeout;
}

// Whoever holds a lock is asked for while the statement still waits for it.
LockWatch::Pace pace_of(LockWatch::Pace pace, const plan::Plan& plan) {
  for (const plan::Batch& batch : plan.batches)
    if (const auto most = duration_of(longest_wait(plan, batch)); most && most->count() > 0)
      pace.ask = std::clamp(*most / 2, std::min(pace.ask, std::chrono::milliseconds(50)), pace.ask);
  return pace;
}

std::string server_words(const ServerError& error) {
  std::string text = error.report().message;
  if (!error.report().detail.empty()) text += " (" + error.report().detail + ")";
  return text;
}

}  // namespace

BatchRunner::BatchRunner(postgres::Connection& connection, const plan::Plan& plan, const RunFacts& facts,
                         const ApplyOptions& options, Interruption& interruption, JournalTables* journal)
    : connection_(connection),
      plan_(plan),
      facts_(facts),
      options_(options),
      interruption_(interruption),
      journal_(journal),
      patience_(options.attempts, options.wait, options.first_pause),
      watch_(connection, pace_of(options.watch, plan), [this](const std::string& line) { progress(line); }) {
  interruption_.watched_by(&watch_);
}

void BatchRunner::execute(std::size_t index) {
  resume_step_ = resume_statement_ = 0;
  section_.reset();
  if (const auto& manual = plan_.batches[index].manual) {
    progress("  manual section \"" + manual->name + "\"");
    section_.emplace(connection_, interruption_, *manual, journal_,
                     [this](const std::string& line) { progress(line); });
  }
  // Shorter tries, and more of them.
  const bool is_short = longest_wait(plan_, plan_.batches[index]) == std::to_string(gives_way.count()) + "ms";
  patience_.begin_batch(is_short ? 6 : 1);
  watch_.forget();
  for (;;) {
    const auto begun = std::chrono::steady_clock::now();
    try {
      attempt(index);
      // What a section has set ends with it.
      if (section_) connection_.take_settings();
      if (section_) warnings_.insert(warnings_.end(), section_->warnings().begin(), section_->warnings().end());
      return;
    } catch (const ServerError& error) {
      if (!may_pass(error)) throw failure(index, error);
      pause_after(index, error, since(begun));
    }
  }
}

BatchFailure BatchRunner::failure(std::size_t index, const ServerError& error) {
  const auto& manual = plan_.batches[index].manual;
  BatchFailure failure{doing_ + ": " + server_words(error), section_ ? section_->hint() : "",
                       !plan_.batches[index].transaction, error.sqlstate() == plan::guard_sqlstate};
  if (!failure.hint.empty()) return failure;
  const std::string on_path = manual ? "" : plan::hint_on_path(error.report(), connection_.server_version());
  failure.hint = manual ? plan::hint_for(*manual, error) : on_path.empty() ? error.hint() : on_path;
  if (error.sqlstate() == query_canceled && failure.hint.empty())
    failure.hint = std::string("somebody has cancelled it (pg_cancel_backend(), or what ends long queries there)") +
                   (manual ? ", or the section has set a statement_timeout that it has outrun" : "") +
                   "; find out who or what, then apply again";
  // What a section does to rows, its author knows.
  if (manual || !is_of_rows(error)) return failure;
  const RowsInTheWay rows = rows_in_the_way(connection_, error, plan_, index);
  failure.hint += (failure.hint.empty() ? "" : "; ") + rows.hint;
  failure.by_rows = true;
  failure.enforced = rows.enforced;
  failure.index = rows.index;
  return failure;
}

void BatchRunner::pause_after(std::size_t index, const ServerError& error, std::chrono::milliseconds tried) {
  const std::string what = doing_ + ": " + server_words(error);
  const auto time = patience_.pause_after(tried, std::min(tried, watch_.time()));
  if (!time) {
    const std::string behind = watch_.blocker().empty() ? "" : ", behind " + watch_.blocker();
    throw BatchFailure{what + ", " + patience_.tried() + behind,
                       "others hold locks for longer than " + longest_wait(plan_, plan_.batches[index]) +
                           "; apply again when they are done, let it try for longer (--wait 10min), or make the plan "
                           "with a longer lock_timeout",
                       !plan_.batches[index].transaction};
  }
  progress("  " + what + "; " + patience_.next() + " in " + rough(*time));
  interruption_.pause(*time);
}

// No try waits for longer than there is left to wait, CONCURRENTLY included, which has no limit otherwise.
void BatchRunner::limit_waiting(const plan::Batch& batch) {
  const auto left = patience_.left();
  std::string most = longest_wait(plan_, batch);
  const auto usual = duration_of(most);
  if (left && (!usual || usual->count() == 0 || *usual > *left))
    most = std::to_string(std::max<long long>(left->count(), 1));
  else if (most == plan_.lock_timeout || most == "0")
    return;
  connection_.execute(std::string(batch.transaction ? "SET LOCAL" : "SET") + " lock_timeout = " + sql::literal(most));
}

void BatchRunner::attempt(std::size_t index) {
  doing_ = "batch " + std::to_string(index + 1);
  const auto run_before = run_;
  const int statements_before = statements_;
  try {
    if (plan_.batches[index].transaction) {
      in_transaction(index);
    } else {
      without_transaction(index);
    }
  } catch (...) {
    roll_back();
    if (section_) section_->stopped();
    if (plan_.batches[index].transaction) {
      run_ = run_before;
      statements_ = statements_before;
      resume_statement_ = 0;
    }
    throw;
  }
}

void BatchRunner::in_transaction(std::size_t index) {
  const plan::Batch& batch = plan_.batches[index];
  const plan::BatchFrame frame = frame_of(plan_, batch);
  if (batch.manual) {
    section_->begin_at_first();
    connection_.give_settings_back();
  }
  for (const std::string& statement : frame.opening) connection_.execute(statement);
  limit_waiting(batch);
  if (batch.manual) section();
  for (const plan::Step& one : batch.steps) step(one, true);
  doing_ = "the end of batch " + std::to_string(index + 1);
  // Deferred constraints are checked here, where they can still be cancelled, rather than in COMMIT.
  interruption_.cancellable([&] { connection_.execute("SET CONSTRAINTS ALL IMMEDIATE"); });
  if (batch.manual) connection_.take_settings_for_transaction();
  record(index);
  for (const std::string& statement : frame.closing) connection_.execute(statement);
}

void BatchRunner::without_transaction(std::size_t index) {
  const plan::Batch& batch = plan_.batches[index];
  const plan::BatchFrame frame = frame_of(plan_, batch);
  if (batch.manual) {
    take_up(index);
    connection_.give_settings_back();
  }
  for (const std::string& statement : frame.opening) connection_.execute(statement);
  limit_waiting(batch);
  if (batch.manual) section();
  for (; resume_step_ < batch.steps.size(); ++resume_step_, resume_statement_ = 0)
    step(batch.steps[resume_step_], false);
  for (const std::string& statement : frame.closing) connection_.execute(statement);
  doing_ = "the journal of batch " + std::to_string(index + 1);
  connection_.take_settings();
  connection_.execute("BEGIN");
  record(index);
  connection_.execute("COMMIT");
}

void BatchRunner::step(const plan::Step& step, bool transaction) {
  doing_ = "step " + std::to_string(step.number) + ", " + to_string(step.change) + " " + step.object;
  progress("  step " + std::to_string(step.number) + ": " + to_string(step.change) + " " + step.object);
  std::size_t number = transaction ? 0 : resume_statement_;
  // The batch has begun again, and with it the search_path.
  for (std::size_t done = 0; done < number; ++done)
    if (plan::sets_path(step, step.statements[done])) connection_.query(step.statements[done], {});
  for (; number < step.statements.size(); ++number) {
    const std::string& statement = step.statements[number];
    if (!transaction)
      drop_leftover(connection_, interruption_, statement, [this](const std::string& line) { progress(line); });
    // Sent alone: the server refuses what is more than one statement, however it was made to look like one.
    const std::string sent = transaction ? statement : to_go_on(connection_, statement);
    interruption_.cancellable([&] { connection_.query(sent, {}); });
    ++statements_;
    if (!transaction) resume_statement_ = number + 1;
  }
}

void BatchRunner::section() {
  statements_ += section_->run([this](const std::string& what) { doing_ = what; });
}

// The journal knows of a section without a transaction before anything of it is done.
void BatchRunner::take_up(std::size_t index) {
  if (journal_ == nullptr) return;
  doing_ = "the journal of batch " + std::to_string(index + 1);
  connection_.execute("BEGIN");
  const std::int64_t run = run_ ? *run_ : begin_run();
  section_->take_up(run);
  connection_.execute("COMMIT");
  run_ = run;
}

std::int64_t BatchRunner::begin_run() {
  const auto ago = std::chrono::steady_clock::now() - begun_;
  return journal_->begin(plan_, facts_, std::chrono::duration_cast<std::chrono::milliseconds>(ago));
}

void BatchRunner::record(std::size_t index) {
  if (journal_ == nullptr) return;
  const plan::Batch& batch = plan_.batches[index];
  if (!run_) run_ = begin_run();
  journal_->finish_batch(*run_, index + 1, batch);
  if (batch.manual) journal_->record(*run_, *batch.manual);
}

// The session may be lost; then the server rolls back by itself, and the failure that led here says so.
void BatchRunner::roll_back() {
  try {
    connection_.execute("ROLLBACK");
    connection_.execute(plan::reset_role);
    connection_.take_settings();
  } catch (const ServerError&) {
  }
}

void BatchRunner::progress(const std::string& line) const {
  if (options_.progress) options_.progress(line);
}

}  // namespace pgplumb::apply
