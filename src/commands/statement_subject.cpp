#include "commands/statement_subject.hpp"

#include <algorithm>
#include <map>

#include "sql/tokens.hpp"

namespace pgplumb::commands {

namespace {

using sql::Token;
using Words = std::vector<std::string>;

/// The tokens of one statement without comments, and their words.
class Reader {
 public:
  Reader(std::string_view text, std::vector<Token> tokens) : text_(text), tokens_(std::move(tokens)) {}

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] const Token& at(std::size_t index) const { return tokens_[index]; }
  [[nodiscard]] bool is(std::size_t index, std::string_view word) const {
    return index < size() && sql::is_word(text_, tokens_[index], word);
  }
  [[nodiscard]] bool symbol(std::size_t index, char symbol) const {
    return index < size() && sql::is_symbol(text_, tokens_[index], symbol);
  }
  [[nodiscard]] bool name(std::size_t index) const { return index < size() && sql::is_name(tokens_[index]); }
  [[nodiscard]] std::string word(std::size_t index) const {
    const std::string_view text = sql::token_text(text_, tokens_[index]);
    return sql::is_name(tokens_[index]) ? sql::name_of(text) : std::string(text);
  }

  /// The first of these words outside of parentheses, or size().
  [[nodiscard]] std::size_t find(std::size_t from, std::initializer_list<std::string_view> words) const {
    int depth = 0;
    for (std::size_t index = from; index < size(); ++index) {
      if (symbol(index, '(')) ++depth;
      if (symbol(index, ')')) --depth;
      if (depth == 0 && std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is(index, word); }))
        return index;
    }
    return size();
  }

  /// The words of [from, to) as those of `subject`, and what is in parentheses as its arguments.
  void add(Subject& subject, std::size_t from, std::size_t to) const {
    int depth = 0;
    for (std::size_t index = from; index < to; ++index) {
      if (symbol(index, ')') && --depth == 0) {
        if (subject.arguments->back().empty()) subject.arguments->pop_back();
        continue;
      }
      if (depth == 0 && symbol(index, '(')) {
        depth = 1;
        subject.arguments.emplace().emplace_back();
        continue;
      }
      if (symbol(index, '(')) ++depth;
      if (depth == 0)
        subject.words.push_back(word(index));
      else if (depth == 1 && symbol(index, ','))
        subject.arguments->emplace_back();
      else
        subject.arguments->back().push_back(word(index));
    }
    subject.begin = tokens_[from].begin;
    subject.end = tokens_[to - 1].end;
  }

 private:
  std::string_view text_;
  std::vector<Token> tokens_;
};

/// How many words behind ON say what sort of object is meant; `kind` is told which.
std::size_t kind_words(const Reader& reader, std::size_t at, Words& kind) {
  const auto is_kind = [&](std::size_t length) { return reader.name(at + length); };
  if (reader.is(at, "foreign") && reader.is(at + 1, "data") && reader.is(at + 2, "wrapper") && is_kind(3)) {
    kind = {"foreign", "data", "wrapper"};
    return 3;
  }
  if (reader.is(at, "foreign") && reader.is(at + 1, "server") && is_kind(2)) {
    kind = {"foreign", "server"};
    return 2;
  }
  static const std::map<std::string, Words> kinds = {{"table", {}},
                                                     {"sequence", {"sequence"}},
                                                     {"function", {"function"}},
                                                     {"procedure", {"function"}},
                                                     {"routine", {"function"}},
                                                     {"schema", {"schema"}},
                                                     {"type", {"type"}},
                                                     {"domain", {"type"}},
                                                     {"language", {"language"}}};
  if (!reader.name(at) || !is_kind(1)) return 0;
  const auto known = kinds.find(reader.word(at));
  if (known == kinds.end()) return 0;
  kind = known->second;
  return 1;
}

std::vector<Subject> granted(const Reader& reader, std::size_t first) {
  const std::size_t on = reader.find(first, {"on"});
  const std::size_t end = reader.find(on, {"to", "from"});
  if (on >= reader.size() || end >= reader.size()) return {};
  Words kind;
  std::size_t begin = on + 1 + kind_words(reader, on + 1, kind);
  std::vector<Subject> subjects;
  int depth = 0;
  for (std::size_t at = begin; at <= end; ++at) {
    if (reader.symbol(at, '(')) ++depth;
    if (reader.symbol(at, ')')) --depth;
    if (at < end && (depth > 0 || !reader.symbol(at, ','))) continue;
    if (at == begin) return {};
    Subject& subject = subjects.emplace_back();
    subject.words = {"grant", "on"};
    subject.words.insert(subject.words.end(), kind.begin(), kind.end());
    reader.add(subject, begin, at);
    begin = at + 1;
  }
  return subjects;
}

/// Of a type as format_type() writes it.
Words written_in_full(const Words& words) {
  static const std::map<std::string, Words> names = {{"int", {"integer"}},
                                                     {"int4", {"integer"}},
                                                     {"int8", {"bigint"}},
                                                     {"int2", {"smallint"}},
                                                     {"bool", {"boolean"}},
                                                     {"varchar", {"character", "varying"}},
                                                     {"char", {"character"}},
                                                     {"decimal", {"numeric"}},
                                                     {"dec", {"numeric"}},
                                                     {"float", {"double", "precision"}},
                                                     {"float8", {"double", "precision"}},
                                                     {"float4", {"real"}},
                                                     {"varbit", {"bit", "varying"}},
                                                     {"timestamptz", {"timestamp", "with", "time", "zone"}},
                                                     {"timetz", {"time", "with", "time", "zone"}}};
  Words full;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at] == "pg_catalog" && at + 1 < words.size() && words[at + 1] == ".") {
      ++at;
      continue;
    }
    const auto known = names.find(words[at]);
    if (known != names.end())
      full.insert(full.end(), known->second.begin(), known->second.end());
    else
      full.push_back(words[at]);
    const std::string next = at + 1 < words.size() ? words[at + 1] : "";
    const bool zone = at == 0 || words[at - 1] != "with";
    if ((words[at] == "timestamp" || (words[at] == "time" && zone)) && next != "with" && next != "without" &&
        next != "zone")
      full.insert(full.end(), {"without", "time", "zone"});
  }
  return full;
}

bool ends_with(const Words& words, const Words& end) {
  return words.size() >= end.size() && std::equal(end.rbegin(), end.rend(), words.rbegin());
}

/// The file may name the argument and its mode, and leave out the schema of its type.
bool same_argument(const Words& file, const Words& engine) {
  const Words wanted = written_in_full(engine);
  const Words written = written_in_full(file);
  if (ends_with(written, wanted) && written.size() <= wanted.size() + 2) return true;
  const auto dot = std::find(wanted.begin(), wanted.end(), ".");
  return dot != wanted.end() && ends_with(written, Words(dot + 1, wanted.end()));
}

}  // namespace

std::vector<Subject> subjects_of(std::string_view text) {
  const std::vector<Token> all = sql::without_comments(sql::tokenize(text).tokens);
  auto begin = all.begin();
  for (;;) {
    const auto end =
        std::find_if(begin, all.end(), [&](const Token& token) { return sql::is_symbol(text, token, ';'); });
    if (begin == all.end() || begin == end) return {};
    const Reader reader(text, std::vector<Token>(begin, end));
    if (reader.is(0, "set") && end != all.end()) {
      begin = end + 1;
      continue;
    }
    if (reader.is(0, "grant") || reader.is(0, "revoke")) return granted(reader, 0);
    Subject subject;
    if (reader.is(0, "comment")) {
      const std::size_t is = reader.find(0, {"is"});
      if (is == 0 || is == reader.size()) return {};
      reader.add(subject, 0, is);
      return {std::move(subject)};
    }
    const std::size_t owner = reader.find(0, {"owner"});
    if (!reader.is(0, "alter") || !reader.is(owner + 1, "to")) return {};
    reader.add(subject, 0, owner);
    std::erase(subject.words, "only");
    subject.words.emplace_back("owner");
    return {std::move(subject)};
  }
}

bool same_subject(const Subject& file, const Subject& engine, const std::vector<std::string>& search_path) {
  std::size_t at = 0;
  bool left_out = false;
  for (std::size_t of = 0; of < engine.words.size(); ++of) {
    if (at < file.words.size() && file.words[at] == engine.words[of]) {
      ++at;
    } else if (!left_out && of + 1 < engine.words.size() && engine.words[of + 1] == "." &&
               std::find(search_path.begin(), search_path.end(), engine.words[of]) != search_path.end()) {
      left_out = true;
      ++of;
    } else {
      return false;
    }
  }
  if (at != file.words.size()) return false;
  if (!file.arguments || !engine.arguments) return true;
  return std::equal(file.arguments->begin(), file.arguments->end(), engine.arguments->begin(), engine.arguments->end(),
                    same_argument);
}

}  // namespace pgplumb::commands
