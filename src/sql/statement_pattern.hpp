// Patterns of statements, so that what is known of SQL can be written down as a table.
//
// A pattern is a list of elements with blanks between them, and holds for the beginning of a statement:
//
//     DROP        this word, in any case; A|B is either
//     ( ) . ,     this symbol
//     [ A B ]     perhaps these
//     ?           a name, with its schema or without
//     $           the same, remembered; ONLY before it and * behind it are passed over
//     $+          several of them, each perhaps with something in parentheses, with commas between
//     *           anything up to the next element, with its parentheses closed

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/tokens.hpp"

namespace pgplumb::sql {

/// A statement, or a part of one, as tokens without comments.
class Words {
 public:
  explicit Words(std::string_view text);

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] bool is(std::size_t at, std::string_view word) const {
    return at < size() && is_word(text_, tokens_[at], word);
  }
  [[nodiscard]] bool symbol(std::size_t at, char symbol) const {
    return at < size() && is_symbol(text_, tokens_[at], symbol);
  }
  [[nodiscard]] std::string_view text(std::size_t at) const { return token_text(text_, tokens_[at]); }
  [[nodiscard]] bool is_string(std::size_t at) const { return at < size() && tokens_[at].kind == TokenKind::string; }
  /// The name that begins at `at`, which is moved behind it; empty if none does.
  [[nodiscard]] std::vector<std::string> name(std::size_t& at) const;
  /// Where the parenthesis of `at`, or what is no parenthesis, ends.
  [[nodiscard]] std::size_t behind(std::size_t at) const;

 private:
  std::string_view text_;
  std::vector<Token> tokens_;
};

/// What the `$` of a pattern stood for, in their order.
using Captures = std::vector<std::vector<std::string>>;

class Pattern {
 public:
  explicit Pattern(std::string_view pattern);

  /// Whether the words from `at` to `end` begin like the pattern. O(words).
  [[nodiscard]] bool matches(const Words& words, std::size_t at, std::size_t end, Captures& captures) const;

 private:
  struct Element {
    enum class Type { word, symbol, name, capture, list, skip, optional } type = Type::word;
    std::vector<std::string> words;
    char symbol = 0;
    std::vector<Element> inner;
  };
  using Elements = std::vector<Element>;
  [[nodiscard]] static Elements parse(std::string_view& pattern);
  /// Of each `*`: the words from which it led nowhere.
  using Passed = std::map<const Element*, std::pair<std::size_t, std::size_t>>;
  [[nodiscard]] static bool match(const Elements& elements, std::size_t index, const Words& words, std::size_t& at,
                                  std::size_t end, Captures& captures, Passed& passed);
  Elements elements_;
};

}  // namespace pgplumb::sql
