#include "kinds/partition_bound.hpp"

#include <vector>

#include "sql/tokens.hpp"

namespace pgplumb::kinds {

namespace {

// One bound or key, read by its tokens.
class Reader {
 public:
  explicit Reader(const std::string& text) : text_(text), tokens_(sql::without_comments(sql::tokenize(text).tokens)) {}

  bool word(std::string_view expected) {
    if (at_ == tokens_.size() || !sql::is_word(text_, tokens_[at_], expected)) return false;
    ++at_;
    return true;
  }

  bool symbol(char expected) {
    if (at_ == tokens_.size() || !sql::is_symbol(text_, tokens_[at_], expected)) return false;
    ++at_;
    return true;
  }

  /// A name alone in parentheses.
  std::optional<std::string> name_in_parentheses() {
    if (!symbol('(') || at_ == tokens_.size() || !sql::is_name(tokens_[at_])) return std::nullopt;
    const std::string name(sql::token_text(text_, tokens_[at_++]));
    if (!symbol(')') || at_ != tokens_.size()) return std::nullopt;
    return name;
  }

  /// What stands in parentheses, item by item.
  std::optional<std::vector<std::string>> list() {
    if (!symbol('(')) return std::nullopt;
    std::vector<std::string> items;
    std::size_t begin = at_;
    for (int depth = 0; at_ < tokens_.size(); ++at_) {
      const bool closes = sql::is_symbol(text_, tokens_[at_], ')');
      if (depth == 0 && (closes || sql::is_symbol(text_, tokens_[at_], ','))) {
        if (at_ == begin) return std::nullopt;
        items.push_back(text_.substr(tokens_[begin].begin, tokens_[at_ - 1].end - tokens_[begin].begin));
        begin = at_ + 1;
        if (!closes) continue;
        ++at_;
        return items;
      }
      depth += sql::is_symbol(text_, tokens_[at_], '(') ? 1 : closes ? -1 : 0;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool at_end() const { return at_ == tokens_.size(); }

 private:
  const std::string& text_;
  std::vector<sql::Token> tokens_;
  std::size_t at_ = 0;
};

std::optional<std::string> range(const std::string& column, Reader& bound) {
  const auto from = bound.word("from") ? bound.list() : std::nullopt;
  const auto to = bound.word("to") ? bound.list() : std::nullopt;
  if (!from || !to || from->size() != 1 || to->size() != 1 || !bound.at_end()) return std::nullopt;
  std::string condition = column + " IS NOT NULL";
  if (from->front() != "MINVALUE") condition += " AND " + column + " >= " + from->front();
  if (to->front() != "MAXVALUE") condition += " AND " + column + " < " + to->front();
  return condition;
}

std::optional<std::string> list(const std::string& column, Reader& bound) {
  const auto values = bound.word("in") ? bound.list() : std::nullopt;
  if (!values || !bound.at_end()) return std::nullopt;
  std::string chosen;
  bool null = false;
  for (const std::string& value : *values) {
    if (value == "NULL")
      null = true;
    else
      chosen += (chosen.empty() ? "" : ", ") + value;
  }
  const std::string among = chosen.empty() ? "" : column + " IN (" + chosen + ")";
  if (null) return column + " IS NULL" + (among.empty() ? "" : " OR " + among);
  return column + " IS NOT NULL AND " + among;
}

}  // namespace

std::optional<std::string> bound_column(const std::string& key) {
  Reader reader(key);
  if (!reader.word("range") && !reader.word("list")) return std::nullopt;
  const auto column = reader.name_in_parentheses();
  return column ? std::optional(sql::name_of(*column)) : std::nullopt;
}

std::optional<std::string> bound_condition(const std::string& key, const std::string& bound) {
  Reader of_key(key);
  const bool by_range = of_key.word("range");
  if (!by_range && !of_key.word("list")) return std::nullopt;
  const auto column = of_key.name_in_parentheses();
  Reader of_bound(bound);
  if (!column || !of_bound.word("for") || !of_bound.word("values")) return std::nullopt;
  return by_range ? range(*column, of_bound) : list(*column, of_bound);
}

}  // namespace pgplumb::kinds
