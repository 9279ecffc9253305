#include "apply/batch_runner.hpp"

#include <random>

#include "apply/leftover_index.hpp"
#include "plan/batch_frame.hpp"
#include "plan/guard.hpp"
#include "plan/section_session.hpp"

namespace pgplumb::apply {

namespace {

// lock_not_available and deadlock_detected: others were in the way, which passes.
bool may_pass(const ServerError& error) {
  return error.sqlstate() == "55P03" || error.sqlstate() == "40P01";
}

// Between half and one and a half of the pause, so that two that wait for each other do not stay in step.
std::chrono::milliseconds jittered(std::chrono::milliseconds pause) {
  thread_local std::mt19937 generator{std::random_device{}()};
  const auto half = pause.count() / 2;
  return std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(half, pause.count() + half)(generator));
}

std::string in_seconds(std::chrono::milliseconds time) {
  return std::to_string(time.count() / 1000) + "." + std::to_string(time.count() / 100 % 10) + " s";
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
      journal_(journal) {}

void BatchRunner::execute(std::size_t index) {
  resume_step_ = resume_statement_ = 0;
  section_.reset();
  if (const auto& manual = plan_.batches[index].manual) {
    progress("  manual section \"" + manual->name + "\"");
    section_.emplace(connection_, interruption_, *manual, journal_,
                     [this](const std::string& line) { progress(line); });
  }
  auto pause = options_.first_pause;
  for (int number = 1;; ++number) {
    try {
      attempt(index);
      // What a section has set ends with it.
      if (section_) connection_.take_settings();
      if (section_) warnings_.insert(warnings_.end(), section_->warnings().begin(), section_->warnings().end());
      return;
    } catch (const ServerError& error) {
      const std::string what = doing_ + ": " + server_words(error);
      const bool traces = !plan_.batches[index].transaction;
      if (!may_pass(error)) {
        std::string hint = section_ ? section_->hint() : "";
        const auto& manual = plan_.batches[index].manual;
        if (hint.empty()) hint = manual ? plan::hint_for(*manual, error) : error.hint();
        throw BatchFailure{what, hint, traces, error.sqlstate() == plan::guard_sqlstate};
      }
      if (number >= options_.attempts)
        throw BatchFailure{what + ", " + std::to_string(number) + " times",
                           "others hold locks for longer than " + plan_.lock_timeout +
                               "; apply again when they are done, or make the plan with a longer lock_timeout",
                           traces};
      const auto time = jittered(pause);
      progress("  " + what + "; try " + std::to_string(number + 1) + " of " + std::to_string(options_.attempts) +
               " in " + in_seconds(time));
      interruption_.pause(time);
      pause *= 2;
    }
  }
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
