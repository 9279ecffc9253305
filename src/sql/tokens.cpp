#include "sql/tokens.hpp"

#include <pg_query.h>

#include <charconv>
#include <cstdint>
#include <optional>

#include "base/error.hpp"

namespace pgplumb::sql {

namespace {

bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

bool continues_word(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || is_digit(byte) || byte == '_' ||
         static_cast<unsigned char>(byte) >= 0x80U;
}

char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

// Told from the text alone, so that no token number of one libpg_query release is written down here.
TokenKind kind_of(std::string_view token) {
  const char first = token.front();
  const char last = token.back();
  if (token.size() >= 2 && token.substr(0, 2) == "--") return TokenKind::line_comment;
  if (token.size() >= 4 && token.substr(0, 2) == "/*") return TokenKind::block_comment;
  if (token.size() >= 2 && last == '"') return TokenKind::quoted_identifier;
  if (token.size() >= 2 && last == '\'') return TokenKind::string;
  if (first == '$' && token.size() >= 2) return is_digit(token[1]) ? TokenKind::other : TokenKind::string;
  if (is_digit(first) || (first == '.' && token.size() > 1 && is_digit(token[1]))) return TokenKind::other;
  return continues_word(first) ? TokenKind::word : TokenKind::symbol;
}

// The scanner's answer is a protocol buffer: message ScanResult { repeated ScanToken tokens = 2; } with
// message ScanToken { int32 start = 1; int32 end = 2; ... }. Two varints a token are all that is needed of it.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool done() const { return at_ >= bytes_.size(); }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(next());
      value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
      if ((byte & 0x80U) == 0) return value;
    }
    throw InternalError("the scanner's answer holds a number that is too long");
  }

  std::string_view bytes(std::size_t size) {
    if (size > bytes_.size() - at_) throw InternalError("the scanner's answer ends early");
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }

 private:
  char next() {
    if (done()) throw InternalError("the scanner's answer ends early");
    return bytes_[at_++];
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

Token read_token(std::string_view message) {
  Token token;
  WireReader reader(message);
  while (!reader.done()) {
    const std::uint64_t tag = reader.varint();
    if ((tag & 7U) != 0) throw InternalError("the scanner's answer holds an unknown field");
    const std::uint64_t value = reader.varint();
    if (tag >> 3U == 1) token.begin = value;
    if (tag >> 3U == 2) token.end = value;
  }
  return token;
}

// libpg_query 15 reports U&'...' and U&"..." without their end: they reach to the blanks before the next token.
void complete_unicode_tokens(std::vector<Token>& tokens, std::string_view text) {
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    Token& token = tokens[index];
    const std::string_view start = text.substr(token.begin, 3);
    if (start != "U&'" && start != "u&'" && start != "U&\"" && start != "u&\"") continue;
    token.end = index + 1 < tokens.size() ? tokens[index + 1].begin : text.size();
    while (token.end > token.begin + 3 &&
           std::string_view(" \t\r\n\f\v").find(text[token.end - 1]) != std::string_view::npos)
      --token.end;
  }
}

std::vector<Token> read_tokens(std::string_view message, std::string_view text) {
  std::vector<Token> tokens;
  tokens.reserve(message.size() / 9);
  WireReader reader(message);
  while (!reader.done()) {
    const std::uint64_t tag = reader.varint();
    if ((tag & 7U) == 0) {
      reader.varint();
    } else if (tag == ((2U << 3U) | 2U)) {
      tokens.push_back(read_token(reader.bytes(reader.varint())));
    } else {
      throw InternalError("the scanner's answer holds an unknown field");
    }
  }
  complete_unicode_tokens(tokens, text);
  for (Token& token : tokens) {
    if (token.begin >= token.end || token.end > text.size())
      throw InternalError("the scanner's answer points outside of the text");
    token.kind = kind_of(token_text(text, token));
  }
  return tokens;
}

// The scanner counts characters from 1.
std::size_t byte_offset(std::string_view text, int character) {
  std::size_t offset = 0;
  for (int count = 1; offset < text.size(); ++offset) {
    if ((static_cast<unsigned char>(text[offset]) & 0xc0U) == 0x80U) continue;
    if (count++ >= character) break;
  }
  return offset;
}

std::string without_place(std::string message) {
  const std::size_t place = message.find(" at or near ");
  if (place != std::string::npos) message.resize(place);
  return message;
}

// PostgreSQL 15's scanner takes 1_000 and 0x1F for a number with junk behind it, which are one token on newer servers;
// should it be junk after all, the server says so. The end of what stands at `offset`, or nothing if that is no such
// number.
std::optional<std::size_t> end_of_number(std::string_view text, std::size_t offset) {
  bool newer = false;
  for (; offset < text.size() && (continues_word(text[offset]) || text[offset] == '.' || text[offset] == '$'); ++offset)
    newer = newer || !(is_digit(text[offset]) || text[offset] == '.' || text[offset] == '$');
  return newer ? std::optional(offset) : std::nullopt;
}

void append_utf8(std::string& text, std::uint32_t code) {
  const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) {
    add(code);
  } else if (code < 0x800) {
    add(0xC0U | (code >> 6U));
    add(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    add(0xE0U | (code >> 12U));
    add(0x80U | ((code >> 6U) & 0x3FU));
    add(0x80U | (code & 0x3FU));
  } else {
    add(0xF0U | (code >> 18U));
    add(0x80U | ((code >> 12U) & 0x3FU));
    add(0x80U | ((code >> 6U) & 0x3FU));
    add(0x80U | (code & 0x3FU));
  }
}

// \XXXX, \+XXXXXX and \\, two of the first as a pair of surrogates.
std::string unescaped(std::string_view text, char escape) {
  std::string plain;
  std::uint32_t high = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != escape) {
      plain += text[at++];
      continue;
    }
    if (text.substr(at + 1, 1) == std::string_view(&escape, 1)) {
      plain += escape;
      at += 2;
      continue;
    }
    const bool is_long = text.substr(at + 1, 1) == "+";
    const std::size_t begin = at + (is_long ? 2 : 1);
    const std::string_view digits = text.substr(std::min(begin, text.size()), is_long ? 6 : 4);
    std::uint32_t code = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (problem != std::errc() || end != digits.data() + digits.size() || digits.size() != (is_long ? 6U : 4U)) {
      plain += text[at++];
      continue;
    }
    at = begin + digits.size();
    if (code >= 0xD800 && code < 0xDC00) {
      high = code;
      continue;
    }
    if (code >= 0xDC00 && code < 0xE000) code = 0x10000 + ((high & 0x3FFU) << 10U) + (code & 0x3FFU);
    append_utf8(plain, code);
  }
  return plain;
}

Tokens scan_once(std::string_view text) {
  const std::string scanned(text);
  const PgQueryScanResult result = pg_query_scan(scanned.c_str());
  Tokens answer;
  if (result.error == nullptr)
    answer.tokens = read_tokens({result.pbuf.data, result.pbuf.len}, text);
  else
    answer.failure =
        Tokens::Failure{without_place(result.error->message), byte_offset(scanned, result.error->cursorpos)};
  pg_query_free_scan_result(result);
  return answer;
}

void append(const std::vector<Token>& tokens, std::size_t base, std::vector<Token>& all) {
  for (const Token& token : tokens) all.push_back({token.begin + base, token.end + base, token.kind});
}

}  // namespace

Tokens tokenize(std::string_view text) {
  Tokens answer;
  std::size_t at = 0;  // the tokens before it are in the answer
  // Behind a number that stops the scanner it goes on with a little, so that many of them are not many times the rest.
  std::size_t window = text.size();
  for (;;) {
    const std::string_view part = text.substr(at, window);
    const bool last = part.size() == text.size() - at;
    const Tokens some = scan_once(part);
    if (some.failure && some.failure->message.starts_with("trailing junk")) {
      const std::size_t begin = some.failure->offset;
      const auto end = end_of_number(part, begin);
      if (end && (last || *end < part.size())) {
        append(scan_once(part.substr(0, begin)).tokens, at, answer.tokens);
        answer.tokens.push_back({at + begin, at + *end, TokenKind::other});
        at += *end;
        window = 256;
        continue;
      }
    }
    if (last) {
      if (some.failure) return {{}, Tokens::Failure{some.failure->message, at + some.failure->offset}};
      append(some.tokens, at, answer.tokens);
      return answer;
    }
    window *= 4;
  }
}

Tokens tokenize_up_to_failure(std::string_view text) {
  Tokens found = tokenize(text);
  std::optional<Tokens::Failure> first;
  while (found.failure) {
    if (!first) first = found.failure;
    found = tokenize(text.substr(0, found.failure->offset));
  }
  found.failure = std::move(first);
  return found;
}

bool is_word(std::string_view text, const Token& token, std::string_view word) {
  if (token.kind != TokenKind::word || token.end - token.begin != word.size()) return false;
  for (std::size_t index = 0; index < word.size(); ++index)
    if (lower(text[token.begin + index]) != word[index]) return false;
  return true;
}

bool is_symbol(std::string_view text, const Token& token, char symbol) {
  return token.kind == TokenKind::symbol && token.end - token.begin == 1 && text[token.begin] == symbol;
}

std::string name_of(std::string_view token, char escape) {
  constexpr std::size_t kept_bytes = 63;  // NAMEDATALEN - 1
  std::string name;
  const bool escaped = token.starts_with("U&\"") || token.starts_with("u&\"");
  if (escaped) token.remove_prefix(2);
  if (token.size() >= 2 && token.front() == '"') {
    for (std::size_t index = 1; index + 1 < token.size(); ++index) {
      name += token[index];
      if (token[index] == '"') ++index;
    }
    if (escaped) name = unescaped(name, escape);
  } else {
    for (const char byte : token) name += lower(byte);
  }
  if (name.size() > kept_bytes) {
    std::size_t size = kept_bytes;
    while (size > 0 && (static_cast<unsigned char>(name[size]) & 0xc0U) == 0x80U) --size;
    name.resize(size);
  }
  return name;
}

std::vector<Token> without_comments(const std::vector<Token>& tokens) {
  std::vector<Token> kept;
  kept.reserve(tokens.size());
  for (const Token& token : tokens)
    if (token.kind != TokenKind::line_comment && token.kind != TokenKind::block_comment) kept.push_back(token);
  return kept;
}

}  // namespace pgplumb::sql
