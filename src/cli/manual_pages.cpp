#include "cli/manual_pages.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <sstream>

namespace pgplumb::cli {

namespace {

constexpr const char* written = "2026-11-22";  // when the way in which pages are made last changed

/// Text in which nothing is a request, a hyphen is a hyphen, and a quote of ASCII stays one.
std::string roff(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const bool begins_line = result.empty() || result.back() == '\n';
    if (begins_line && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else if (c == '\'') {
      result += "\\(aq";
    } else if (c == '`') {
      result += "\\(ga";
    } else if (c == '^') {
      result += "\\(ha";
    } else if (c == '~') {
      result += "\\(ti";
    } else {
      result += c;
    }
  }
  return result;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

std::string file_name(const CommandEntry& command) {
  return command.name.empty() ? "pgplumb" : "pgplumb-" + command.name;
}

std::string heading(const CommandEntry& command, const std::string& version) {
  std::string about = command.about;
  while (about.ends_with('.')) about.pop_back();
  return fmt::format(".TH {} 1 {} \"pgplumb {}\" \"pgplumb\"\n.SH NAME\n{} \\- {}\n", upper(roff(file_name(command))),
                     written, roff(version), roff(file_name(command)), roff(about));
}

std::string options(const std::vector<OptionEntry>& entries) {
  std::string text;
  for (const OptionEntry& entry : entries) {
    std::string names;
    for (const std::string& name : entry.names) names += (names.empty() ? "\\fB" : ", \\fB") + roff(name) + "\\fR";
    if (!entry.value.empty()) names += (names.empty() ? "\\fI" : " \\fI") + roff(entry.value) + "\\fR";
    text += ".TP\n" + names + "\n" + (entry.about.empty() ? "\\&" : roff(entry.about)) + "\n";
  }
  return text;
}

std::string section(const char* title, const std::string& text) {
  return text.empty() ? "" : fmt::format(".SH {}\n{}", title, text);
}

/// "Examples:", then pairs of "  # meaning" and "  command", as --help has them.
std::string examples(const std::string& footer) {
  std::istringstream lines(footer);
  std::string text;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin == std::string::npos) continue;
    line.erase(0, begin);
    if (line.starts_with("# ")) {
      text += (text.empty() ? "" : ".PP\n") + roff(line.substr(2)) + "\n";
    } else {
      text += ".PP\n.RS 4\n.nf\n" + roff(line) + "\n.fi\n.RE\n";
    }
  }
  return text;
}

std::string synopsis(const CommandEntry& command) {
  std::string text = ".B pgplumb";
  if (command.name.empty()) return text + "\n.RI [ options ]\n.I command\n.RI [ arguments ]\n";
  text += " " + roff(command.name) + "\n.RI [ options ]\n";
  for (const OptionEntry& argument : command.arguments) text += ".RI [ " + roff(argument.value) + " ]\n";
  return text;
}

std::string see_also(const std::vector<CommandEntry>& table, const CommandEntry& shown) {
  std::string text;
  for (const CommandEntry& command : table)
    if (command.name != shown.name)
      text += (text.empty() ? "" : ",\n") + std::string(".BR ") + roff(file_name(command)) + " (1)";
  return text + "\n";
}

std::string command_list(const std::vector<CommandEntry>& table) {
  std::string text;
  for (const CommandEntry& command : table)
    if (!command.name.empty())
      text += fmt::format(".TP\n.BR {} (1)\n{}\n", roff(file_name(command)), roff(command.about));
  return text;
}

}  // namespace

std::map<std::string, std::string> manual_pages(const std::vector<CommandEntry>& table, const std::string& version) {
  std::map<std::string, std::string> pages;
  for (const CommandEntry& command : table) {
    std::string text = heading(command, version) + section("SYNOPSIS", synopsis(command));
    text += section("DESCRIPTION", roff(command.about) + (command.about.ends_with('.') ? "\n" : ".\n") +
                                       ".PP\nTopics such as the plan file, locks and exit codes are explained by\n.B "
                                       "pgplumb help\n.IR topic .\n");
    if (command.name.empty()) text += section("COMMANDS", command_list(table));
    text += section("OPTIONS", options(command.options) + options(command.arguments));
    text += section("EXAMPLES", examples(command.examples));
    text += section("SEE ALSO", see_also(table, command));
    pages[file_name(command) + ".1"] = text;
  }
  return pages;
}

}  // namespace pgplumb::cli
