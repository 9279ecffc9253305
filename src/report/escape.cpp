#include "report/escape.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/characters.hpp"

namespace pgplumb::report {

namespace {

constexpr const char* replacement = "\xEF\xBF\xBD";

// Joins emoji, and is part of what is seen.
constexpr std::uint32_t zero_width_joiner = 0x200D;

std::string visible(std::string_view text, bool lines) {
  std::string result;
  const std::vector<std::size_t> letters = deceptive_letters(text);
  auto letter = letters.begin();
  std::size_t at = 0;
  each_character(text, [&](const Character& character, std::string_view bytes) {
    const std::uint32_t code = character.code;
    const bool deceptive = letter != letters.end() && *letter == at;
    if (deceptive) ++letter;
    at += bytes.size();
    if (!character.valid) {
      result += fmt::format("\\x{:02x}", code);
    } else if (lines && (code == '\n' || code == '\t')) {
      result += bytes;
    } else if (code == '\n') {
      result += "\\n";
    } else if (code == '\r') {
      result += "\\r";
    } else if (code == '\t') {
      result += "\\t";
    } else if (deceptive || (is_unseen(code) && code != zero_width_joiner)) {
      result += code < 0x100 ? fmt::format("\\x{:02x}", code) : fmt::format("\\u{:04x}", code);
    } else {
      result += bytes;
    }
  });
  return result;
}

std::size_t longest_run(std::string_view text, char wanted) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == wanted ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

std::string escaped(std::string_view text, const char* apostrophe) {
  std::string result;
  each_character(text, [&](const Character& character, std::string_view bytes) {
    const std::uint32_t code = character.code;
    const bool kept = code >= 0x20 || code == '\n' || code == '\t';
    if (!character.valid || !kept || code == 0xFFFE || code == 0xFFFF) {
      result += replacement;
    } else if (code == '&') {
      result += "&amp;";
    } else if (code == '<') {
      result += "&lt;";
    } else if (code == '>') {
      result += "&gt;";
    } else if (code == '"') {
      result += "&quot;";
    } else if (code == '\'') {
      result += apostrophe;
    } else {
      result += bytes;
    }
  });
  return result;
}

bool is_plain(std::uint32_t code) {
  return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') || code == '_';
}

}  // namespace

std::string visible(std::string_view text) {
  return visible(text, false);
}

std::string visible_lines(std::string_view text) {
  return visible(text, true);
}

std::string html(std::string_view text) {
  return escaped(text, "&#39;");
}

std::string xml(std::string_view text) {
  return escaped(text, "&apos;");
}

std::string code_span(std::string_view text) {
  std::string shown = visible(text);
  if (shown.empty()) return shown;
  const std::string ticks(longest_run(shown, '`') + 1, '`');
  // One blank on each side is taken away again, and keeps backticks and blanks of the text apart from the span's ends.
  const auto ends = [&](char c) { return shown.front() == c || shown.back() == c; };
  if (ends('`') || ends(' ')) shown = " " + shown + " ";
  std::string cell;
  for (const char c : shown) cell += c == '|' ? "\\|" : std::string(1, c);
  return ticks + cell + ticks;
}

std::string code_block(std::string_view text, std::string_view language) {
  const std::string fence(std::max<std::size_t>(3, longest_run(text, '`') + 1), '`');
  return fmt::format("{}{}\n{}{}{}\n", fence, language, text, text.empty() || text.back() == '\n' ? "" : "\n", fence);
}

std::string mermaid_label(std::string_view text) {
  std::string result;
  bool in_word = false;
  each_character(visible(text), [&](const Character& character, std::string_view bytes) {
    // Underscores at the ends of words would be read as Markdown.
    const bool inner = character.code == '_' && in_word;
    const bool seen = (character.code == '_' ? inner : is_plain(character.code)) || character.code >= 0x80 ||
                      std::string_view(" .,:()+-/").find(bytes) != std::string_view::npos;
    in_word = character.code != '_' && is_plain(character.code);
    // Entities of Mermaid: the code with a number sign instead of an ampersand.
    result += seen ? std::string(bytes) : fmt::format("#{};", character.code);
  });
  return result;
}

std::string dot_label(std::string_view text) {
  std::string result;
  for (const char c : visible(text)) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string uri(std::string_view path) {
  std::string result;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain(byte) || c == '-' || c == '.' || c == '~' || c == '/') {
      result += c;
    } else {
      result += fmt::format("%{:02X}", byte);
    }
  }
  return result;
}

std::string shortened(std::string_view text, std::size_t most) {
  std::string result;
  std::size_t count = 0;
  std::size_t end = 0;
  each_character(text, [&](const Character&, std::string_view bytes) {
    ++count;
    if (count + 3 <= most) end += bytes.size();
  });
  if (count <= most) return std::string(text);
  return std::string(text.substr(0, end)) + "...";
}

}  // namespace pgplumb::report
