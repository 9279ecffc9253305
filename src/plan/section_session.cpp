#include "plan/section_session.hpp"

#include <set>

#include "sources/statement_role.hpp"
#include "sql/identifier.hpp"
#include "sql/statements.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::plan {

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

// A word of the statement, or of the text of a block or function that it holds; such a name elsewhere only costs going
// on.
bool mentions(const std::string& text, std::initializer_list<const char*> words) {
  const auto is_part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$'; };
  std::string small;
  for (const char c : text) small += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const std::string_view word : words)
    for (std::size_t at = small.find(word); at != std::string::npos; at = small.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      if ((at == 0 || !is_part(small[at - 1])) && (end == small.size() || !is_part(small[end]))) return true;
    }
  return false;
}

// What a statement has left in the session that ended, and that saying it again does not bring back; "" for nothing.
std::string left_behind(const std::string& text) {
  if (!setting_of(text).empty()) return {};
  if (mentions(text, {"temp", "temporary", "pg_temp"})) return "has made something temporary";
  if (mentions(text, {"set_config", "search_path"})) return "has changed settings along with something else";
  return {};
}

}  // namespace

std::string name_of_statement(const Manual& manual, const std::vector<Message>& messages, std::size_t number) {
  return "manual section \"" + manual.name + "\"" +
         (messages.size() > 1 ? ", statement " + std::to_string(number + 1) : std::string());
}

std::string hint_for(const Manual& manual, const ServerError& error) {
  constexpr const char* active_sql_transaction = "25001";
  if (manual.transaction && error.sqlstate() == active_sql_transaction)
    return "say transaction=off on the section's first line: then each of its statements runs on its own";
  return error.report().hint;
}

void refuse_own_transactions(const Manual& manual) {
  using Control = sources::TransactionControl;
  if (!manual.transaction) return;
  for (const sql::Statement& statement : sql::scan(manual.bytes, manual.position.file).statements) {
    if (statement.meta_command) continue;
    const Control control = sources::role_of(statement.text).control;
    if (control != Control::begin && control != Control::commit && control != Control::rollback) continue;
    Position position = manual.position;
    position.line += statement.position.line;
    position.column = statement.position.column;
    throw DiagnosedError("a manual section is a transaction already",
                         {{Severity::error, "transaction-in-section", position, "",
                           "manual section \"" + manual.name + "\" begins or ends a transaction of its own: " +
                               statement.text.substr(0, statement.text.find('\n')),
                           "take it out, or say transaction=off: then each of its statements is a transaction, or "
                           "part of one that the section begins and ends"}},
                         ExitCode::refused);
  }
}

void restore_session(postgres::Connection& connection, const Manual& manual, const std::vector<Message>& messages,
                     std::size_t done) {
  for (std::size_t number = 0; number < done; ++number) {
    const Message& message = messages[number];
    if (const std::string left = left_behind(message.sql); !left.empty())
      throw DiagnosedError(
          "a manual section cannot go on where it was interrupted",
          {{Severity::error, "section-cannot-go-on", manual.position, "",
            name_of_statement(manual, messages, number) + ", " + left +
                ", which ended with its session; the section was interrupted at statement " + std::to_string(done + 1),
            "make a table that stays instead, set what is to be set by SET alone, and a new plan: a section whose "
            "first statements have changed begins at "
            "its first"}},
          ExitCode::refused);
    if (const std::string setting = setting_of(message.sql); !setting.empty()) connection.execute(setting);
  }
}

}  // namespace pgplumb::plan
