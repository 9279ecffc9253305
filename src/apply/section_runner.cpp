#include "apply/section_runner.hpp"

#include <algorithm>

#include "apply/leftover_index.hpp"
#include "base/hash.hpp"
#include "plan/section_session.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::apply {

namespace {

std::string sha256_of_first(const std::vector<plan::Message>& messages, std::size_t count) {
  std::string bytes;
  for (std::size_t number = 0; number < count; ++number)
    for (const std::string& part : {messages[number].sql, messages[number].copy_data})
      bytes += std::to_string(part.size()) + ":" + part;
  return sha256_hex(bytes);
}

// The journal's record of `messages` if they are still those whose first ones it counts.
std::optional<JournalTables::Progress> progress_in(JournalTables& journal, const std::string& section,
                                                   const std::vector<plan::Message>& messages) {
  auto known = journal.progress_of(section);
  if (known && (known->done >= messages.size() || known->sha256 != sha256_of_first(messages, known->done)))
    known.reset();
  return known;
}

}  // namespace

plan::SectionsBegun sections_begun(postgres::Connection& connection, const std::vector<plan::Manual>& sections,
                                   const std::vector<std::string>& owners) {
  plan::SectionsBegun begun;
  const auto in_steps = [](const plan::Manual& section) { return !section.transaction; };
  if (std::none_of(sections.begin(), sections.end(), in_steps)) return begun;
  std::optional<JournalTables> journal = readable_journal(connection, owners);
  if (!journal) return begun;
  for (const plan::Manual& section : sections) {
    if (section.transaction) continue;
    const std::vector<plan::Message> messages = plan::messages_of(section);
    const auto known = progress_in(*journal, section.name, messages);
    if (!known) continue;
    const bool one_more = known->sent && is_done(connection, messages[known->done].sql);
    begun[section.name] = known->done + (one_more ? 1 : 0);
  }
  return begun;
}

SectionRunner::SectionRunner(postgres::Connection& connection, Interruption& interruption, const plan::Manual& manual,
                             JournalTables* journal, Progress progress)
    : connection_(connection),
      interruption_(interruption),
      manual_(manual),
      journal_(journal),
      progress_(std::move(progress)),
      messages_(plan::messages_of(manual)),
      user_(connection.parameter("session_authorization")) {}

std::string SectionRunner::named(std::size_t number) const {
  return plan::name_of_statement(manual_, messages_, number);
}

void SectionRunner::warn(const std::string& code, const std::string& message) {
  progress_("  " + message);
  warnings_.push_back({Severity::warning, code, manual_.position, "", message, ""});
}

void SectionRunner::take_up(std::int64_t run) {
  if (journal_ == nullptr || taken_up_) return;
  run_ = run;
  if (const auto going_on = progress_in(*journal_, manual_.name, messages_)) {
    done_ = going_on->done;
    unknown_ = going_on->sent;
    progress_("  " + named(done_) + " of " + std::to_string(messages_.size()) + ": the section goes on here");
  } else if (const auto known = journal_->progress_of(manual_.name); known && known->done > 0) {
    begins_again(*known, "and these statements have changed since");
  }
  note(unknown_);
  taken_up_ = true;
}

void SectionRunner::begins_again(const JournalTables::Progress& known, const std::string& why) {
  warn("section-begins-again", "manual section \"" + manual_.name + "\" was interrupted after statement " +
                                   std::to_string(known.done) + ", " + why + ": it begins at its first");
}

void SectionRunner::begin_at_first() {
  if (journal_ == nullptr) return;
  if (const auto known = journal_->progress_of(manual_.name); known && known->done > 0 && warnings_.empty())
    begins_again(*known, "when it was transaction=off, and is one transaction now");
}

void SectionRunner::note(bool sent) {
  journal_->set_progress(manual_.name, {done_, sha256_of_first(messages_, done_), sent, run_});
}

// The journal is written as who we are, with our settings, whatever the section has set; then that is as it was.
void SectionRunner::send(const plan::Message& message) {
  if (taken_up_ && !connection_.in_transaction()) {
    const std::string user = connection_.parameter("session_authorization");
    const std::string role = connection_.execute("SHOW role").rows.at(0)[0].value_or("none");
    connection_.execute(plan::reset_role);
    connection_.execute("BEGIN READ WRITE; SET LOCAL client_encoding = 'UTF8'");
    connection_.take_settings_for_transaction();
    note(true);
    connection_.execute("COMMIT");
    if (user != user_) connection_.execute("SET SESSION AUTHORIZATION " + sql::literal(user));
    if (role != "none") connection_.execute("SET ROLE " + sql::literal(role));
  }
  interruption_.cancellable([&] {
    if (message.copy_data.empty()) {
      connection_.execute(message.sql);
    } else {
      connection_.copy_in(message.sql, message.copy_data);
    }
  });
}

int SectionRunner::run(const Doing& doing) {
  doing("manual section \"" + manual_.name + "\"");
  plan::restore_session(connection_, manual_, messages_, done_);
  int sent = 0;
  for (std::size_t number = done_; number < messages_.size(); ++number) {
    const plan::Message& message = messages_[number];
    doing(named(number));
    const bool again = unknown_ && number == done_;
    if (again && is_done(connection_, message.sql)) {
      warn("statement-is-done",
           named(number) + ", was sent before the interruption, and no answer came; its index shows that it is done");
    } else {
      if (again)
        warn("statement-repeated",
             named(number) +
                 ", was sent before the interruption, and no answer came: it was sent again, so that it may "
                 "have been carried out twice");
      if (!manual_.transaction) drop_leftover(connection_, interruption_, message.sql, progress_);
      send(message);
      ++sent;
    }
    if (manual_.transaction || connection_.in_transaction()) continue;
    done_ = number + 1;
    unknown_ = false;
  }
  // The journal is written as who we are.
  connection_.execute(plan::reset_role);
  return sent;
}

void SectionRunner::stopped() {
  if (!taken_up_) return;
  try {
    note(unknown_);
  } catch (const Error&) {
    // The session is lost: of what was sent nobody knows more.
  }
}

std::string SectionRunner::hint() const {
  if (!unknown_) return {};
  return "this statement was sent before, and may have been done then: if so, write it so that it may run twice "
         "(IF NOT EXISTS), or leave it out, and make a new plan, which goes on with it";
}

}  // namespace pgplumb::apply
