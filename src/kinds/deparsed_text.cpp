#include "kinds/deparsed_text.hpp"

#include <string_view>

#include "sql/tokens.hpp"

namespace pgplumb::kinds {

namespace {

using sql::Token;

constexpr std::size_t nowhere = std::string_view::npos;

/// A definition and its tokens; positions are indexes of these.
class Definition {
 public:
  explicit Definition(const std::string& text) : text_(text) {
    sql::Tokens found = sql::tokenize(text_);
    if (!found.failure) tokens_ = std::move(found.tokens);
  }

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] bool is(std::size_t at, char symbol) const {
    return at < size() && sql::is_symbol(text_, tokens_[at], symbol);
  }
  [[nodiscard]] bool is(std::size_t at, std::string_view word) const {
    return at < size() && sql::is_word(text_, tokens_[at], word);
  }
  [[nodiscard]] bool are(std::size_t at, std::initializer_list<std::string_view> words) const {
    for (const std::string_view word : words)
      if (!is(at++, word)) return false;
    return true;
  }
  [[nodiscard]] bool is_name(std::size_t at) const { return at < size() && sql::is_name(tokens_[at]); }
  [[nodiscard]] std::string name(std::size_t at) const { return sql::name_of(sql::token_text(text_, tokens_[at])); }

  /// Of what opens at `open`; nowhere if nothing closes it.
  [[nodiscard]] std::size_t closing(std::size_t open) const {
    int depth = 0;
    for (std::size_t at = open; at < size(); ++at) {
      if (is(at, '(')) ++depth;
      if (is(at, ')') && --depth == 0) return at;
    }
    return nowhere;
  }

  /// The next one from `at` that stands in no parentheses; nowhere if there is none.
  template <typename Wanted>
  [[nodiscard]] std::size_t find(std::size_t at, Wanted wanted) const {
    for (; at < size(); ++at) {
      if (is(at, wanted)) return at;
      if (!is(at, '(')) continue;
      at = closing(at);
      if (at == nowhere) break;
    }
    return nowhere;
  }

  /// The text of [begin, end), on one line: blanks in strings and names stay.
  [[nodiscard]] std::string text(std::size_t begin, std::size_t end) const {
    std::string line;
    for (std::size_t at = begin; at < end; ++at) {
      if (at > begin) {
        const std::string_view gap =
            std::string_view(text_).substr(tokens_[at - 1].end, tokens_[at].begin - tokens_[at - 1].end);
        line += gap.find('\n') == nowhere ? gap : is(at - 1, '(') || is(at, ')') ? std::string_view() : " ";
      }
      line += sql::token_text(text_, tokens_[at]);
    }
    return line;
  }

  /// Names between commas in the parentheses that open at `open`, up to `end`; none if anything else stands there.
  [[nodiscard]] std::vector<std::string> names(std::size_t open, std::size_t& end) const {
    std::vector<std::string> list;
    end = is(open, '(') ? closing(open) : nowhere;
    if (end == nowhere) return {};
    for (std::size_t at = open + 1; at < end; at += 2) {
      if (!is_name(at) || (at + 1 < end && !is(at + 1, ','))) return {};
      list.push_back(name(at));
    }
    return list;
  }

  /// Behind the name, with its schema, that begins at `at`.
  [[nodiscard]] std::size_t behind_name(std::size_t at) const {
    for (++at; is(at, '.'); at += 2) continue;
    return at;
  }

 private:
  std::string text_;
  std::vector<Token> tokens_;
};

// "lower(name) COLLATE "C" DESC NULLS LAST": how it is sorted does not matter, an operator class may compare otherwise.
bool add_part(const Definition& definition, std::size_t begin, std::size_t end, KeyText& key) {
  std::size_t at = begin;
  if (!definition.is(at, '(')) {
    if (!definition.is_name(at)) return false;
    at = definition.behind_name(at);
  }
  const bool plain = at == begin + 1;
  if (definition.is(at, '(')) at = definition.closing(at) + 1;
  std::string part = definition.text(begin, at);
  const bool column = plain && at == begin + 1;
  if (definition.is(at, "collate")) {
    const std::size_t behind = definition.behind_name(at + 1);
    part = "(" + part + " " + definition.text(at, behind) + ")";
    at = behind;
  }
  for (; at < end; ++at)
    if (!definition.is(at, "asc") && !definition.is(at, "desc") && !definition.is(at, "nulls") &&
        !definition.is(at, "first") && !definition.is(at, "last"))
      return false;
  key.parts.push_back(std::move(part));
  key.columns.push_back(column ? definition.name(begin) : std::string());
  return true;
}

bool add_parts(const Definition& definition, std::size_t open, std::size_t close, KeyText& key) {
  for (std::size_t begin = open + 1; begin < close;) {
    const std::size_t end = std::min(definition.find(begin, ','), close);
    if (!add_part(definition, begin, end, key)) return false;
    begin = end + 1;
  }
  return !key.parts.empty();
}

}  // namespace

std::optional<KeyText> key_text(const std::string& text) {
  const Definition definition(text);
  const bool index = definition.is(0, "create");
  std::size_t open = 0;
  if (index) {
    const std::size_t method = definition.find(0, std::string_view("using"));
    if (method == nowhere || !definition.is(method + 1, "btree")) return std::nullopt;
    open = method + 2;
  } else {
    open = definition.find(0, '(');
  }
  const std::size_t close = open < definition.size() ? definition.closing(open) : nowhere;
  KeyText key;
  if (close == nowhere || !add_parts(definition, open, close, key)) return std::nullopt;
  const std::size_t begin = index ? close : 0;
  const std::size_t distinct = definition.find(begin, std::string_view("distinct"));
  key.nulls_equal = distinct != nowhere && distinct > 1 && definition.are(distinct - 2, {"nulls", "not"});
  if (const std::size_t where = definition.find(close, std::string_view("where")); where != nowhere)
    key.predicate = definition.text(where + 1, definition.size());
  return key;
}

std::optional<CheckText> check_text(const std::string& text) {
  const Definition definition(text);
  if (!definition.is(0, "check") || !definition.is(1, '(')) return std::nullopt;
  const std::size_t close = definition.closing(1);
  if (close == nowhere) return std::nullopt;
  CheckText check;
  check.condition = definition.text(1, close + 1);
  check.no_inherit = definition.are(close + 1, {"no", "inherit"});
  if (close + 1 + (check.no_inherit ? 2 : 0) != definition.size()) return std::nullopt;
  return check;
}

std::optional<ForeignKeyText> foreign_key_text(const std::string& text) {
  const Definition definition(text);
  if (!definition.are(0, {"foreign", "key"})) return std::nullopt;
  ForeignKeyText key;
  std::size_t close = 0;
  key.columns = definition.names(2, close);
  if (close == nowhere || !definition.is(close + 1, "references") || !definition.is(close + 3, '.'))
    return std::nullopt;
  key.table = {definition.name(close + 2), definition.name(close + 4)};
  std::size_t end = 0;
  key.referenced = definition.names(close + 5, end);
  if (end == nowhere || key.columns.empty() || key.columns.size() != key.referenced.size()) return std::nullopt;
  key.full = definition.are(end + 1, {"match", "full"});
  return key;
}

std::string with_value(const std::string& condition, const std::string& operand) {
  const sql::Tokens found = sql::tokenize(condition);
  std::string text;
  std::size_t end = 0;
  for (const Token& token : found.tokens) {
    text += condition.substr(end, token.begin - end);
    const std::string_view word = sql::token_text(condition, token);
    // The server writes the keyword in capitals, and a column of that name in small letters.
    text += word == "VALUE" ? "(" + operand + ")" : std::string(word);
    end = token.end;
  }
  return text + condition.substr(end);
}

}  // namespace pgplumb::kinds
