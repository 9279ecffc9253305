#include "sources/meta_command.hpp"

#include <algorithm>
#include <array>

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

MetaCommand refused(const std::string& code, const std::string& message, const std::string& hint) {
  return {MetaCommand::Action::refuse, {}, Diagnostic{Severity::error, code, {}, {}, message, hint}};
}

}  // namespace

MetaCommand read_meta_command(std::string_view line) {
  const std::size_t end = std::min(line.find_first_of(" \t\r'\""), line.size());
  const std::string_view name = line.substr(std::min<std::size_t>(1, line.size()), end - std::min<std::size_t>(1, end));
  const std::string_view argument = trimmed(line.substr(end));
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
  if (std::find(meaningless.begin(), meaningless.end(), name) != meaningless.end() || name.starts_with('d')) return {};
  return refused("meta-command-refused", "psql's \\" + std::string(name) + " has no meaning in a schema file",
                 "take the line out; \\i and \\ir are followed");
}

}  // namespace pgplumb::sources
