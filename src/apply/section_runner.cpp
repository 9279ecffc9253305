#include "apply/section_runner.hpp"

#include <set>

#include "apply/leftover_index.hpp"
#include "base/hash.hpp"
#include "sql/identifier.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::apply {

namespace {

// The first words of a statement, in lower case.
std::vector<std::string> first_words(const std::string& text, std::size_t count) {
  std::vector<std::string> words;
  for (const sql::Token& token : sql::without_comments(sql::tokenize(text).tokens)) {
    if (words.size() == count) break;
    words.push_back(sql::is_name(token) ? sql::name_of(sql::token_text(text, token))
                                        : std::string(sql::token_text(text, token)));
  }
  words.resize(count);
  return words;
}

// What does nothing but set up the session, or begin and end a transaction in which it does: as it is to be said again
// in another session; "" for everything else.
std::string setting_of(const std::string& text) {
  static const std::set<std::string> settings{"set",   "reset",    "load", "discard", "deallocate", "begin",  "start",
                                              "abort", "rollback", "end",  "commit",  "savepoint",  "release"};
  const auto words = first_words(text, 4);
  // It ends the transaction and keeps what was set, as COMMIT does.
  if (words[0] == "prepare") return words[1] == "transaction" ? "COMMIT" : text;
  if (words[0] == "select" && (words[1] == "set_config" || (words[1] == "pg_catalog" && words[3] == "set_config")))
    return text;
  return settings.contains(words[0]) && words[1] != "prepared" ? text : "";
}

bool makes_temporary(const std::string& text) {
  const auto words = first_words(text, 3);
  const auto is_temporary = [](const std::string& word) { return word == "temp" || word == "temporary"; };
  return words[0] == "create" &&
         (is_temporary(words[1]) || ((words[1] == "local" || words[1] == "global") && is_temporary(words[2])));
}

std::string sha256_of_first(const std::vector<plan::Message>& messages, std::size_t count) {
  std::string bytes;
  for (std::size_t number = 0; number < count; ++number)
    for (const std::string& part : {messages[number].sql, messages[number].copy_data})
      bytes += std::to_string(part.size()) + ":" + part;
  return sha256_hex(bytes);
}

}  // namespace

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
  return "manual section \"" + manual_.name + "\"" +
         (messages_.size() > 1 ? ", statement " + std::to_string(number + 1) : std::string());
}

void SectionRunner::warn(const std::string& code, const std::string& message) {
  progress_("  " + message);
  warnings_.push_back({Severity::warning, code, manual_.position, "", message, ""});
}

void SectionRunner::take_up(std::int64_t run) {
  if (journal_ == nullptr || manual_.transaction || taken_up_) return;
  run_ = run;
  const auto known = journal_->progress_of(manual_.name);
  if (known && known->done < messages_.size() && known->sha256 == sha256_of_first(messages_, known->done)) {
    done_ = known->done;
    unknown_ = known->sent;
    progress_("  " + named(done_) + " of " + std::to_string(messages_.size()) + ": the section goes on here");
  } else if (known && known->done > 0) {
    warn("section-begins-again", "manual section \"" + manual_.name + "\" was interrupted after statement " +
                                     std::to_string(known->done) +
                                     ", and these statements have changed since: it begins at its first");
  }
  note(unknown_);
  taken_up_ = true;
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

void SectionRunner::restore_session() {
  for (std::size_t number = 0; number < done_; ++number) {
    const plan::Message& message = messages_[number];
    if (makes_temporary(message.sql))
      throw DiagnosedError(
          "a manual section cannot go on where it was interrupted",
          {{Severity::error, "section-cannot-go-on", manual_.position, "",
            named(number) +
                ", has made something temporary, which ended with its session; the section was interrupted "
                "at statement " +
                std::to_string(done_ + 1),
            "make a table that stays instead, and a new plan: a section whose first statements have changed begins at "
            "its first"}},
          ExitCode::refused);
    if (const std::string setting = setting_of(message.sql); !setting.empty()) connection_.execute(setting);
  }
}

int SectionRunner::run(const Doing& doing) {
  doing("manual section \"" + manual_.name + "\"");
  restore_session();
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
