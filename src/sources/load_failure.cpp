#include "sources/load_failure.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string_view>

#include "sql/tokens.hpp"

namespace pgplumb::sources {

namespace {

using sql::Token;

std::optional<std::string> between(const std::string& text, std::string_view before, std::string_view behind) {
  if (text.size() < before.size() + behind.size() || !text.starts_with(before) || !text.ends_with(behind))
    return std::nullopt;
  return text.substr(before.size(), text.size() - before.size() - behind.size());
}

// The names in quotes of a server's message: relation "app.users" does not exist.
std::vector<std::string> quoted_names(const std::string& message) {
  std::vector<std::string> names;
  for (std::size_t at = message.find('"'); at != std::string::npos; at = message.find('"', at + 1)) {
    const std::size_t end = message.find('"', at + 1);
    if (end == std::string::npos) break;
    names.push_back(message.substr(at + 1, end - at - 1));
    at = end;
  }
  return names;
}

std::string last_part(const std::string& name) {
  return name.substr(name.rfind('.') + 1);
}

// "COPY t, line 3, column a: ..." -> 3
std::optional<int> line_of_data(const std::string& context) {
  const std::size_t at = context.find(", line ");
  if (!context.starts_with("COPY ") || at == std::string::npos) return std::nullopt;
  int line = 0;
  const char* const digits = context.data() + at + std::string_view(", line ").size();
  if (std::from_chars(digits, context.data() + context.size(), line).ec != std::errc() || line < 1) return std::nullopt;
  return line;
}

class Explainer {
 public:
  Explainer(const SchemaScript& script, const std::map<std::size_t, LoadFailure>& failures)
      : script_(script), failures_(failures) {
    for (const auto& [statement, failure] : failures)
      if (const std::string& name = script.statements[statement].role.created; !name.empty())
        creators_.emplace(name, statement);
  }

  std::vector<Diagnostic> run() {
    std::vector<Diagnostic> diagnostics;
    for (const auto& [statement, failure] : failures_) {
      Diagnostic diagnostic;
      diagnostic.code = "statement-failed";
      diagnostic.position = place(statement, failure);
      diagnostic.message = failure.report.message;
      if (!failure.report.detail.empty()) diagnostic.message += ": " + failure.report.detail;
      // Where in a routine or in the data it happened, when no character of the statement is at fault.
      if (failure.report.statement_position == 0 && !failure.report.context.empty())
        diagnostic.message += " (" + failure.report.context.substr(0, failure.report.context.find('\n')) + ")";
      diagnostic.hint = hint(statement, failure.report);
      diagnostics.push_back(std::move(diagnostic));
    }
    return diagnostics;
  }

 private:
  [[nodiscard]] Position place(std::size_t index, const LoadFailure& failure) const {
    const ScriptStatement& statement = script_.statements[index];
    const SchemaFile& file = script_.files[statement.file];
    if (const auto line = statement.role.takes_data ? line_of_data(failure.report.context) : std::nullopt) {
      Position position = sql::position_at(file.text, statement.begin + statement.text.size(), file.path);
      position.line += *line;
      position.column = 1;
      return position;
    }
    const int character = failure.report.statement_position - failure.characters_before;
    if (failure.report.statement_position == 0 || character < 1) return statement.position;
    std::size_t offset = 0;
    for (int count = 1; offset < statement.text.size(); ++offset) {
      if ((static_cast<unsigned char>(statement.text[offset]) & 0xc0U) == 0x80U) continue;
      if (count++ == character) break;
    }
    return sql::position_at(file.text, statement.begin + offset, file.path);
  }

  [[nodiscard]] std::string hint(std::size_t index, const ServerError::Report& report) {
    const std::string& state = report.sqlstate;
    if (const auto name = missing_name(report)) {
      const auto creator = creators_.find(*name);
      if (creator != creators_.end() && creator->second != index)
        return "follows from the error at " + to_string(script_.statements[creator->second].position);
    }
    if (missing_role(report)) return "create the role on the scratch server, or plan with scratch = local";
    if (missing_tablespace(report)) return "create the tablespace on the scratch server, or plan with scratch = local";
    if (is_duplicate(state)) {
      const std::string first = first_mention(index, report.message);
      if (!first.empty()) return "named twice: first at " + first;
    }
    if ((state == "0A000" || state == "58P01" || state == "22023") &&
        report.message.find("extension") != std::string::npos)
      return "install the package that brings the extension for the scratch server (on Debian postgresql-contrib or "
             "postgresql-VERSION-NAME), or plan with scratch = server";
    if (state == "42601" && report.message.find("at or near \":\"") != std::string::npos)
      return "variables of psql (:name) are not supported: write the value itself";
    if ((state == "42501" && report.message.ends_with(": Permission denied")) ||
        report.message.ends_with(": Cannot allocate memory") || state.starts_with("08"))
      return "a scratch server starts no programs, connects to nothing, and reads and writes no files but its own: "
             "leave out what does";
    if (state == "42501") return "the scratch server's role may not do this: plan with scratch = local";
    return report.hint;
  }

  [[nodiscard]] std::string first_mention(std::size_t index, const std::string& message) {
    const std::vector<std::string> names = quoted_names(message);
    if (names.empty()) return {};
    if (heads_.empty())
      for (const ScriptStatement& statement : script_.statements) heads_.push_back(names_in_head(statement.text));
    for (std::size_t other = 0; other < heads_.size(); ++other) {
      const bool mentions = std::all_of(
          names.begin(), names.end(), [&](const std::string& name) { return heads_[other].contains(last_part(name)); });
      if (other != index && mentions && !failures_.contains(other))
        return to_string(script_.statements[other].position);
    }
    return {};
  }

  const SchemaScript& script_;
  const std::map<std::size_t, LoadFailure>& failures_;
  std::vector<std::set<std::string>> heads_;     // names_in_head() of every statement, once they are needed
  std::map<std::string, std::size_t> creators_;  // by name: the first failed statement that would have created it
};

}  // namespace

std::vector<Diagnostic> explain(const SchemaScript& script, const std::map<std::size_t, LoadFailure>& failures) {
  return Explainer(script, failures).run();
}

bool is_duplicate(const std::string& sqlstate) {
  static constexpr std::array<std::string_view, 5> states{"42P07", "42710", "42723", "42P06", "42701"};
  return std::find(states.begin(), states.end(), sqlstate) != states.end();
}

bool is_missing(const std::string& sqlstate) {
  // undefined table, function, object, column, schema, catalog
  static constexpr std::array<std::string_view, 6> states{"42P01", "42883", "42704", "42703", "3F000", "3D000"};
  return std::find(states.begin(), states.end(), sqlstate) != states.end();
}

std::optional<std::string> missing_name(const ServerError::Report& report) {
  const std::string& message = report.message;
  if (!is_missing(report.sqlstate)) return std::nullopt;
  for (const std::string_view kind : {"function ", "procedure ", "aggregate "})
    if (message.starts_with(kind) && message.find('(') != std::string::npos)
      return last_part(message.substr(kind.size(), message.find('(') - kind.size()));
  const std::vector<std::string> names = quoted_names(message);
  if (names.empty()) return std::nullopt;
  return last_part(names.front());
}

std::set<std::string> names_in_head(const std::string& text) {
  constexpr std::size_t head = 16;
  std::vector<Token> tokens = sql::without_comments(sql::tokenize(text).tokens);
  std::set<std::string> names;
  if (tokens.empty() || !(sql::is_word(text, tokens[0], "create") || sql::is_word(text, tokens[0], "alter")))
    return names;
  for (std::size_t index = 1; index < tokens.size() && index < head; ++index)
    if (sql::is_name(tokens[index])) names.insert(sql::name_of(sql::token_text(text, tokens[index])));
  return names;
}

std::optional<std::string> existing_role(const ServerError::Report& report) {
  if (report.sqlstate != "42710") return std::nullopt;
  return between(report.message, "role \"", "\" already exists");
}

std::optional<std::string> missing_role(const ServerError::Report& report) {
  if (report.sqlstate != "42704" && report.sqlstate != "22023") return std::nullopt;
  return between(report.message, "role \"", "\" does not exist");
}

std::optional<std::string> missing_tablespace(const ServerError::Report& report) {
  const std::string& text = report.sqlstate == "22023" && !report.detail.empty() ? report.detail : report.message;
  if (auto name = between(text, "tablespace \"", "\" does not exist")) return name;
  return between(text, "Tablespace \"", "\" does not exist.");
}

std::optional<std::string> owner_without_right(const ServerError::Report& report, const std::string& statement) {
  if (report.sqlstate != "42501" || !report.message.starts_with("permission denied to change owner of"))
    return std::nullopt;
  const std::vector<Token> tokens = sql::without_comments(sql::tokenize(statement).tokens);
  const std::size_t count = tokens.size();
  if (count < 3 || !sql::is_word(statement, tokens[count - 3], "owner") || !sql::is_name(tokens[count - 1]))
    return std::nullopt;
  return sql::name_of(sql::token_text(statement, tokens[count - 1]));
}

}  // namespace pgplumb::sources
