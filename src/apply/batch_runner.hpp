// Executing one batch of a plan: all of it or nothing, tried again while others hold locks that it needs.

#pragma once

#include <optional>
#include <string>

#include "apply/apply.hpp"
#include "apply/interruption.hpp"
#include "apply/journal.hpp"
#include "apply/lock_watch.hpp"
#include "apply/patience.hpp"
#include "apply/section_runner.hpp"

namespace pgplumb::apply {

/// A batch that could not be executed. Its transaction is rolled back, if it has one.
struct BatchFailure {
  std::string what;           ///< "step 3, create table app.users: permission denied for schema app"
  std::string hint;           ///< the server's, or ours; may be empty
  bool left_traces = false;   ///< a part of a batch without a transaction may be done
  bool guarded = false;       ///< it was a guard of the plan, not an error
  bool by_rows = false;       ///< once rows are mended, the same batch can be done
  std::string enforced = {};  ///< RowsInTheWay::enforced
  std::string index = {};     ///< RowsInTheWay::index
};

class BatchRunner {
 public:
  /// `journal` may be null. All must outlive the object, which has `interruption` watched as long as it lives.
  BatchRunner(postgres::Connection& connection, const plan::Plan& plan, const RunFacts& facts,
              const ApplyOptions& options, Interruption& interruption, JournalTables* journal);
  ~BatchRunner() { interruption_.watched_by(nullptr); }
  BatchRunner(const BatchRunner&) = delete;
  BatchRunner& operator=(const BatchRunner&) = delete;

  /// The journal's row that an earlier, unfinished call has begun.
  void continue_run(std::int64_t run) { run_ = run; }
  [[nodiscard]] std::optional<std::int64_t> run_of_journal() const { return run_; }

  /// Executes batch `index` (from 0) and records it. @throws BatchFailure, Interrupted
  void execute(std::size_t index);

  [[nodiscard]] int statements() const { return statements_; }
  /// What a section that goes on after an interruption has to tell.
  [[nodiscard]] const std::vector<Diagnostic>& warnings() const { return warnings_; }

 private:
  void attempt(std::size_t index);
  [[nodiscard]] BatchFailure failure(std::size_t index, const ServerError& error);
  void pause_after(std::size_t index, const ServerError& error, std::chrono::milliseconds tried);
  void limit_waiting(const plan::Batch& batch);
  void in_transaction(std::size_t index);
  void without_transaction(std::size_t index);
  void step(const plan::Step& step, bool transaction);
  void section();
  void take_up(std::size_t index);
  [[nodiscard]] std::int64_t begin_run();
  void record(std::size_t index);
  void roll_back();
  void progress(const std::string& line) const;

  postgres::Connection& connection_;
  const plan::Plan& plan_;
  const RunFacts& facts_;
  const ApplyOptions& options_;
  Interruption& interruption_;
  JournalTables* journal_;
  std::optional<std::int64_t> run_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  int statements_ = 0;
  std::string doing_;            // what is being executed, for messages
  std::size_t resume_step_ = 0;  // of a batch without a transaction: what is done stays done when it is tried again
  std::size_t resume_statement_ = 0;
  std::optional<SectionRunner> section_;  // of this batch
  Patience patience_;
  LockWatch watch_;
  std::vector<Diagnostic> warnings_;
};

}  // namespace pgplumb::apply
