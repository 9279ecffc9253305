#include "commands/schema_edit.hpp"

#include <algorithm>
#include <map>

#include "sql/tokens.hpp"

namespace pgplumb::commands {

namespace {

using sql::Token;

constexpr std::size_t none = std::string_view::npos;

bool is_comment(const Token& token) {
  return token.kind == sql::TokenKind::line_comment || token.kind == sql::TokenKind::block_comment;
}

std::size_t line_begin(std::string_view text, std::size_t offset) {
  const std::size_t at = offset == 0 ? none : text.rfind('\n', offset - 1);
  return at == none ? 0 : at + 1;
}

/// Behind the newline.
std::size_t line_end(std::string_view text, std::size_t offset) {
  const std::size_t at = text.find('\n', offset);
  return at == none ? text.size() : at + 1;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == none;
}

/// Whole lines that go take one of the blank lines around them along.
void take_blank_line_along(std::string_view text, Edit& edit) {
  const bool whole_lines = line_begin(text, edit.begin) == edit.begin && edit.end > edit.begin &&
                           (edit.end == text.size() || text[edit.end - 1] == '\n');
  if (!whole_lines) return;
  const std::size_t above = edit.begin == 0 ? 0 : line_begin(text, edit.begin - 1);
  if (!is_blank(text.substr(above, edit.begin - above))) return;
  const std::size_t below = edit.end == text.size() ? edit.end : line_end(text, edit.end);
  if (below > edit.end && is_blank(text.substr(edit.end, below - edit.end))) {
    edit.end = below;
  } else if (edit.end == text.size()) {
    edit.begin = above;
  }
}

/// Nothing but blanks and a `--` comment.
bool is_rest(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  return at == none || text.substr(at).starts_with("--");
}

struct Member {
  std::string key;  ///< "column email", "constraint users_pkey"; empty if it has no name
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t comma = none;  ///< the one behind it
};

struct Members {
  std::size_t open = 0;   ///< of the parenthesis
  std::size_t close = 0;  ///< of the other one
  std::vector<Member> members;
};

std::string key_of(std::string_view text, const std::vector<Token>& tokens, std::size_t first) {
  for (const char* word : {"primary", "unique", "check", "exclude", "foreign", "like"})
    if (sql::is_word(text, tokens[first], word)) return {};
  const bool constraint = sql::is_word(text, tokens[first], "constraint");
  const std::size_t name = constraint ? first + 1 : first;
  if (name >= tokens.size() || !sql::is_name(tokens[name])) return {};
  return (constraint ? "constraint " : "column ") + sql::name_of(sql::token_text(text, tokens[name]));
}

/// The parenthesis behind CREATE ... TABLE [IF NOT EXISTS] name, as an index into `tokens`.
std::optional<std::size_t> opening(std::string_view text, const std::vector<Token>& tokens) {
  std::size_t at = 0;
  if (tokens.empty() || !sql::is_word(text, tokens[at++], "create")) return std::nullopt;
  while (at < tokens.size() && at < 4 && !sql::is_word(text, tokens[at], "table")) ++at;
  if (at >= tokens.size() || !sql::is_word(text, tokens[at], "table")) return std::nullopt;
  ++at;
  if (at + 2 < tokens.size() && sql::is_word(text, tokens[at], "if")) at += 3;
  if (at >= tokens.size() || !sql::is_name(tokens[at])) return std::nullopt;
  ++at;
  while (at + 1 < tokens.size() && sql::is_symbol(text, tokens[at], '.')) at += 2;
  if (at >= tokens.size() || !sql::is_symbol(text, tokens[at], '(')) return std::nullopt;
  return at;
}

std::optional<Members> members_of(std::string_view text) {
  const std::vector<Token> tokens = sql::without_comments(sql::tokenize(text).tokens);
  const std::optional<std::size_t> open = opening(text, tokens);
  if (!open) return std::nullopt;
  Members found;
  found.open = tokens[*open].begin;
  int depth = 0;
  std::size_t first = *open + 1;
  for (std::size_t at = first; at < tokens.size(); ++at) {
    const bool closes = sql::is_symbol(text, tokens[at], ')') || sql::is_symbol(text, tokens[at], ']');
    if (depth == 0 && (closes || sql::is_symbol(text, tokens[at], ','))) {
      if (at == first) return std::nullopt;
      found.members.push_back(
          {key_of(text, tokens, first), tokens[first].begin, tokens[at - 1].end, closes ? none : tokens[at].begin});
      first = at + 1;
      if (!closes) continue;
      found.close = tokens[at].begin;
      return found;
    }
    if (closes) --depth;
    if (sql::is_symbol(text, tokens[at], '(') || sql::is_symbol(text, tokens[at], '[')) ++depth;
  }
  return std::nullopt;
}

std::vector<Token> tokens_of(std::string_view text) {
  return sql::without_comments(sql::tokenize(text).tokens);
}

bool same_words(std::string_view a, const Token& of_a, std::string_view b, const Token& of_b) {
  const std::string_view one = sql::token_text(a, of_a);
  const std::string_view other = sql::token_text(b, of_b);
  return sql::is_name(of_a) && sql::is_name(of_b) ? sql::name_of(one) == sql::name_of(other) : one == other;
}

/// A column in a person's words where they begin as the engine's: what stands behind what changes, such as REFERENCES
/// or CHECK, stays as it is. `after` if they do not.
std::string with_beginning_changed(std::string_view written, std::string_view before, std::string_view after) {
  const std::vector<Token> own = tokens_of(written);
  const std::vector<Token> from = tokens_of(before);
  const std::vector<Token> to = tokens_of(after);
  std::size_t same = 0;  // at the end of both
  while (same + 1 < std::min(from.size(), to.size()) &&
         same_words(before, from[from.size() - 1 - same], after, to[to.size() - 1 - same]))
    ++same;
  const std::size_t old_end = from.size() - same;
  const std::size_t new_end = to.size() - same;
  if (old_end > own.size()) return std::string(after);
  for (std::size_t at = 0; at < old_end; ++at)
    if (!same_words(written, own[at], before, from[at])) return std::string(after);
  std::size_t head = 0;  // what is the same in the beginning keeps its layout
  while (head < std::min(old_end, new_end) && same_words(before, from[head], after, to[head])) ++head;
  if (head == 0) return std::string(after);
  // A comment among the words that change would be lost, but so it would be in any other way.
  std::string text(written.substr(0, head < old_end && head < new_end ? own[head].begin : own[head - 1].end));
  if (head == old_end && head < new_end) text += after.substr(to[head - 1].end, to[head].begin - to[head - 1].end);
  if (head < new_end) text += after.substr(to[head].begin, to[new_end - 1].end - to[head].begin);
  return text.append(written.substr(own[old_end - 1].end));
}

using ByKey = std::map<std::string, std::string_view>;

std::optional<ByKey> by_key(std::string_view text, const Members& members) {
  ByKey found;
  for (const Member& member : members.members)
    if (member.key.empty() || !found.emplace(member.key, text.substr(member.begin, member.end - member.begin)).second)
      return std::nullopt;
  return found;
}

class MemberEditor {
 public:
  MemberEditor(std::string_view text, Members members)
      : text_(text), members_(std::move(members)), gone_(members_.members.size()) {}

  bool replace(const std::string& key, std::string_view before, std::string_view after) {
    const std::size_t at = find(key);
    if (at == none) return false;
    const Member& member = members_.members[at];
    edits_.push_back({member.begin, member.end,
                      with_beginning_changed(text_.substr(member.begin, member.end - member.begin), before, after)});
    return true;
  }

  bool remove(const std::string& key) {
    const std::size_t at = find(key);
    if (at == none) return false;
    gone_[at] = true;
    return true;
  }

  /// Columns before constraints.
  void add(const std::string& key, std::string_view text) {
    (key.starts_with("column ") ? columns_ : constraints_).emplace_back(text);
  }

  std::optional<std::string> finish() {
    std::size_t last_kept = none;
    std::size_t last_column = none;
    for (std::size_t at = 0; at < gone_.size(); ++at) {
      if (gone_[at]) continue;
      last_kept = at;
      if (members_.members[at].key.starts_with("column ")) last_column = at;
    }
    if (last_kept == none) return std::nullopt;
    if (last_column == none) last_column = last_kept;
    for (std::size_t at = 0; at < gone_.size(); ++at)
      if (gone_[at]) take_out(at);
    const bool only_columns = last_column == last_kept;
    if (only_columns) {
      columns_.insert(columns_.end(), constraints_.begin(), constraints_.end());
      constraints_.clear();
    }
    insert_behind(last_column, columns_, only_columns);
    insert_behind(last_kept, constraints_, true);
    // What was not the last one and now is has no comma behind it.
    const bool nothing_added = only_columns ? columns_.empty() : constraints_.empty();
    if (const std::size_t comma = members_.members[last_kept].comma;
        comma != none && last_kept + 1 < gone_.size() && ends_list(last_kept) && nothing_added)
      edits_.push_back({comma, comma + 1, ""});
    return edited(std::string(text_), std::move(edits_));
  }

 private:
  [[nodiscard]] std::size_t find(const std::string& key) const {
    std::size_t found = none;
    for (std::size_t at = 0; at < members_.members.size(); ++at) {
      if (members_.members[at].key != key) continue;
      if (found != none) return none;
      found = at;
    }
    return found;
  }

  /// Whether everything behind `at` is gone.
  [[nodiscard]] bool ends_list(std::size_t at) const {
    return std::all_of(gone_.begin() + static_cast<std::ptrdiff_t>(at) + 1, gone_.end(),
                       [](bool gone) { return gone; });
  }

  /// Behind the member and its comma.
  [[nodiscard]] std::size_t behind(const Member& member) const {
    return member.comma == none ? member.end : member.comma + 1;
  }

  void take_out(std::size_t at) {
    const Member& member = members_.members[at];
    const std::size_t begin = line_begin(text_, member.begin);
    std::size_t end = line_end(text_, behind(member));
    const bool own_lines = is_blank(text_.substr(begin, member.begin - begin)) &&
                           is_rest(text_.substr(behind(member), end - behind(member))) && end <= members_.close;
    if (own_lines) {
      edits_.push_back({begin, end, ""});
      return;
    }
    std::size_t from = member.begin;
    end = behind(member);
    // What begins a line keeps its indentation for what follows.
    if (ends_list(at))
      while (from > begin && text_[from - 1] == ' ') --from;
    else
      while (end < members_.close && text_[end] == ' ') ++end;
    edits_.push_back({from, end, ""});
  }

  void insert_behind(std::size_t at, const std::vector<std::string>& texts, bool at_end) {
    if (texts.empty()) return;
    const Member& member = members_.members[at];
    const std::size_t begin = line_begin(text_, member.begin);
    const std::string_view indent = text_.substr(begin, member.begin - begin);
    const std::size_t end = line_end(text_, behind(member));
    const bool own_line = is_blank(indent) && is_rest(text_.substr(behind(member), end - behind(member)));
    std::string text;
    if (!own_line) {
      for (const std::string& one : texts) text += ", " + one;
      edits_.push_back({member.end, member.end, text});
      // The comma that the list needs no more is taken out by finish() only if nothing was added.
      if (at_end && member.comma != none && ends_list(at)) edits_.push_back({member.comma, member.comma + 1, ""});
      return;
    }
    for (std::size_t index = 0; index < texts.size(); ++index) {
      const bool comma = index + 1 < texts.size() || !at_end;
      text += std::string(indent) + texts[index] + (comma ? "," : "") + "\n";
    }
    if (member.comma == none) edits_.push_back({member.end, member.end, ","});
    edits_.push_back({end, end, text});
  }

  std::string_view text_;
  Members members_;
  std::vector<bool> gone_;
  std::vector<std::string> columns_;
  std::vector<std::string> constraints_;
  std::vector<Edit> edits_;
};

}  // namespace

std::string edited(const std::string& text, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
  // What goes beside each other goes as one.
  std::vector<Edit> merged;
  for (Edit& edit : edits) {
    const bool beside = !merged.empty() && merged.back().end == edit.begin && edit.end > edit.begin;
    if (beside && merged.back().text.empty() && edit.text.empty()) {
      merged.back().end = edit.end;
    } else {
      merged.push_back(std::move(edit));
    }
  }
  std::string result;
  std::size_t at = 0;
  for (Edit& edit : merged) {
    if (edit.text.empty()) take_blank_line_along(text, edit);
    if (edit.begin > at) result.append(text, at, edit.begin - at);
    result += edit.text;
    at = std::max(at, edit.end);
  }
  return result.append(text, at, std::string::npos);
}

Edit removal(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t own_line = line_begin(text, begin);
  const std::string_view byte_order_mark = "\xEF\xBB\xBF";
  const std::size_t start = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  if (!is_blank(text.substr(own_line, begin - own_line)) && own_line + start != begin) return {begin, end, ""};
  const std::size_t next = line_end(text, end);
  if (!is_rest(text.substr(end, next - end))) return {begin, end, ""};
  std::size_t from = std::max(own_line, start);
  while (from > start) {
    const std::size_t above = line_begin(text, from - 1);
    const std::string_view line = text.substr(above, from - above);
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == none || !line.substr(first).starts_with("--") || line.find("手工追加") != none ||
        line.find("pgplumb:end") != none)
      break;
    from = above;
  }
  if (from <= start) from = std::max(own_line, start);
  return {from, next, ""};
}

std::string with_line_ends_of(std::string_view file, std::string statement) {
  if (file.find("\r\n") == none) return statement;
  const std::vector<Token> tokens = sql::tokenize(statement).tokens;
  std::string result;
  std::size_t token = 0;
  for (std::size_t at = 0; at < statement.size(); ++at) {
    while (token < tokens.size() && tokens[token].end <= at) ++token;
    const bool inside = token < tokens.size() && tokens[token].begin <= at && !is_comment(tokens[token]);
    if (statement[at] == '\n' && !inside && (at == 0 || statement[at - 1] != '\r')) result += '\r';
    result += statement[at];
  }
  return result;
}

Edit addition(std::string_view text, std::size_t tail, std::string statements) {
  const bool before_tail = tail < text.size();
  const std::string_view above = text.substr(0, std::min(tail, text.size()));
  std::string gap;
  if (!is_blank(above)) {
    if (!above.ends_with('\n'))
      gap = "\n\n";
    else if (!above.ends_with("\n\n") && !above.ends_with("\n\r\n"))
      gap = "\n";
  }
  statements = gap + statements + (before_tail ? "\n" : "");
  const std::size_t at = std::min(tail, text.size());
  return {at, at, with_line_ends_of(text, std::move(statements))};
}

Edit insertion(std::string_view text, std::size_t end, std::string statements) {
  const std::size_t next = line_end(text, end);
  const bool own_line = is_rest(text.substr(end, next - end));
  const std::size_t at = own_line ? next : end;
  if (!own_line || at == 0 || text[at - 1] != '\n') statements.insert(0, "\n");
  if (!own_line && statements.ends_with('\n')) statements.pop_back();
  return {at, at, with_line_ends_of(text, std::move(statements))};
}

std::string without_items(std::string_view statement, const std::vector<std::pair<std::size_t, std::size_t>>& items,
                          const std::set<std::size_t>& gone) {
  std::string text;
  std::size_t at = 0;
  bool kept = false;
  for (std::size_t index = 0; index < items.size(); ++index) {
    const bool stays = !gone.contains(index);
    if (stays) text += statement.substr(at, items[index].second - at);
    // What stands before the first item stays; of the others each goes with the comma before it, or, where nothing is
    // left before it, behind it.
    if (!stays && index == 0) text += statement.substr(at, items[index].first - at);
    kept = kept || stays;
    at = kept || index + 1 == items.size() ? items[index].second : items[index + 1].first;
  }
  return text.append(statement.substr(at));
}

std::optional<std::string> with_members_changed(std::string_view written, std::string_view before,
                                                std::string_view after) {
  const std::optional<Members> old_members = members_of(before);
  const std::optional<Members> new_members = members_of(after);
  std::optional<Members> own = members_of(written);
  if (!old_members || !new_members || !own) return std::nullopt;
  const auto around = [](std::string_view text, const Members& members) {
    return std::pair(text.substr(0, members.open), text.substr(members.close));
  };
  if (around(before, *old_members) != around(after, *new_members)) return std::nullopt;
  const std::optional<ByKey> old_texts = by_key(before, *old_members);
  const std::optional<ByKey> new_texts = by_key(after, *new_members);
  if (!old_texts || !new_texts) return std::nullopt;
  MemberEditor editor(written, std::move(*own));
  for (const auto& [key, text] : *old_texts) {
    const auto now = new_texts->find(key);
    if (now == new_texts->end() ? !editor.remove(key) : now->second != text && !editor.replace(key, text, now->second))
      return std::nullopt;
  }
  for (const Member& member : new_members->members)
    if (!old_texts->contains(member.key)) editor.add(member.key, new_texts->at(member.key));
  return editor.finish();
}

}  // namespace pgplumb::commands
