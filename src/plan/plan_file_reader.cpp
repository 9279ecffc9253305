// Reading plan files. The header is read by lines, since the writer lets nothing end a comment. Below it, the statement
// scanner says what is a comment and what is only the text of a function body that looks like one; manual sections are
// skipped by their number of bytes.
#include <algorithm>
#include <charconv>
#include <utility>

#include "base/hash.hpp"
#include "plan/batch_frame.hpp"
#include "plan/plan_file.hpp"
#include "plan/plan_text.hpp"
#include "plan/truth.hpp"
#include "sql/statements.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::plan {

namespace {

constexpr std::string_view manual_line = "-- manual \"";
constexpr std::string_view state_line = "-- state: ";
constexpr std::string_view depends_on_rows = "depends-on-rows";
constexpr const char* make_again =
    "make the plan again; an older plan of this database stays valid as long as its schema has not moved";

[[noreturn]] void refuse(const std::string& file, int line, const std::string& code, const std::string& message,
                         const std::string& hint) {
  throw DiagnosedError("the plan cannot be used",
                       {{Severity::error, code, {file, line, line == 0 ? 0 : 1}, "", message, hint}},
                       ExitCode::refused);
}

std::string_view line_at(std::string_view text, std::size_t at) {
  return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

bool take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

template <typename Number>
bool take_number(std::string_view& text, Number& number) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

// The text up to `end`, which is taken as well.
bool take_until(std::string_view& text, std::string_view end, std::string_view& taken) {
  const std::size_t at = text.find(end);
  if (at == std::string_view::npos) return false;
  taken = text.substr(0, at);
  text.remove_prefix(at + end.size());
  return true;
}

// What the body of a plan consists of, in order: lines of comment, statements and manual sections.
struct Piece {
  enum class Type { comment, statement, manual } type = Type::comment;
  std::size_t at = 0;     // byte offset in the file
  std::string_view text;  // a comment's line
  std::string statement;
  Manual manual;
};

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Plan read(std::map<int, int>* lines) {
    check_first_line();
    check_digest();
    read_header();
    body_end_ = text_.size() - last_line.size();
    read_state();
    collect_pieces();
    while (next_ < pieces_.size()) read_batch();
    if (plan_.batches.size() != announced_ && announced_ != 0) malformed(text_.size());
    check_truth();
    if (lines != nullptr) count_lines(*lines);
    return std::move(plan_);
  }

 private:
  void check_first_line() {
    std::string_view line = line_at(text_, 0);
    int format = 0;
    if (text_.find_first_not_of(" \t\r\n") == std::string_view::npos)
      refuse(file_, 0, "plan-empty", "the file is empty", "make the plan again with pgplumb plan -o");
    if (!take(line, first_line) || !take_number(line, format))
      refuse(file_, 1, "not-a-plan", "this is no plan file: it does not begin with \"-- pgplumb plan\"",
             "plans are made with pgplumb plan -o");
    if (format > format_number)
      refuse(file_, 1, "plan-format",
             "the plan has format " + std::to_string(format) + ", this pgplumb reads up to " +
                 std::to_string(format_number),
             "use a newer pgplumb, or make the plan again with this one");
    if (line == "\r")
      refuse(file_, 1, "plan-edited", "the line ends of the plan were converted to CRLF",
             "restore the file; \"*.sql -text\" in .gitattributes keeps git from converting it");
    if (!line.empty() || format != format_number) malformed(0);
    at_ = line_at(text_, 0).size() + 1;
    if (at_ < text_.size() && line_at(text_, at_).starts_with(signature_line)) at_ += line_at(text_, at_).size() + 1;
  }

  void check_digest() {
    const bool complete = text_.ends_with(last_line);
    const std::string digest = digest_of(text_);
    if (digest.empty() || at_ > text_.size())
      refuse(file_, 2, complete ? "plan-edited" : "plan-truncated", "the plan has no digest",
             "restore the file, or make the plan again");
    at_ += line_at(text_, at_).size() + 1;
    if (at_ <= text_.size() && digest == "sha256:" + sha256_hex(text_.substr(at_))) {
      if (!complete) malformed(text_.size());
      return;
    }
    if (!complete)
      refuse(file_, 0, "plan-truncated", "the plan is truncated: its last line is missing",
             "restore the file, or make the plan again");
    refuse(file_, 2, "plan-edited", "the plan was edited after it was made: its digest does not match",
           "restore the file; change the schema files and make the plan again rather than editing a plan");
  }

  // The digest is right and the lines read well: what they leave out is left out on purpose.
  void check_truth() const {
    std::vector<Diagnostic> untrue;
    for (const Shortfall& shortfall : find_shortfalls(plan_))
      untrue.push_back(untrue_step({file_, line_of(steps_at_.at(shortfall.step)), 1}, "", shortfall.message));
    refuse_untrue(std::move(untrue));
  }

  void read_header() {
    expect_field("-- from:    ", plan_.from);
    expect_field("-- to:      ", plan_.to);
    std::string_view line = expect_line("-- server:  PostgreSQL ");
    if (!take_number(line, plan_.server_major)) malformed(at_);
    plan_.projection = plain(expect_line("-- manages: "));
    expect_field("-- waits:   ", plan_.lock_timeout);
    line = expect_line("-- changes: ");
    Counts& counts = plan_.counts;
    if (!take_number(line, counts.create) || !take(line, " create, ") || !take_number(line, counts.alter) ||
        !take(line, " alter, ") || !take_number(line, counts.replace) || !take(line, " replace, ") ||
        !take_number(line, counts.drop))
      malformed(at_);
    while (optional_line("-- destroys: ", line)) plan_.destroys.push_back(plain(line));
    while (optional_line("-- info:    ", line)) plan_.information.push_back(plain(line));
    line = expect_line("-- proof:   ");
    plan_.proof = take(line, "passed, ") ? Proof::passed : Proof::skipped;
    if (plan_.proof == Proof::skipped && !take(line, "skipped, ")) malformed(at_);
    if (!take_number(line, plan_.statements)) malformed(at_);
  }

  // The state stands at the end of the file, so that it is found without scanning.
  void read_state() {
    std::vector<std::string_view> lines;
    while (body_end_ > at_) {
      const std::size_t newline = body_end_ < 2 ? std::string_view::npos : text_.rfind('\n', body_end_ - 2);
      const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
      std::string_view line = text_.substr(begin, body_end_ - begin - 1);
      if (begin < at_ || !take(line, state_line)) break;
      lines.push_back(line);
      body_end_ = begin;
    }
    if (lines.empty()) return;
    std::string base64;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) base64 += *line;
    auto state = unpack_state(base64);
    if (!state) malformed(body_end_);
    plan_.manifest = std::move(state->manifest);
    after_ = std::move(state->after);
  }

  void collect_pieces() {
    while (at_ < body_end_) {
      const std::size_t head = find_head();
      scan_until(head);
      at_ = head;
      if (at_ < body_end_) read_manual();
    }
  }

  // Where the next manual section begins. A line that looks like the head of one may stand in a function body: so a
  // head is a comment to the scanner. That is shown twice as much each time that it knows of none, and not all of the
  // file, since the bytes of a section are anything.
  std::size_t find_head() const {
    std::size_t end = find_line(manual_line, at_);
    for (;;) {
      const std::string_view all = text_.substr(at_, end - at_);
      const std::string_view shown = all.substr(0, sql::find_malformed(all));
      const sql::Tokens found = sql::tokenize_up_to_failure(shown);
      for (const sql::Token& token : found.tokens)
        if (token.kind == sql::TokenKind::line_comment && is_head(at_ + token.begin)) return at_ + token.begin;
      if (!found.failure && (end == body_end_ || is_head(end))) return end;
      if (shown.size() < all.size() || end == body_end_) malformed(at_);
      end = std::min(text_.find('\n', at_ + 2 * all.size()), body_end_ - 1) + 1;
    }
  }

  [[nodiscard]] bool is_head(std::size_t at) const {
    return text_.substr(at).starts_with(manual_line) && text_[at - 1] == '\n';
  }

  std::size_t find_line(std::string_view beginning, std::size_t from) const {
    const std::size_t at = text_.find("\n" + std::string(beginning), from == 0 ? 0 : from - 1);
    return at == std::string_view::npos || at >= body_end_ ? body_end_ : at + 1;
  }

  // Adds the pieces of the text from at_ to `end`.
  void scan_until(std::size_t end) {
    sql::ScannedFile scanned;
    try {
      scanned = sql::scan(text_.substr(at_, end - at_), file_);
    } catch (const DiagnosedError&) {
      malformed(at_);
    }
    auto comment = scanned.comments.begin();
    const auto add_comments = [&](std::size_t before) {
      for (; comment != scanned.comments.end() && comment->begin < before; ++comment)
        pieces_.push_back({Piece::Type::comment, at_ + comment->begin, line_at(text_, at_ + comment->begin), {}, {}});
    };
    for (sql::Statement& statement : scanned.statements) {
      add_comments(statement.begin);
      while (comment != scanned.comments.end() && comment->begin < statement.end) ++comment;
      pieces_.push_back({Piece::Type::statement, at_ + statement.begin, {}, std::move(statement.text), {}});
    }
    add_comments(end);
  }

  void read_manual() {
    Piece piece{Piece::Type::manual, at_, {}, {}, {}};
    Manual& manual = piece.manual;
    std::string_view line = line_at(text_, at_);
    const std::size_t head = line.size() + 1;
    std::string_view name;
    std::string_view run;
    std::string_view transaction;
    std::string_view hash;
    std::string_view position;
    std::size_t bytes = 0;
    if (!take(line, manual_line) || !take_until(line, "\" run=", name) || !take_until(line, " transaction=", run) ||
        !take_until(line, " sha256=", transaction) || !take_until(line, " bytes=", hash) || !take_number(line, bytes) ||
        !take(line, " (") || !take_until(line, "), verbatim", position) || bytes > body_end_ - at_)
      malformed(at_);
    manual.name = plain(name);
    manual.run = run;
    manual.transaction = transaction == "on";
    manual.sha256 = hash;
    const auto place = parse_position(position);
    if (!place) malformed(at_);
    manual.position = *place;
    at_ += head;
    manual.bytes = text_.substr(at_, bytes);
    at_ += bytes;
    std::string_view rest = text_.substr(at_, body_end_ - at_);
    if (!manual.bytes.empty() && manual.bytes.back() != '\n') take(rest, "\n");
    if (!take(rest, "-- end manual\n")) malformed(at_);
    take(rest, ";\n");
    at_ = body_end_ - rest.size();
    pieces_.push_back(std::move(piece));
  }

  void read_batch() {
    std::string_view line = expect_comment("-- batch ");
    std::size_t number = 0;
    if (!take_number(line, number) || number != plan_.batches.size() + 1 || !take(line, " of ") ||
        !take_number(line, announced_) || !take(line, ": "))
      malformed(here());
    Batch& batch = plan_.batches.emplace_back();
    batch.transaction = line == "transaction";
    if (!batch.transaction && line != "no transaction") malformed(here());
    // The frame depends on whether the section is there, which is known only behind the opening statements.
    const auto manual =
        std::find_if(pieces_.begin() + static_cast<std::ptrdiff_t>(next_), pieces_.end(), [](const Piece& piece) {
          return piece.type == Piece::Type::manual || piece.text.starts_with("-- step ") ||
                 piece.text.starts_with("-- batch ");
        });
    if (manual != pieces_.end() && manual->type == Piece::Type::manual) batch.manual = manual->manual;
    BatchFrame frame = frame_of(plan_, batch);
    if (!are_next(frame.opening)) frame = frame_of(plan_, batch, Limits::kept);
    expect_statements(frame.opening);
    if (batch.manual) ++next_;
    while (is_comment("-- step ")) read_step(batch.steps.emplace_back(), frame.closing);
    expect_statements(frame.closing);
    if (is_comment("-- checkpoint: ")) batch.checkpoint = plain(expect_comment("-- checkpoint: "));
  }

  void read_step(Step& step, const std::vector<std::string>& closing) {
    const std::size_t begin = here();
    std::string_view line = expect_comment("-- step ");
    if (!take_number(line, step.number) || !take(line, ": ")) malformed(here());
    // Each has a number of its own, from 1: what is said of one is said of no other.
    if (step.number != static_cast<int>(steps_at_.size()) + 1) malformed(begin);
    steps_at_[step.number] = begin;
    if (const auto known = after_.find(step.number); known != after_.end()) step.after = known->second;
    read_change(line, step.change);
    const std::size_t gap = line.find("  ");
    step.object = plain(line.substr(0, gap));
    if (gap != std::string_view::npos) {
      line.remove_prefix(std::min(line.find_first_not_of(' ', gap), line.size()));
      if (!take(line, "(") || !line.ends_with(')')) malformed(here());
      const auto position = parse_position(line.substr(0, line.size() - 1));
      if (!position) malformed(here());
      step.position = *position;
    }
    while (is_comment("--   ")) read_detail(step, expect_comment("--   "));
    while (next_ < pieces_.size() && pieces_[next_].type == Piece::Type::statement &&
           pieces_[next_].statement != closing.front())
      step.statements.push_back(std::move(pieces_[next_++].statement));
  }

  void read_change(std::string_view& line, Change& change) {
    for (const Change candidate : {Change::create, Change::alter, Change::replace, Change::drop, Change::rename,
                                   Change::guard, Change::validate}) {
      if (!take(line, std::string(to_string(candidate)) + " ")) continue;
      change = candidate;
      return;
    }
    malformed(here());
  }

  void read_detail(Step& step, std::string_view line) {
    if (take(line, "locks: ")) {
      if (line != nothing_locked && line != nothing_more_locked) step.measured.locks.push_back(plain(line));
    } else if (take(line, "scans: ")) {
      step.measured.scans.push_back(plain(line));
    } else if (take(line, "rewrites: ")) {
      step.measured.rewrites.push_back(plain(line));
    } else if (take(line, "destroys: ")) {
      step.destroys = plain(line);
    } else if (take(line, "hazard: ")) {
      read_danger(step, line);
    } else if (!step.dangers.empty() && take(line, "asks: ")) {
      step.dangers.back().query = plain(line);
    } else {
      step.notes.push_back(plain(line));
    }
  }

  // "drops-default column app.t.id", "depends-on-rows table app.t: no NULL in column app.t.id"
  void read_danger(Step& step, std::string_view line) const {
    const std::size_t blank = std::min(line.find(' '), line.size() - 1);
    Danger& danger = step.dangers.emplace_back();
    danger.hazard = plain(line.substr(0, blank));
    line.remove_prefix(blank + 1);
    const std::size_t colon = danger.hazard == depends_on_rows ? line.find(": ") : std::string_view::npos;
    danger.object = plain(line.substr(0, colon));
    if (colon != std::string_view::npos) danger.demand = plain(line.substr(colon + 2));
  }

  [[nodiscard]] bool is_comment(std::string_view beginning) const {
    return next_ < pieces_.size() && pieces_[next_].type == Piece::Type::comment &&
           pieces_[next_].text.starts_with(beginning);
  }

  std::string_view expect_comment(std::string_view beginning) {
    if (!is_comment(beginning)) malformed(here());
    return pieces_[next_++].text.substr(beginning.size());
  }

  [[nodiscard]] bool is_statement(std::size_t piece, const std::string& statement) const {
    return piece < pieces_.size() && pieces_[piece].type == Piece::Type::statement &&
           pieces_[piece].statement == statement;
  }

  [[nodiscard]] bool are_next(const std::vector<std::string>& statements) const {
    for (std::size_t at = 0; at < statements.size(); ++at)
      if (!is_statement(next_ + at, statements[at])) return false;
    return true;
  }

  void expect_statements(const std::vector<std::string>& statements) {
    for (const std::string& statement : statements) {
      if (!is_statement(next_, statement)) malformed(here());
      ++next_;
    }
  }

  std::string_view expect_line(std::string_view beginning) {
    std::string_view line;
    if (!optional_line(beginning, line)) malformed(at_);
    return line;
  }

  bool optional_line(std::string_view beginning, std::string_view& line) {
    std::string_view found = line_at(text_, std::min(at_, text_.size()));
    const std::size_t size = found.size() + 1;
    if (!take(found, beginning)) return false;
    line = found;
    at_ += size;
    return true;
  }

  void expect_field(std::string_view beginning, std::string& field) {
    const std::string_view line = expect_line(beginning);
    field = plain(line.substr(0, line.find("  ")));
  }

  std::string plain(std::string_view text) const {
    auto decoded = plain_text(text);
    if (!decoded) malformed(static_cast<std::size_t>(text.data() - text_.data()));
    return std::move(*decoded);
  }

  [[nodiscard]] std::size_t here() const { return next_ < pieces_.size() ? pieces_[next_].at : body_end_; }

  // The steps stand in the order of their numbers: one walk through the text serves all.
  void count_lines(std::map<int, int>& lines) const {
    int line = 1;
    auto begin = text_.begin();
    for (const auto& [step, at] : steps_at_) {
      const auto end = text_.begin() + static_cast<std::ptrdiff_t>(at);
      line += static_cast<int>(std::count(begin, end, '\n'));
      begin = end;
      lines[step] = line;
    }
  }

  [[nodiscard]] int line_of(std::size_t offset) const {
    const std::size_t at = std::min(offset, text_.size());
    return 1 + static_cast<int>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  }

  // The digest is right, so the writer was another one than ours.
  [[noreturn]] void malformed(std::size_t offset) const {
    refuse(file_, line_of(offset), "plan-malformed", "the plan does not read as pgplumb writes it", make_again);
  }

  std::string_view text_;
  std::string file_;
  Plan plan_;
  std::map<int, std::vector<int>> after_;
  std::map<int, std::size_t> steps_at_;
  std::size_t at_ = 0;
  std::size_t body_end_ = 0;
  std::vector<Piece> pieces_;
  std::size_t next_ = 0;
  std::size_t announced_ = 0;
};

}  // namespace

std::string digest_of(std::string_view text) {
  const auto behind = [&](std::size_t at) { return std::min(text.find('\n', at), text.size() - 1) + 1; };
  std::size_t at = behind(0);
  if (line_at(text, std::min(at, text.size())).starts_with(signature_line)) at = behind(at);
  std::string_view line = line_at(text, std::min(at, text.size()));
  if (!take(line, "-- digest:  ")) return {};
  return std::string(line.substr(0, line.find(' ')));
}

Plan read_plan_file(std::string_view text, const std::string& file, std::map<int, int>* lines) {
  return Reader(text, file).read(lines);
}

}  // namespace pgplumb::plan
