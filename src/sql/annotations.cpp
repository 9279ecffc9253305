#include "sql/annotations.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "sql/identifier.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::sql {

namespace {

constexpr std::string_view prefix = "pgplumb:";

// A name and what stands around it, read from the end: kinds may have several words, names any number of parts.
struct NamedArgument {
  std::string kind;
  std::string name;
  std::vector<std::string> path;
  std::string signature;
};

// "materialized view app.v", "function app.f(integer, text)", "old_name". Nothing if there is no name at the end.
std::optional<NamedArgument> read_name(const std::string& argument) {
  const Tokens scanned = tokenize(argument);
  if (scanned.failure || scanned.tokens.empty()) return std::nullopt;
  const std::vector<Token>& tokens = scanned.tokens;
  NamedArgument found;
  std::size_t last = tokens.size() - 1;
  if (is_symbol(argument, tokens[last], ')')) {
    int depth = 0;
    std::size_t open = last;
    for (;; --open) {
      if (is_symbol(argument, tokens[open], ')')) ++depth;
      if (is_symbol(argument, tokens[open], '(') && --depth == 0) break;
      if (open == 0) return std::nullopt;
    }
    found.signature = argument.substr(tokens[open].begin, tokens[last].end - tokens[open].begin);
    if (open == 0) return std::nullopt;
    last = open - 1;
  }
  std::size_t first = last;
  for (;; first -= 2) {
    if (!is_name(tokens[first])) return std::nullopt;
    found.path.push_back(name_of(token_text(argument, tokens[first])));
    if (first < 2 || !is_symbol(argument, tokens[first - 1], '.')) break;
  }
  std::reverse(found.path.begin(), found.path.end());
  found.name = argument.substr(tokens[first].begin);
  for (std::size_t index = 0; index < first; ++index) {
    if (tokens[index].kind != TokenKind::word && !is_symbol(argument, tokens[index], '-')) return std::nullopt;
    for (const char byte : name_of(token_text(argument, tokens[index])))
      found.kind += byte == '_' || byte == '-' ? ' ' : byte;
    if (tokens[index].kind == TokenKind::word) found.kind += ' ';
  }
  found.kind.erase(
      std::unique(found.kind.begin(), found.kind.end(), [](char a, char b) { return a == ' ' && b == ' '; }),
      found.kind.end());
  if (!found.kind.empty() && found.kind.back() == ' ') found.kind.pop_back();
  return found;
}

bool is_parenthesised(const std::string& expression) {
  const Tokens scanned = tokenize(expression);
  if (scanned.failure || scanned.tokens.empty() || !is_symbol(expression, scanned.tokens.front(), '(')) return false;
  int depth = 0;
  for (const Token& token : scanned.tokens) {
    if (is_symbol(expression, token, '(')) ++depth;
    if (is_symbol(expression, token, ')') && --depth == 0) return &token == &scanned.tokens.back();
  }
  return false;
}

// The tokens of one statement, to say what stands where in it.
class StatementReader {
 public:
  explicit StatementReader(std::string_view text) : text_(text), tokens_(without_comments(tokenize(text).tokens)) {
    find_members();
    find_added();
  }

  // What stands behind byte `offset`: a column or a constraint of a table, of a composite type, of a domain, or of an
  // ALTER that adds one.
  [[nodiscard]] std::optional<Member> member_behind(std::size_t offset) const {
    const auto next = std::lower_bound(tokens_.begin(), tokens_.end(), offset,
                                       [](const Token& token, std::size_t value) { return token.begin < value; });
    const auto index = static_cast<std::size_t>(next - tokens_.begin());
    if (is(0, "alter")) return is(index, "add") ? added(index) : std::nullopt;
    if (!creates_members()) return std::nullopt;
    if (is(index, "constraint")) return constraint(index);
    if (!opens_member(index) || !has_name(index)) return std::nullopt;
    if (tokens_[index].kind == TokenKind::word) {
      const std::string name = name_of(token_text(text_, tokens_[index]));
      if (identifier(name) != name) return std::nullopt;
      if (name == "exclude" && index + 1 < tokens_.size() &&
          (is(index + 1, "using") || is_symbol(text_, tokens_[index + 1], '(')))
        return std::nullopt;
    }
    return Member{name_of(token_text(text_, tokens_[index])), false};
  }

  // What an ALTER adds first.
  [[nodiscard]] const std::optional<Member>& first_added() const { return first_added_; }

 private:
  [[nodiscard]] bool is(std::size_t index, std::string_view word) const {
    return index < tokens_.size() && is_word(text_, tokens_[index], word);
  }

  [[nodiscard]] bool has_name(std::size_t index) const { return index < tokens_.size() && is_name(tokens_[index]); }

  [[nodiscard]] std::optional<Member> constraint(std::size_t index) const {
    if (!has_name(index + 1)) return std::nullopt;
    return Member{name_of(token_text(text_, tokens_[index + 1])), true};
  }

  // ADD [COLUMN | ATTRIBUTE] [IF NOT EXISTS] name, or ADD CONSTRAINT name.
  [[nodiscard]] std::optional<Member> added(std::size_t index) const {
    ++index;
    if (is(index, "constraint")) return constraint(index);
    if (is(index, "value") && !is(1, "table")) return std::nullopt;
    if ((is(index, "column") || is(index, "attribute")) && has_name(index + 1)) ++index;
    if (is(index, "if") && is(index + 1, "not") && is(index + 2, "exists")) index += 3;
    if (!has_name(index)) return std::nullopt;
    const std::string name = name_of(token_text(text_, tokens_[index]));
    if (tokens_[index].kind == TokenKind::word && identifier(name) != name) return std::nullopt;
    return Member{name, false};
  }

  [[nodiscard]] bool creates_members() const {
    if (!is(0, "create")) return false;
    for (std::size_t index = 1; index < tokens_.size() && index < 4; ++index)
      if (is(index, "table") || is(index, "type") || is(index, "domain")) return true;
    return false;
  }

  // Whether token `index` stands where a member of the first parenthesised list begins.
  [[nodiscard]] bool opens_member(std::size_t index) const {
    return std::binary_search(members_.begin(), members_.end(), index);
  }

  // Many annotations may stand in one statement: each asks what was found once.
  void find_members() {
    int depth = 0;
    for (std::size_t index = 0; index < tokens_.size(); ++index) {
      if (depth == 1 && (is_symbol(text_, tokens_[index - 1], '(') || is_symbol(text_, tokens_[index - 1], ',')))
        members_.push_back(index);
      if (is_symbol(text_, tokens_[index], '(')) ++depth;
      if (is_symbol(text_, tokens_[index], ')') && --depth == 0) return;
    }
  }

  void find_added() {
    if (!is(0, "alter")) return;
    for (std::size_t index = 3; index < tokens_.size(); ++index)
      if (is(index, "add") && !is_symbol(text_, tokens_[index - 1], '.')) {
        first_added_ = added(index);
        return;
      }
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::vector<std::size_t> members_;  // where they begin
  std::optional<Member> first_added_;
};

class AnnotationReader {
 public:
  AnnotationReader(std::string_view text, const ScannedFile& scanned) : text_(text), scanned_(scanned) {}

  Annotations run() {
    for (const Comment& comment : scanned_.comments)
      if (comment.text.starts_with(prefix)) read(comment);
    return std::move(result_);
  }

 private:
  void read(const Comment& comment) {
    const std::string body = comment.text.substr(prefix.size());
    const std::size_t word_end = std::min(body.find_first_of(" \t"), body.size());
    const std::string word = body.substr(0, word_end);
    std::string argument = body.substr(std::min(body.find_first_not_of(" \t", word_end), body.size()));
    if (word == "manual" || word == "end") return;

    static const std::vector<std::string> known{"renamed-from", "dropped", "using", "manual", "end manual"};
    const auto place = std::find(known.begin(), known.begin() + 3, word);
    if (place == known.begin() + 3) {
      const std::string meant = nearest(word, known);
      problem(comment, "unknown-annotation", "there is no annotation \"pgplumb:" + word + "\"",
              meant.empty() ? "known are: " + join(known, ", ") : "did you mean \"pgplumb:" + meant + "\"?");
      return;
    }
    if (comment.block || !begins_line(text_, comment.begin)) {
      problem(comment, "misplaced-annotation", "pgplumb:" + word + " does not stand on a line of its own",
              "write it as a \"-- pgplumb:\" line before what it is about");
      return;
    }
    Annotation annotation;
    annotation.word = static_cast<AnnotationWord>(place - known.begin());
    annotation.argument = std::move(argument);
    annotation.begin = comment.begin;
    annotation.position = comment.position;
    if (!read_argument(comment, annotation)) return;
    if (annotation.word != AnnotationWord::dropped && !find_place(comment, word, annotation)) return;
    result_.annotations.push_back(std::move(annotation));
  }

  bool read_argument(const Comment& comment, Annotation& annotation) {
    if (annotation.word == AnnotationWord::using_expression) {
      if (is_parenthesised(annotation.argument)) return true;
      problem(comment, "invalid-annotation", "pgplumb:using needs an expression in parentheses",
              "for example: -- pgplumb:using (amount::numeric / 100)");
      return false;
    }
    std::optional<NamedArgument> name = read_name(annotation.argument);
    const bool dropped = annotation.word == AnnotationWord::dropped;
    if (!name || name->kind.empty() == dropped) {
      problem(comment, "invalid-annotation",
              dropped ? "pgplumb:dropped needs a kind and a name" : "pgplumb:renamed-from needs one name",
              dropped ? "for example: -- pgplumb:dropped column app.users.nickname"
                      : "for example: -- pgplumb:renamed-from old_name");
      return false;
    }
    annotation.kind = std::move(name->kind);
    annotation.argument = std::move(name->name);
    annotation.path = std::move(name->path);
    annotation.signature = std::move(name->signature);
    return true;
  }

  bool find_place(const Comment& comment, const std::string& word, Annotation& annotation) {
    const auto& statements = scanned_.statements;
    const auto next =
        std::upper_bound(statements.begin(), statements.end(), comment.begin,
                         [](std::size_t offset, const Statement& statement) { return offset < statement.end; });
    if (next == statements.end() || next->meta_command) {
      problem(comment, "misplaced-annotation", "pgplumb:" + word + " stands before no statement",
              "put it before the statement or the column that it is about");
      return false;
    }
    annotation.statement = static_cast<std::size_t>(next - statements.begin());
    annotation.inside = next->begin < comment.begin;
    if (read_ != &*next) statement_.emplace(next->text);
    read_ = &*next;
    const StatementReader& reader = *statement_;
    if (!annotation.inside) {
      annotation.member = reader.first_added();
      return true;
    }
    annotation.member = reader.member_behind(comment.end - next->begin);
    if (annotation.member) return true;
    problem(comment, "misplaced-annotation",
            "pgplumb:" + word + " stands before neither a column nor a named constraint",
            "inside of a statement it goes before a column or before CONSTRAINT name");
    return false;
  }

  void problem(const Comment& comment, const std::string& code, const std::string& message, const std::string& hint) {
    result_.problems.push_back({Severity::error, code, comment.position, {}, message, hint});
  }

  std::string_view text_;
  const ScannedFile& scanned_;
  const Statement* read_ = nullptr;  // what statement_ is of
  std::optional<StatementReader> statement_;
  Annotations result_;
};

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

Annotations read_annotations(std::string_view text, const ScannedFile& scanned) {
  return AnnotationReader(text, scanned).run();
}

bool begins_line(std::string_view text, std::size_t offset) {
  if (text.starts_with("\xef\xbb\xbf")) {
    if (offset == 3) return true;
  }
  while (offset > 0 && (text[offset - 1] == ' ' || text[offset - 1] == '\t')) --offset;
  return offset == 0 || text[offset - 1] == '\n';
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance >= best_distance) continue;
    best = candidate;
    best_distance = distance;
  }
  return best;
}

}  // namespace pgplumb::sql
