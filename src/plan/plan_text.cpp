#include "plan/plan_text.hpp"

#include <openssl/evp.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>

#include "sql/identifier.hpp"

namespace pgplumb::plan {

namespace {

std::string escaped(char c) {
  static constexpr char digits[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  return {'\\', 'x', digits[byte >> 4U], digits[byte & 15U]};
}

std::optional<int> parse_number(std::string_view text) {
  int number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// "12\t3,7": step 12 follows steps 3 and 7.
bool add_step(std::string_view line, std::map<int, std::vector<int>>& steps) {
  const std::size_t tab = line.find('\t');
  const auto step = parse_number(line.substr(0, tab));
  if (!step || tab == std::string_view::npos) return false;
  std::vector<int>& after = steps[*step];
  for (line.remove_prefix(tab); !line.empty();) {
    line.remove_prefix(1);
    const auto earlier = parse_number(line.substr(0, line.find(',')));
    if (!earlier || *earlier < 1 || *earlier >= *step) return false;
    after.push_back(*earlier);
    line.remove_prefix(std::min(line.find(','), line.size()));
  }
  return true;
}

}  // namespace

std::string field_text(std::string_view text, char quote) {
  std::string safe;
  for (const char c : sql::comment_text(text)) {
    const bool second_blank = c == ' ' && (safe.empty() || safe.back() == ' ');
    if (second_blank || (quote != '\0' && c == quote)) {
      safe += escaped(c);
    } else {
      safe += c;
    }
  }
  // What follows begins with blanks of its own.
  if (safe.ends_with(' ')) safe.replace(safe.size() - 1, 1, escaped(' '));
  return safe;
}

std::optional<std::string> plain_text(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\') {
      plain += text[at];
      continue;
    }
    if (++at == text.size()) return std::nullopt;
    if (text[at] == '\\') {
      plain += '\\';
    } else if (text[at] == 'n') {
      plain += '\n';
    } else if (text[at] == 'r') {
      plain += '\r';
    } else if (text[at] == 'x' && at + 2 < text.size()) {
      unsigned byte = 0;
      const auto [end, problem] = std::from_chars(&text[at + 1], &text[at + 1] + 2, byte, 16);
      if (problem != std::errc() || end != &text[at + 1] + 2) return std::nullopt;
      plain += static_cast<char>(byte);
      at += 2;
    } else {
      return std::nullopt;
    }
  }
  return plain;
}

std::string position_text(const Position& position) {
  std::string text;
  for (const char c : sql::comment_text(position.file))
    text += c == ':' || c == '(' || c == ')' ? escaped(c) : std::string(1, c);
  if (position.line == 0 && position.column == 0) return text;
  text += ":" + std::to_string(position.line);
  if (position.column != 1) text += ":" + std::to_string(position.column);
  return text;
}

std::optional<Position> parse_position(std::string_view text) {
  Position position;
  const std::size_t colon = text.find(':');
  const auto file = plain_text(text.substr(0, colon));
  if (!file) return std::nullopt;
  position.file = *file;
  if (colon == std::string_view::npos) return position;
  text.remove_prefix(colon + 1);
  const std::size_t second = text.find(':');
  const auto line = parse_number(text.substr(0, second));
  const auto column = second == std::string_view::npos ? 1 : parse_number(text.substr(second + 1));
  if (!line || !column) return std::nullopt;
  position.line = *line;
  position.column = *column;
  return position;
}

std::vector<std::string> pack_state(const State& state, std::size_t width) {
  if (state.manifest.empty() && state.after.empty()) return {};
  std::string text;
  for (const auto& [name, hash] : state.manifest) text += sql::comment_text(name) + "\t" + hash + "\n";
  // No object has an empty name: such lines are those of steps.
  for (const auto& [step, after] : state.after) {
    text += '\t' + std::to_string(step) + '\t';
    for (std::size_t index = 0; index < after.size(); ++index)
      text += (index == 0 ? "" : ",") + std::to_string(after[index]);
    text += '\n';
  }
  uLongf size = compressBound(text.size());
  // The size before compression comes first, so that reading needs no guess.
  std::string packed = std::to_string(text.size()) + "\n";
  const std::size_t begin = packed.size();
  packed.resize(begin + size);
  const int result = compress2(reinterpret_cast<Bytef*>(packed.data() + begin), &size,
                               reinterpret_cast<const Bytef*>(text.data()), text.size(), Z_DEFAULT_COMPRESSION);
  if (result != Z_OK) throw InternalError("zlib cannot compress the state of a plan: " + std::to_string(result));
  packed.resize(begin + size);

  std::string base64((packed.size() + 2) / 3 * 4 + 1, '\0');
  base64.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(base64.data()),
                                                         reinterpret_cast<const unsigned char*>(packed.data()),
                                                         static_cast<int>(packed.size()))));
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < base64.size(); at += width) lines.push_back(base64.substr(at, width));
  return lines;
}

// Names and hashes shrink to a fourth, and lists of steps to a hundredth where they are long: what shrinks to less was
// made to fill the memory.
constexpr std::size_t most_unpacked = 200;

std::optional<State> unpack_state(std::string_view base64) {
  if (base64.size() % 4 != 0 || base64.size() > INT32_MAX) return std::nullopt;
  std::string packed(base64.size() / 4 * 3, '\0');
  const int decoded =
      EVP_DecodeBlock(reinterpret_cast<unsigned char*>(packed.data()),
                      reinterpret_cast<const unsigned char*>(base64.data()), static_cast<int>(base64.size()));
  const std::size_t newline = packed.find('\n');
  if (decoded < 0 || newline == std::string::npos) return std::nullopt;
  const auto size = parse_number(std::string_view(packed).substr(0, newline));
  if (!size || *size < 0 || static_cast<std::size_t>(*size) > most_unpacked * packed.size()) return std::nullopt;
  std::string text(static_cast<std::size_t>(*size), '\0');
  uLongf got = text.size();
  // Padding of base64 leaves up to two zero bytes behind the stream, which zlib does not read.
  const int result =
      uncompress(reinterpret_cast<Bytef*>(text.data()), &got,
                 reinterpret_cast<const Bytef*>(packed.data() + newline + 1), packed.size() - newline - 1);
  if (result != Z_OK || got != text.size()) return std::nullopt;

  State state;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::size_t tab = text.find('\t', at);
    if (end == std::string::npos || tab >= end) return std::nullopt;
    if (tab == at) {
      if (!add_step(std::string_view(text).substr(at + 1, end - at - 1), state.after)) return std::nullopt;
      at = end + 1;
      continue;
    }
    const auto name = plain_text(std::string_view(text).substr(at, tab - at));
    if (!name) return std::nullopt;
    state.manifest.emplace(*name, text.substr(tab + 1, end - tab - 1));
    at = end + 1;
  }
  return state;
}

}  // namespace pgplumb::plan
