// The text format of COPY (PostgreSQL manual, COPY, "Text Format"), as the server writes it: it never sends octal or
// hexadecimal escapes, so those are not read here.

#include <cstring>

#include "postgres/connection.hpp"

namespace pgplumb::postgres {

namespace {

// What is written as a letter after a backslash, and the letters.
constexpr std::string_view escaped = "\b\f\n\r\t\v\\";
constexpr std::string_view letters = "bfnrtv\\";

char unescaped(char c) {
  const auto at = letters.find(c);
  return at == std::string_view::npos ? c : escaped[at];
}

void assign_field(std::string_view raw, std::optional<std::string>& field) {
  const auto* escape = static_cast<const char*>(raw.empty() ? nullptr : std::memchr(raw.data(), '\\', raw.size()));
  if (escape == nullptr) {
    if (field)
      field->assign(raw);
    else
      field.emplace(raw);
    return;
  }
  if (raw == "\\N") {
    field.reset();
    return;
  }
  if (!field) field.emplace();
  field->assign(raw.data(), escape);
  const char* const end = raw.data() + raw.size();
  for (const char* at = escape; at != end; ++at) {
    if (*at == '\\' && at + 1 != end)
      field->push_back(unescaped(*++at));
    else
      field->push_back(*at);
  }
}

}  // namespace

void add_copy_field(std::string& line, const char* value) {
  if (value == nullptr) {
    line += "\\N";
    return;
  }
  for (const char* at = value; *at != '\0'; ++at) {
    const char* special = std::strchr(escaped.data(), *at);
    if (special == nullptr)
      line.push_back(*at);
    else
      line.append({'\\', letters[static_cast<std::size_t>(special - escaped.data())]});
  }
}

void copy_fields(std::string_view line, std::vector<std::optional<std::string>>& fields) {
  std::size_t count = 0;
  for (;;) {
    const auto tab = line.find('\t');
    if (count == fields.size()) fields.emplace_back();
    assign_field(line.substr(0, tab), fields[count++]);
    if (tab == std::string_view::npos) break;
    line.remove_prefix(tab + 1);
  }
  fields.resize(count);
}

std::vector<std::optional<std::string>> copy_fields(std::string_view line) {
  std::vector<std::optional<std::string>> fields;
  copy_fields(line, fields);
  return fields;
}

}  // namespace pgplumb::postgres
