// Executing one manual section, and knowing how far it has come.
//
// In a transaction a section is all or nothing. Without one the journal is told before each statement that those before
// it are done and that this one is sent: whatever ends the client then, what is done stays done, and of one statement
// it is not known. A statement is what stands outside of every transaction: BEGIN ... COMMIT in such a section count as
// one, since they are done together or not at all.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "apply/interruption.hpp"
#include "apply/journal.hpp"
#include "plan/batch_frame.hpp"
#include "plan/section_session.hpp"

namespace pgplumb::apply {

/// Which of `sections` the journal says were interrupted, and where each would go on: what a proof has to do on a copy
/// that has what is done. @throws as JournalTables::exists()
[[nodiscard]] plan::SectionsBegun sections_begun(postgres::Connection& connection,
                                                 const std::vector<plan::Manual>& sections,
                                                 const std::vector<std::string>& owners);

class SectionRunner {
 public:
  /// Called with what is about to be executed, for people: "manual section "m", statement 2".
  using Doing = std::function<void(const std::string&)>;
  using Progress = std::function<void(const std::string&)>;

  /// `journal` may be null; then what is done is known as long as the object lives. All must outlive it.
  SectionRunner(postgres::Connection& connection, Interruption& interruption, const plan::Manual& manual,
                JournalTables* journal, Progress progress);

  /// Reads from the journal where to begin, and writes that the section is being carried out in `run`. In a transaction
  /// that is open, in a session that is ours.
  void take_up(std::int64_t run);

  /// The same for a section that is one transaction: says so if it was interrupted when it was not.
  void begin_at_first();

  /// Executes what is not done. Answers with the number of statements.
  /// @throws ServerError, Interrupted, Error (refused) if the section cannot go on
  int run(const Doing& doing);

  /// After run() has thrown and everything was rolled back, in a session that is ours if it still lives: writes that no
  /// statement is under way.
  void stopped();

  /// What to know of a statement whose fate is not known, once it is; empty if there is none.
  [[nodiscard]] const std::vector<Diagnostic>& warnings() const { return warnings_; }
  /// How to go on if the statement that failed is one that was sent before, and may have been done; else empty.
  [[nodiscard]] std::string hint() const;

 private:
  void send(const plan::Message& message);
  void note(bool sent);
  void begins_again(const JournalTables::Progress& known, const std::string& why);
  void warn(const std::string& code, const std::string& message);
  [[nodiscard]] std::string named(std::size_t number) const;

  postgres::Connection& connection_;
  Interruption& interruption_;
  const plan::Manual& manual_;
  JournalTables* journal_;
  Progress progress_;
  std::vector<plan::Message> messages_;
  std::string user_;       ///< of the session, before the section
  std::size_t done_ = 0;   ///< so many messages, which stay done
  bool unknown_ = false;   ///< the next one was sent in another session, and nobody knows whether it was done
  bool taken_up_ = false;  ///< the journal knows the section
  std::int64_t run_ = 0;
  std::vector<Diagnostic> warnings_;
};

}  // namespace pgplumb::apply
