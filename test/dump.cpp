#include "dump.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>

#include "base/error.hpp"
#include "sources/server_binaries.hpp"

namespace test {

namespace {

std::string client_program(const std::string& name) {
  const auto binaries = pgplumb::sources::find_server_binaries(0);
  if (!binaries) throw pgplumb::Error("no PostgreSQL server found", "install postgresql");
  const auto beside = binaries->directory / name;
  return std::filesystem::exists(beside) ? beside.string() : name;
}

std::string shell_quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

struct Output {
  std::string text;
  int status = 0;
};

Output run(const std::string& command) {
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) throw pgplumb::Error("the shell could not be started for: " + command);
  Output output;
  std::array<char, 8192> buffer{};
  for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    output.text.append(buffer.data(), count);
  output.status = ::pclose(pipe);
  return output;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

bool starts_with(const std::string& text, std::string_view start) {
  return text.compare(0, start.size(), start) == 0;
}

// Column lines stand between the first line of CREATE TABLE or CREATE TYPE ... AS ( and the line that closes it.
std::string without_column_order(const std::string& body) {
  std::vector<std::string> lines = lines_of(body);
  for (std::size_t first = 0; first < lines.size(); ++first) {
    const bool table = starts_with(lines[first], "CREATE TABLE ") ||
                       starts_with(lines[first], "CREATE UNLOGGED TABLE ") ||
                       starts_with(lines[first], "CREATE FOREIGN TABLE ");
    const bool composite = starts_with(lines[first], "CREATE TYPE ") && lines[first].find(" AS (") != std::string::npos;
    if ((!table && !composite) || lines[first].back() != '(') continue;
    std::size_t last = first + 1;
    while (last < lines.size() && lines[last].front() != ')') ++last;
    for (std::size_t at = first + 1; at < last; ++at)
      if (lines[at].back() == ',') lines[at].pop_back();
    std::sort(lines.begin() + static_cast<std::ptrdiff_t>(first) + 1,
              lines.begin() + static_cast<std::ptrdiff_t>(last));
  }
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// Who was granted something first says nothing.
std::string sorted_lines(const std::string& body) {
  std::vector<std::string> lines = lines_of(body);
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// Storage parameters, view options, the tags of event triggers and what a publication leaves out are sets. Items hold
// no commas but in quotes.
std::string with_sorted_lists(std::string body) {
  for (const std::string_view start : {" WITH (", "\nWITH (", " SET (", "WHEN TAG IN (", " EXCEPT ("}) {
    for (std::size_t at = body.find(start); at != std::string::npos; at = body.find(start, at + 1)) {
      const std::size_t first = at + start.size();
      std::vector<std::string> items(1);
      std::size_t end = first;
      for (bool quoted = false; end < body.size() && (quoted || body[end] != ')'); ++end) {
        if (body[end] == '\'') quoted = !quoted;
        if (quoted || body[end] != ',') {
          items.back() += body[end];
        } else {
          items.emplace_back();
          ++end;  // the space after the comma
        }
      }
      std::sort(items.begin(), items.end());
      std::string list;
      for (const std::string& item : items) list += (list.empty() ? "" : ", ") + item;
      body.replace(first, end - first, list);
    }
  }
  return body;
}

std::string shortened(const std::string& body) {
  std::string line;
  for (const char c : body) line += c == '\n' ? ' ' : c;
  return line.size() > 400 ? line.substr(0, 400) + "..." : line;
}

}  // namespace

bool can_dump(int server_major) {
  const std::string version = run(shell_quoted(client_program("pg_dump")) + " --version").text;
  const std::size_t number = version.find_first_of("0123456789");
  return number != std::string::npos && std::stoi(version.substr(number)) >= server_major;
}

std::string dump_schema(const std::string& url, const std::string& options) {
  const Output output = run(shell_quoted(client_program("pg_dump")) + " --schema-only " + options +
                            " --dbname=" + shell_quoted(url) + " 2>&1");
  if (output.status != 0) throw pgplumb::Error("pg_dump failed: " + output.text);
  return output.text;
}

std::string run_psql(const std::string& url, const std::string& file) {
  return run("PGOPTIONS='-c client_min_messages=warning' " + shell_quoted(client_program("psql")) +
             " --no-psqlrc --quiet --file=" + shell_quoted(file) + " --dbname=" + shell_quoted(url) +
             " 2>&1 >/dev/null")
      .text;
}

std::map<std::string, std::string> dump_entries(const std::string& dump) {
  std::map<std::string, std::string> entries;
  std::string* body = nullptr;
  for (const std::string& line : lines_of(dump)) {
    if (starts_with(line, "-- Name: ")) {
      // A name may occur twice: two overloaded functions have different names, but two casts need not.
      std::string key = line.substr(3);
      while (entries.contains(key)) key += " again";
      body = &entries[key];
      continue;
    }
    const bool noise = line.empty() || line == "--" || starts_with(line, "SET default_ta") || starts_with(line, "\\");
    if (body != nullptr && !noise && line != "-- PostgreSQL database dump complete") *body += line + "\n";
  }
  for (auto& [key, text] : entries)
    text = key.find("; Type: ACL;") == std::string::npos ? with_sorted_lists(without_column_order(text))
                                                         : sorted_lines(text);
  return entries;
}

std::vector<std::string> dump_differences(const std::string& got, const std::string& wanted) {
  const auto have = dump_entries(got);
  const auto want = dump_entries(wanted);
  std::vector<std::string> differences;
  for (const auto& [key, body] : want) {
    const auto found = have.find(key);
    if (found == have.end()) {
      differences.push_back("missing: " + key + " " + shortened(body));
    } else if (found->second != body) {
      differences.push_back("differs: " + key + "\n      got:    " + shortened(found->second) +
                            "\n      wanted: " + shortened(body));
    }
  }
  for (const auto& [key, body] : have)
    if (!want.contains(key)) differences.push_back("too much: " + key + " " + shortened(body));
  return differences;
}

}  // namespace test
