#include "sql/concurrent_index.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include "sql/identifier.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::sql {

namespace {

// Reads the few words that such statements begin with.
class Words {
 public:
  explicit Words(const std::string& text) : text_(text), tokens_(without_comments(tokenize(text).tokens)) {}

  bool take(std::string_view word) {
    if (at_ >= tokens_.size() || !is_word(text_, tokens_[at_], word)) return false;
    ++at_;
    return true;
  }

  std::optional<std::string> name() {
    if (at_ >= tokens_.size() || !is_name(tokens_[at_])) return std::nullopt;
    return name_of(token_text(text_, tokens_[at_++]));
  }

  // name, or schema.name
  std::optional<std::pair<std::string, std::string>> qualified() {
    auto first = name();
    if (!first) return std::nullopt;
    if (at_ >= tokens_.size() || !is_symbol(text_, tokens_[at_], '.')) return std::pair{std::string(), *first};
    ++at_;
    const auto second = name();
    if (!second) return std::nullopt;
    return std::pair{*first, *second};
  }

 private:
  const std::string& text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

std::string as_named(const std::pair<std::string, std::string>& name) {
  return name.first.empty() ? identifier(name.second) : qualified(name.first, name.second);
}

std::optional<ConcurrentIndex> created(Words& words) {
  words.take("unique");
  if (!words.take("index") || !words.take("concurrently")) return std::nullopt;
  if (words.take("if")) {
    words.take("not");
    words.take("exists");
  }
  if (words.take("on")) return std::nullopt;  // the server chooses the name
  const auto name = words.name();
  if (!name || !words.take("on")) return std::nullopt;
  words.take("only");
  const auto table = words.qualified();
  if (!table) return std::nullopt;
  return ConcurrentIndex{true, table->first, *name, as_named(*table)};
}

std::optional<ConcurrentIndex> dropped(Words& words) {
  if (!words.take("index") || !words.take("concurrently")) return std::nullopt;
  if (words.take("if")) words.take("exists");
  const auto name = words.qualified();
  if (!name) return std::nullopt;
  return ConcurrentIndex{false, name->first, name->second, as_named(*name)};
}

}  // namespace

std::optional<std::string> concurrently_detached(const std::string& statement) {
  Words words(statement);
  if (!words.take("alter") || !words.take("table")) return std::nullopt;
  words.take("only");
  if (!words.qualified() || !words.take("detach") || !words.take("partition")) return std::nullopt;
  const auto partition = words.qualified();
  if (!partition || !words.take("concurrently")) return std::nullopt;
  return as_named(*partition);
}

std::optional<ConcurrentIndex> concurrent_index(const std::string& statement) {
  Words words(statement);
  if (words.take("create")) return created(words);
  if (words.take("drop")) return dropped(words);
  return std::nullopt;
}

}  // namespace pgplumb::sql
