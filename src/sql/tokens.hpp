// The tokens of SQL text, as PostgreSQL's own scanner (libpg_query) sees them.
//
// Only what splitting files and reading annotations needs is kept of a token: where it is and what sort of thing
// it is. Offsets are bytes. Keywords are words like any other: what they mean is for the reader to say.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pgplumb::sql {

enum class TokenKind { word, quoted_identifier, string, symbol, other, line_comment, block_comment };

struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
  TokenKind kind = TokenKind::other;
};

/// Either every token, or what stopped the scanner and the byte where that begins.
struct Tokens {
  struct Failure {
    std::string message;  ///< PostgreSQL's, without the "at or near" part
    std::size_t offset = 0;
  };

  std::vector<Token> tokens;
  std::optional<Failure> failure;
};

/// Scans `text`, which holds no NUL byte. Numbers that only newer servers know (1_000, 0x1F) are single tokens.
/// O(size of `text`).
[[nodiscard]] Tokens tokenize(std::string_view text);

/// The same, but if something stops the scanner, the tokens before it as well.
[[nodiscard]] Tokens tokenize_up_to_failure(std::string_view text);

/// The bytes of `token` of `text`.
[[nodiscard]] inline std::string_view token_text(std::string_view text, const Token& token) {
  return text.substr(token.begin, token.end - token.begin);
}

/// Whether `token` is the unquoted word `word` (lower case), in any case.
[[nodiscard]] bool is_word(std::string_view text, const Token& token, std::string_view word);

/// Whether `token` is the symbol `symbol`.
[[nodiscard]] bool is_symbol(std::string_view text, const Token& token, char symbol);

/// Whether `token` can be a name.
[[nodiscard]] inline bool is_name(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier;
}

/// The name that an identifier token means: folded to lower case (ASCII) or unquoted, the escapes of U&"..." decoded
/// (UESCAPE names `escape`), and cut to the 63 bytes that PostgreSQL keeps. An escape that is none stays as it is: the
/// server refuses it.
[[nodiscard]] std::string name_of(std::string_view token, char escape = '\\');

/// `tokens` without comments.
[[nodiscard]] std::vector<Token> without_comments(const std::vector<Token>& tokens);

}  // namespace pgplumb::sql
