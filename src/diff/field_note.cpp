#include "diff/field_note.hpp"

#include <optional>

namespace pgplumb::diff {

namespace {

constexpr std::string_view arrow = " -> ";

std::string quoted(const std::string& value) {
  std::string text = "\"";
  for (const char c : value) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

/// The value that quoted() wrote at the beginning of `text`, which loses it.
std::optional<std::string> take_quoted(std::string_view& text) {
  if (!text.starts_with('"')) return std::nullopt;
  std::string value;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"') {
      if (at + 1 == text.size() || text[at + 1] != '"') {
        text.remove_prefix(at + 1);
        return value;
      }
      ++at;
    }
    value += text[at];
  }
  return std::nullopt;
}

}  // namespace

std::string field_note(const FieldChange& change) {
  std::string plain = change.field + ": " + change.from + std::string(arrow) + change.to;
  if (field_of(plain) == change) return plain;
  return change.field + ": " + quoted(change.from) + std::string(arrow) + quoted(change.to);
}

FieldChange field_of(std::string_view note) {
  const FieldChange other{std::string(note), "", ""};
  const std::size_t begin = note.find_first_not_of(' ');
  const std::size_t colon = note.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_", begin);
  if (begin == std::string_view::npos || colon == begin || colon == std::string_view::npos ||
      !note.substr(colon).starts_with(": "))
    return other;
  const std::string field(note.substr(0, colon));
  std::string_view values = note.substr(colon + 2);
  if (values.starts_with('"')) {
    const auto from = take_quoted(values);
    if (!from || !values.starts_with(arrow)) return other;
    values.remove_prefix(arrow.size());
    const auto to = take_quoted(values);
    return to && values.empty() ? FieldChange{field, *from, *to} : other;
  }
  const std::size_t at = values.find(arrow);
  if (at == std::string_view::npos || values.find(arrow, at + 1) != std::string_view::npos) return other;
  return {field, std::string(values.substr(0, at)), std::string(values.substr(at + arrow.size()))};
}

}  // namespace pgplumb::diff
