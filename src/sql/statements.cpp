#include "sql/statements.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "sql/tokens.hpp"

namespace pgplumb::sql {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\f' || byte == '\v';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (is_blank(text.front()) || text.front() == '\n')) text.remove_prefix(1);
  while (!text.empty() && (is_blank(text.back()) || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

// Follows the tokens of one statement from its first to the semicolon that ends it.
class StatementShape {
 public:
  // Whether `token` is the semicolon that ends the statement; comments are not shown to it.
  bool ends_with(std::string_view text, const Token& token) {
    if (token.kind == TokenKind::symbol) {
      if (is_symbol(text, token, '(')) ++parentheses_;
      if (is_symbol(text, token, ')') && parentheses_ > 0) --parentheses_;
      if (is_symbol(text, token, ';') && parentheses_ == 0 && atomic_depth_ == 0) return true;
    } else if (token.kind == TokenKind::word) {
      follow_word(text, token);
    }
    previous_ = token;
    ++count_;
    return false;
  }

  // COPY ... FROM stdin.
  [[nodiscard]] bool takes_data() const { return copy_ && from_stdin_; }

 private:
  void follow_word(std::string_view text, const Token& token) {
    const auto is = [&](std::string_view word) { return is_word(text, token, word); };
    const auto after = [&](std::string_view word) { return count_ > 0 && is_word(text, previous_, word); };
    if (count_ == 0) copy_ = is("copy");
    if (copy_ && parentheses_ == 0 && is("stdin") && after("from")) from_stdin_ = true;
    if (count_ == 0) create_ = is("create");
    if (create_ && count_ <= 3 && (is("function") || is("procedure"))) routine_ = true;
    if (!routine_) return;
    // A column may be called "end" or "case" without quotes behind AS or a dot.
    if (after("as") || (count_ > 0 && is_symbol(text, previous_, '.'))) return;
    if (is("atomic") && after("begin") && atomic_depth_ == 0)
      atomic_depth_ = 1;
    else if (atomic_depth_ > 0 && is("case"))
      ++atomic_depth_;
    else if (atomic_depth_ > 0 && is("end"))
      --atomic_depth_;
  }

  Token previous_;
  std::size_t count_ = 0;
  int parentheses_ = 0;
  int atomic_depth_ = 0;
  bool copy_ = false;
  bool from_stdin_ = false;
  bool create_ = false;
  bool routine_ = false;
};

// Scans a file window by window. What psql's meta-commands and the data of COPY hold is not SQL, and where they are is
// known only when the statements before them are: so a window may scan only up to an error, of which the next window
// knows more.
class FileScanner {
 public:
  FileScanner(std::string_view text, const std::string& file) : text_(text), file_(file), places_(text, file) {}

  ScannedFile run() {
    if (text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
    if (const std::size_t malformed = find_malformed(text_); malformed != std::string_view::npos)
      fail(malformed, "invalid-encoding",
           text_[malformed] == '\0' ? "the file holds a NUL byte" : "the file is not valid UTF-8",
           "convert it, for example with: iconv -f LATIN1 -t UTF-8");
    std::size_t window = first_window;
    while (at_ < text_.size()) {
      const std::size_t before = at_;
      scan_window(window);
      // Where meta-commands or data end windows early, little of the next one will be of use too.
      window = at_ == before ? window * 4 : std::clamp((at_ - before) * 2, least_window, first_window);
    }
    return std::move(scanned_);
  }

 private:
  static constexpr std::size_t first_window = 16384;
  static constexpr std::size_t least_window = 1024;

  // Takes whatever is complete in the next `window` bytes; leaves at_ as it is if that is nothing.
  void scan_window(std::size_t window) {
    std::size_t end = text_.size();
    if (window < text_.size() - at_) {
      // A line's end is inside of a token only if that token is not terminated there, which is an error we see.
      end = text_.find('\n', at_ + window);
      end = end == std::string_view::npos ? text_.size() : end + 1;
    }
    const std::size_t begin = at_;
    Tokens found = tokenize_up_to_failure(text_.substr(begin, end - begin));
    const std::optional<Tokens::Failure>& failure = found.failure;
    take(found.tokens, begin, !failure && end == text_.size());
    if (failure && at_ == begin) {
      const bool unterminated = failure->message.starts_with("unterminated");
      if (!unterminated || end == text_.size())
        fail(begin + failure->offset, "invalid-token", failure->message,
             unterminated ? "close it; everything behind it would be swallowed" : "");
    }
  }

  // Takes the complete statements, meta-commands and comments of `tokens`; `last`: nothing follows them in the file.
  void take(std::vector<Token>& tokens, std::size_t base, bool last) {
    StatementShape shape;
    std::optional<Token> first;
    Token latest;
    std::size_t comments_kept = scanned_.comments.size();
    for (Token token : tokens) {
      token.begin += base;
      token.end += base;
      if (token.kind == TokenKind::line_comment || token.kind == TokenKind::block_comment) {
        add_comment(token);
        if (!first) {
          comments_kept = scanned_.comments.size();
          at_ = token.end;
        }
        continue;
      }
      if (is_symbol(text_, token, '\\')) {
        if (first) fail_inside_statement(token);
        take_meta_command(token.begin);
        return;
      }
      if (!first && is_symbol(text_, token, ';')) {
        previous_end_ = at_ = token.end;
        continue;
      }
      if (!first) first = token;
      if (!shape.ends_with(text_, token)) {
        latest = token;
        continue;
      }
      add_statement(*first, latest, token.end);
      comments_kept = scanned_.comments.size();
      if (shape.takes_data()) {
        take_copy_data();
        return;
      }
      first.reset();
      shape = StatementShape();
    }
    if (last) {
      if (first) add_statement(*first, latest, latest.end);
      at_ = text_.size();
    } else if (first) {
      scanned_.comments.resize(comments_kept);
      at_ = first->begin;
    }
  }

  void add_comment(const Token& token) {
    Comment comment;
    comment.begin = token.begin;
    comment.end = token.end;
    comment.block = token.kind == TokenKind::block_comment;
    std::string_view body = token_text(text_, token).substr(2);
    if (comment.block) body.remove_suffix(2);
    comment.text = trimmed(body);
    scanned_.comments.push_back(std::move(comment));
  }

  void add_statement(const Token& first, const Token& latest, std::size_t end) {
    Statement statement;
    statement.begin = first.begin;
    statement.text = text_.substr(first.begin, latest.end - first.begin);
    statement.end = end;
    statement.leading_begin = leading_begin(first.begin);
    scanned_.statements.push_back(std::move(statement));
    previous_end_ = at_ = end;
  }

  // A comment on the line on which the previous statement ends belongs to that one.
  std::size_t leading_begin(std::size_t statement_begin) const {
    std::size_t begin = previous_end_;
    auto comment = std::lower_bound(scanned_.comments.begin(), scanned_.comments.end(), begin,
                                    [](const Comment& one, std::size_t offset) { return one.begin < offset; });
    for (; begin > 0 && comment != scanned_.comments.end() && comment->begin < statement_begin; ++comment) {
      if (text_.substr(begin, comment->begin - begin).find('\n') != std::string_view::npos) break;
      begin = comment->end;
    }
    return begin;
  }

  std::size_t end_of_line(std::size_t offset) const {
    const std::size_t newline = text_.find('\n', offset);
    return newline == std::string_view::npos ? text_.size() : newline;
  }

  void take_meta_command(std::size_t begin) {
    const std::size_t line_end = end_of_line(begin);
    Statement statement;
    statement.meta_command = true;
    statement.begin = begin;
    statement.text = trimmed(text_.substr(begin, line_end - begin));
    statement.end = begin + statement.text.size();
    statement.leading_begin = leading_begin(begin);
    scanned_.statements.push_back(std::move(statement));
    previous_end_ = scanned_.statements.back().end;
    at_ = line_end;
  }

  void take_copy_data() {
    Statement& statement = scanned_.statements.back();
    const std::size_t line_end = end_of_line(at_);
    if (!trimmed(text_.substr(at_, line_end - at_)).empty())
      fail(at_, "text-after-copy", "something follows COPY ... FROM stdin on its line",
           "put it behind the data's \\. line");
    std::size_t line = std::min(line_end + 1, text_.size());
    const std::size_t data_begin = line;
    std::size_t data_end = text_.size();
    at_ = text_.size();
    while (line < text_.size()) {
      const std::size_t end = end_of_line(line);
      std::string_view content = text_.substr(line, end - line);
      if (content.ends_with('\r')) content.remove_suffix(1);
      if (content == "\\.") {
        data_end = line;
        at_ = end;
        break;
      }
      line = std::min(end + 1, text_.size());
    }
    statement.copy_data = text_.substr(data_begin, data_end - data_begin);
    statement.end = previous_end_ = at_;
  }

  [[noreturn]] void fail_inside_statement(const Token& backslash) {
    std::string_view command = text_.substr(backslash.begin, end_of_line(backslash.begin) - backslash.begin);
    command = command.substr(0, command.find_first_of(" \t\r;", 1));
    fail(backslash.begin, "meta-command-inside-statement",
         "psql's " + std::string(command) + " stands inside of a statement",
         "end the statement before it with a semicolon; \\gexec, \\gset and their like are not supported");
  }

  [[noreturn]] void fail(std::size_t offset, const std::string& code, const std::string& message,
                         const std::string& hint) {
    const Diagnostic diagnostic{Severity::error, code, places_.at(offset), {}, message, hint};
    throw DiagnosedError(file_ + " cannot be read as SQL", {diagnostic});
  }

  std::string_view text_;
  const std::string& file_;
  Places places_;
  ScannedFile scanned_;
  std::size_t at_ = 0;
  std::size_t previous_end_ = 0;
};

}  // namespace

std::size_t find_malformed(std::string_view text) {
  const auto in = [&](std::size_t index, unsigned low, unsigned high) {
    return index < text.size() && static_cast<unsigned char>(text[index]) >= low &&
           static_cast<unsigned char>(text[index]) <= high;
  };
  for (std::size_t index = 0; index < text.size();) {
    const auto lead = static_cast<unsigned char>(text[index]);
    std::size_t length = 0;
    if (lead >= 0x01U && lead <= 0x7fU)
      length = 1;
    else if (lead >= 0xc2U && lead <= 0xdfU && in(index + 1, 0x80, 0xbf))
      length = 2;
    else if (lead >= 0xe0U && lead <= 0xefU &&
             in(index + 1, lead == 0xe0U ? 0xa0U : 0x80U, lead == 0xedU ? 0x9fU : 0xbfU) && in(index + 2, 0x80, 0xbf))
      length = 3;
    else if (lead >= 0xf0U && lead <= 0xf4U &&
             in(index + 1, lead == 0xf0U ? 0x90U : 0x80U, lead == 0xf4U ? 0x8fU : 0xbfU) && in(index + 2, 0x80, 0xbf) &&
             in(index + 3, 0x80, 0xbf))
      length = 4;
    if (length == 0) return index;
    index += length;
  }
  return std::string_view::npos;
}

Places::Places(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {
  if (text_.starts_with(byte_order_mark)) offset_ = byte_order_mark.size();
}

Position Places::at(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < offset_) *this = Places(text_, std::move(file_));
  for (; offset_ < offset; ++offset_) {
    if (text_[offset_] == '\n') {
      ++line_;
      column_ = 1;
    } else if (offset_ + 1 >= text_.size() || !is_continuation(text_[offset_ + 1])) {
      ++column_;
    }
  }
  return {file_, line_, column_};
}

Position position_at(std::string_view text, std::size_t offset, const std::string& file) {
  return Places(text, file).at(offset);
}

ScannedFile scan(std::string_view text, const std::string& file) {
  ScannedFile scanned = FileScanner(text, file).run();
  Places statement_places(text, file);
  for (Statement& statement : scanned.statements) statement.position = statement_places.at(statement.begin);
  Places comment_places(text, file);
  for (Comment& comment : scanned.comments) comment.position = comment_places.at(comment.begin);
  return scanned;
}

}  // namespace pgplumb::sql
