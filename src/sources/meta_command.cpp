#include "sources/meta_command.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace pgplumb::sources {

namespace {

// They print, or change how psql prints or behaves.
constexpr std::array<std::string_view, 27> meaningless = {
    "restrict", "unrestrict", "echo",       "qecho", "warn", "set", "unset", "pset",      "timing",
    "x",        "t",          "a",          "H",     "C",    "f",   "T",     "o",         "out",
    "encoding", "conninfo",   "errverbose", "l",     "z",    "p",   "r",     "copyright", "password"};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// A file name may stand in quotes, in which two quotes are one.
std::string unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '\'' || text.back() != '\'') return std::string(text);
  std::string name;
  for (std::size_t index = 1; index + 1 < text.size(); ++index) {
    name += text[index];
    if (text[index] == '\'') ++index;
  }
  return name;
}

// An argument ends at a backslash outside of quotes: there the next command begins.
std::size_t next_command(std::string_view line) {
  char quote = 0;
  for (std::size_t at = 1; at < line.size(); ++at) {
    const char c = line[at];
    if (quote == '\'' && c == '\\')
      ++at;
    else if (quote != 0)
      quote = c == quote ? '\0' : quote;
    else if (c == '\'' || c == '"' || c == '`')
      quote = c;
    else if (c == '\\')
      return at;
  }
  return line.size();
}

// The variables that say where statements and transactions end, with what they are by themselves. ON_ERROR_ROLLBACK
// is none of them: it is about transactions in which something fails, and that is tried again anyway.
constexpr std::array<std::pair<std::string_view, bool>, 2> ends_of_statements = {
    {{"AUTOCOMMIT", true}, {"SINGLELINE", false}}};

// As psql reads a value; nothing if it is none that we know.
std::optional<bool> truth_of(const std::string& value) {
  if (value.empty()) return true;
  const auto begins = [&](std::string_view word) { return word.starts_with(value); };
  if (begins("true") || begins("yes") || value == "on" || value == "1") return true;
  if (begins("false") || begins("no") || value == "of" || value == "off" || value == "0") return false;
  return std::nullopt;
}

// \set name [value]..., \unset name
bool changes_the_meaning(std::string_view command, std::string_view arguments) {
  std::string name;
  std::string value;
  bool behind = false;
  for (const char c : arguments) {
    const bool blank = c == ' ' || c == '\t';
    behind |= blank;
    if (blank || c == '\'' || c == '"') continue;
    if (behind)
      value += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    else
      name += c;
  }
  const std::optional<bool> meant = command == "unset" ? false : truth_of(value);
  return std::any_of(ends_of_statements.begin(), ends_of_statements.end(),
                     [&](const auto& one) { return one.first == name && meant != one.second; });
}

MetaCommand refused(const std::string& code, const std::string& message, const std::string& hint) {
  return {MetaCommand::Action::refuse, {}, Diagnostic{Severity::error, code, {}, {}, message, hint}};
}

// `rest`: the commands behind one that means nothing here, on the same line.
MetaCommand read_first(std::string_view line, std::string_view& rest) {
  const std::size_t end = std::min(line.find_first_of(" \t\r'\"\\", 1), line.size());
  const std::string_view name = line.substr(std::min<std::size_t>(1, line.size()), end - std::min<std::size_t>(1, end));
  const std::string_view argument = trimmed(line.substr(end));
  if (line.starts_with("\\\\")) {
    if (trimmed(line.substr(2)).empty()) return {};
    return refused("meta-command-refused", "SQL stands behind \\\\ on the line of a meta-command",
                   "put it on a line of its own");
  }
  if (name == "i" || name == "include" || name == "ir" || name == "include_relative") {
    const bool relative = name == "ir" || name == "include_relative";
    if (argument.empty())
      return refused("invalid-meta-command", "\\" + std::string(name) + " names no file",
                     "write the file's name behind it");
    return {relative ? MetaCommand::Action::include_relative : MetaCommand::Action::include, unquoted(argument), {}};
  }
  if (name == "q" || name == "quit") return {MetaCommand::Action::stop, {}, {}};
  if (name == "c" || name == "connect")
    return refused("connect-in-schema-file", "\\connect leaves the database that is being described",
                   "a schema file describes one database: take the line out, or write the dump without --create");
  if (name == "if" || name == "elif" || name == "else" || name == "endif")
    return refused("meta-command-refused", "psql's conditions cannot be followed: \\" + std::string(name),
                   "keep what differs between environments in files of their own");
  if (std::find(meaningless.begin(), meaningless.end(), name) != meaningless.end() || name.starts_with('d')) {
    if (argument.starts_with('|')) return {};  // a shell's line, to its end
    const std::size_t next = next_command(line);
    const std::string_view own = trimmed(line.substr(end, next - end));
    if ((name == "set" || name == "unset") && changes_the_meaning(name, own))
      return refused("meta-command-refused",
                     "\\" + std::string(name) + " " + std::string(own) +
                         " changes where statements or transactions end: it cannot be followed",
                     "take the line out; BEGIN and COMMIT say what is one transaction");
    rest = line.substr(next);
    return {};
  }
  return refused("meta-command-refused", "psql's \\" + std::string(name) + " has no meaning in a schema file",
                 "take the line out; \\i and \\ir are followed");
}

}  // namespace

MetaCommand read_meta_command(std::string_view line) {
  MetaCommand command;
  for (std::string_view rest = line; !rest.empty();) command = read_first(std::exchange(rest, {}), rest);
  return command;
}

}  // namespace pgplumb::sources
