#include "models/check_constraint.hpp"

#include <algorithm>

#include "sql/tokens.hpp"

namespace pgplumb::models {

namespace {

using sql::Token;
using sql::TokenKind;

/// The tokens of an expression without its parentheses and casts, which say nothing about values.
class Words {
 public:
  Words(std::string_view text) : text_(text), all_(sql::without_comments(sql::tokenize(text).tokens)) { drop_noise(); }

  [[nodiscard]] bool done() const { return next_ == kept_.size(); }

  bool skip_word(std::string_view word) {
    if (done() || !sql::is_word(text_, kept_[next_], word)) return false;
    ++next_;
    return true;
  }

  bool skip_text(std::string_view text) {
    if (done() || sql::token_text(text_, kept_[next_]) != text) return false;
    ++next_;
    return true;
  }

  bool skip_name(std::string_view name) {
    if (done() || !sql::is_name(kept_[next_]) || sql::name_of(sql::token_text(text_, kept_[next_])) != name)
      return false;
    ++next_;
    return true;
  }

  /// A string's content or a number's text.
  std::optional<std::string> skip_literal() {
    if (done()) return std::nullopt;
    const Token& token = kept_[next_];
    const std::string_view text = sql::token_text(text_, token);
    if (token.kind == TokenKind::string) {
      ++next_;
      return content(text);
    }
    const std::size_t digits = text.find_first_not_of("0123456789");
    if (digits != std::string_view::npos || text.empty()) return std::nullopt;
    ++next_;
    return std::string(text);
  }

  [[nodiscard]] std::size_t place() const { return next_; }
  void back_to(std::size_t place) { next_ = place; }

 private:
  static std::string content(std::string_view literal) {
    const bool escapes = literal.starts_with('E') || literal.starts_with('e');
    literal.remove_prefix(literal.find('\'') + 1);
    literal.remove_suffix(1);
    std::string result;
    for (std::size_t at = 0; at < literal.size(); ++at) {
      if (literal[at] == '\'' || (escapes && literal[at] == '\\')) ++at;
      if (at < literal.size()) result += literal[at];
    }
    return result;
  }

  [[nodiscard]] std::string_view text_at(std::size_t index) const {
    return index < all_.size() ? sql::token_text(text_, all_[index]) : std::string_view();
  }

  /// The index behind the type name that begins at `index`.
  [[nodiscard]] std::size_t behind_type(std::size_t index) const {
    const auto joins = [&](std::size_t at) {
      return sql::is_word(text_, all_[at], "and") || sql::is_word(text_, all_[at], "or") ||
             sql::is_word(text_, all_[at], "is");
    };
    while (index < all_.size() && ((sql::is_name(all_[index]) && !joins(index)) || text_at(index) == ".")) ++index;
    if (text_at(index) == "(") {
      while (index < all_.size() && text_at(index) != ")") ++index;
      ++index;
    }
    while (text_at(index) == "[" && text_at(index + 1) == "]") index += 2;
    return index;
  }

  void drop_noise() {
    for (std::size_t index = 0; index < all_.size();) {
      const std::string_view text = text_at(index);
      if (text == "::") {
        index = behind_type(index + 1);
      } else if (text == ":" && text_at(index + 1) == ":") {
        index = behind_type(index + 2);
      } else {
        if (text != "(" && text != ")") kept_.push_back(all_[index]);
        ++index;
      }
    }
  }

  std::string_view text_;
  std::vector<Token> all_;
  std::vector<Token> kept_;
  std::size_t next_ = 0;
};

/// "{a,b}" as a constant array is written, without quoted elements.
bool add_elements(const std::string& array, std::vector<std::string>& values) {
  if (!array.starts_with('{') || !array.ends_with('}') || array.find_first_of("\"\\") != std::string::npos)
    return false;
  for (std::size_t begin = 1; begin < array.size();) {
    const std::size_t end = array.find_first_of(",}", begin);
    values.push_back(array.substr(begin, end - begin));
    begin = end + 1;
  }
  return true;
}

/// column = 'a', column = ANY (ARRAY['a', 'b']), column = ANY ('{a,b}')
bool read_values(Words& words, std::string_view column, std::vector<std::string>& values) {
  if (!words.skip_name(column) || !words.skip_text("=")) return false;
  if (!words.skip_word("any")) {
    const auto value = words.skip_literal();
    if (value) values.push_back(*value);
    return value.has_value();
  }
  if (!words.skip_word("array")) {
    const auto array = words.skip_literal();
    return array && add_elements(*array, values);
  }
  if (!words.skip_text("[")) return false;
  do {
    const auto value = words.skip_literal();
    if (!value) return false;
    values.push_back(*value);
  } while (words.skip_text(","));
  return words.skip_text("]");
}

/// length(column) <= 100; what else is said of a length is no upper bound.
bool read_length(Words& words, std::string_view column, std::optional<std::int64_t>& most) {
  if (!words.skip_word("length") && !words.skip_word("char_length") && !words.skip_word("character_length"))
    return false;
  if (!words.skip_name(column)) return false;
  for (const char* comparison : {"<=", "<", ">=", ">", "="}) {
    if (!words.skip_text(comparison)) continue;
    const auto bound = words.skip_literal();
    if (!bound || bound->size() > 9) return false;
    const std::string_view compared(comparison);
    const std::int64_t value = std::stoll(*bound) - (compared == "<" ? 1 : 0);
    if (!compared.starts_with('>')) most = most ? std::min(*most, value) : value;
    return true;
  }
  return false;
}

bool read_null(Words& words, std::string_view column) {
  return words.skip_name(column) && words.skip_word("is") && words.skip_word("null");
}

}  // namespace

void Allowed::narrow(const Allowed& other) {
  if (other.values) values = other.values;
  if (other.max_length) max_length = max_length ? std::min(*max_length, *other.max_length) : other.max_length;
}

Allowed allowed_by(std::string_view definition, std::string_view column) {
  Words words(definition);
  Allowed allowed;
  if (!words.skip_word("check")) return {};
  std::vector<std::string> values;
  int and_count = 0;
  int or_count = 0;
  bool with_null = false;
  do {
    const std::size_t begin = words.place();
    if (!read_null(words, column)) {
      words.back_to(begin);
      if (!read_length(words, column, allowed.max_length)) {
        words.back_to(begin);
        if (!read_values(words, column, values)) return {};
      }
    } else {
      with_null = true;
    }
    if (words.skip_word("and")) {
      ++and_count;
    } else if (words.skip_word("or")) {
      ++or_count;
    } else {
      break;
    }
  } while (true);
  if (words.skip_word("not")) (void)words.skip_word("valid");
  // Without parentheses a mixture of AND and OR cannot be told; a length is no alternative to values.
  if (!words.done() || (and_count > 0 && or_count > 0) || (!values.empty() && and_count > 0)) return {};
  if (allowed.max_length && (!values.empty() || (or_count > 0 && !with_null))) return {};
  if (!values.empty()) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    allowed.values = std::move(values);
  }
  return allowed;
}

}  // namespace pgplumb::models
