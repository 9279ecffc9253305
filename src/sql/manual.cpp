#include "sql/manual.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/hash.hpp"
#include "sql/annotations.hpp"
#include "sql/identifier.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::sql {

namespace {

constexpr std::string_view plain_name = "手工追加";
constexpr std::string_view plain_end = "结束";
constexpr std::size_t longest_name = 200;  // in bytes; what is wrong with a file says it again and again

bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

enum class Marker { none, open, close, plain_open, plain_close };

class SectionReader {
 public:
  SectionReader(std::string_view text, const ScannedFile& scanned) : text_(text), scanned_(scanned) {}

  ManualSections run() {
    for (const Comment& comment : scanned_.comments) take(comment);
    if (open_) {
      if (open_plain_)
        close(text_.size(), text_.size());
      else
        problem(open_->position, "unterminated-manual-section", "manual section \"" + open_->name + "\" is not closed",
                "close it with: -- pgplumb:end manual");
    }
    return std::move(result_);
  }

 private:
  // A comment that says 结束 closes a plain section only if such a section is open; elsewhere it is a comment.
  [[nodiscard]] Marker marker_of(const Comment& comment) const {
    const std::string_view body = comment.text;
    const auto words = [&](std::string_view start) {
      if (!body.starts_with(start)) return false;
      const std::string_view rest = body.substr(start.size());
      return rest.empty() || is_blank(rest.front()) || rest.front() == ':' || rest.starts_with("：");
    };
    if (words("pgplumb:manual")) return Marker::open;
    if (body.starts_with("pgplumb:end")) return Marker::close;
    if (comment.block) return Marker::none;
    if (words("手工追加结束") || (open_first_line_ && words(plain_end))) return Marker::plain_close;
    return words(plain_name) ? Marker::plain_open : Marker::none;
  }

  void take(const Comment& comment) {
    const Marker marker = marker_of(comment);
    if (marker == Marker::none) return;
    const bool plain = marker == Marker::plain_open || marker == Marker::plain_close;
    if (open_ && plain != open_plain_ && plain)
      return;  // an ordinary comment in a section with markers of the other sort
    if (comment.block || !begins_line(text_, comment.begin) || inside_statement(comment)) {
      if (plain && !inside_statement(comment) && marker == Marker::plain_open) return;
      problem(comment.position, "misplaced-marker",
              "the marker of a manual section does not stand on a line of its own between statements",
              "put it on a line of its own, behind the end of the statement before it");
      return;
    }
    switch (marker) {
      case Marker::none:
        return;
      case Marker::open:
        if (open_)
          problem(comment.position, "nested-manual-section",
                  "a manual section begins inside of section \"" + open_->name + "\"",
                  "close that one first: -- pgplumb:end manual");
        else
          open(comment);
        return;
      case Marker::plain_open:
        if (!open_) open_plain(comment);
        return;
      case Marker::close:
        if (comment.text != "pgplumb:end manual")
          problem(comment.position, "unknown-annotation", "there is no annotation \"" + comment.text + "\"",
                  "did you mean \"pgplumb:end manual\"?");
        else if (!open_ || open_plain_)
          problem(comment.position, "misplaced-marker", "pgplumb:end manual closes no section",
                  open_ ? "this section is closed with: -- 手工追加结束" : "open one with: -- pgplumb:manual \"name\"");
        else
          close(line_begin(comment.begin), line_behind(comment.end));
        return;
      case Marker::plain_close:
        if (open_)
          close(line_begin(comment.begin), line_behind(comment.end));
        else
          problem(comment.position, "misplaced-marker", "手工追加结束 closes no section", "open one with: -- 手工追加");
        return;
    }
  }

  void open(const Comment& comment) {
    ManualSection section;
    section.position = comment.position;
    open_plain_ = open_first_line_ = false;
    if (!read_options(comment, section)) section.name.clear();
    // A section whose options are wrong is followed to its end all the same, so that nothing else is reported for it.
    broken_ = section.name.empty();
    start(comment, std::move(section));
  }

  void open_plain(const Comment& comment) {
    ManualSection section;
    section.position = comment.position;
    section.name = plain_name;
    section.named = false;
    if (++plain_count_ > 1) section.name += " " + std::to_string(plain_count_);
    open_plain_ = true;
    broken_ = false;
    open_first_line_ = comment.position.line == 1;
    start(comment, std::move(section));
  }

  void start(const Comment& comment, ManualSection section) {
    section.begin = line_begin(comment.begin);
    body_begin_ = line_behind(comment.end);
    section.opening = text_.substr(section.begin, body_begin_ - section.begin);
    open_ = std::move(section);
  }

  void close(std::size_t body_end, std::size_t end) {
    ManualSection section = std::move(*open_);
    open_.reset();
    open_first_line_ = false;
    if (broken_) return;
    section.bytes = text_.substr(body_begin_, body_end - body_begin_);
    section.closing = text_.substr(body_end, end - body_end);
    section.sha256 = sha256_hex(section.bytes);
    section.end = end;
    const auto [first, added] = names_.emplace(section.name, section.position);
    if (!added)
      problem(section.position, "duplicate-manual-section", "there are two manual sections \"" + section.name + "\"",
              "the first is at " + to_string(first->second) + "; the journal knows sections by their names");
    else
      result_.sections.push_back(std::move(section));
  }

  // "name" [phase=...] [run=...] [transaction=...]
  bool read_options(const Comment& comment, ManualSection& section) {
    std::string_view rest = std::string_view(comment.text).substr(std::string_view("pgplumb:manual").size());
    const auto skip_blanks = [&] {
      while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
    };
    const auto invalid = [&](const std::string& message, const std::string& hint) {
      problem(comment.position, "invalid-manual-section", message, hint);
      return false;
    };
    skip_blanks();
    if (!rest.starts_with('"')) return invalid("a manual section needs a name", "write: -- pgplumb:manual \"name\"");
    std::size_t at = 1;
    for (; at < rest.size(); ++at) {
      if (rest[at] == '"') {
        if (at + 1 >= rest.size() || rest[at + 1] != '"') break;
        ++at;
      }
      section.name += rest[at];
    }
    if (at >= rest.size())
      return invalid("the name of a manual section is not closed", "write: -- pgplumb:manual \"name\"");
    if (section.name.empty())
      return invalid("the name of a manual section is empty", "write: -- pgplumb:manual \"name\"");
    if (section.name.size() > longest_name)
      return invalid("the name of a manual section is longer than " + std::to_string(longest_name) + " bytes",
                     "shorten it; what the section is for may stand in a comment");
    rest.remove_prefix(at + 1);
    for (skip_blanks(); !rest.empty(); skip_blanks()) {
      const std::string option(rest.substr(0, std::min(rest.find_first_of(" \t"), rest.size())));
      rest.remove_prefix(option.size());
      if (!apply_option(option, section)) {
        static const std::vector<std::string> known{"phase=before", "phase=after",    "run=changed",    "run=always",
                                                    "run=once",     "transaction=on", "transaction=off"};
        const std::string meant = nearest(option, known);
        return invalid("a manual section has no option \"" + option + "\"",
                       meant.empty() ? "known are: " + join(known, ", ") : "did you mean \"" + meant + "\"?");
      }
    }
    return true;
  }

  static bool apply_option(const std::string& option, ManualSection& section) {
    if (option == "phase=before" || option == "phase=after")
      section.phase = option == "phase=before" ? ManualPhase::before : ManualPhase::after;
    else if (option == "run=changed")
      section.run = ManualRun::changed;
    else if (option == "run=always")
      section.run = ManualRun::always;
    else if (option == "run=once")
      section.run = ManualRun::once;
    else if (option == "transaction=on" || option == "transaction=off")
      section.transaction = option == "transaction=on";
    else
      return false;
    return true;
  }

  [[nodiscard]] bool inside_statement(const Comment& comment) const {
    const auto next = std::upper_bound(scanned_.statements.begin(), scanned_.statements.end(), comment.begin,
                                       [](std::size_t offset, const Statement& one) { return offset < one.end; });
    return next != scanned_.statements.end() && next->begin < comment.begin;
  }

  [[nodiscard]] std::size_t line_begin(std::size_t offset) const {
    const std::size_t newline = offset == 0 ? std::string_view::npos : text_.rfind('\n', offset - 1);
    if (newline != std::string_view::npos) return newline + 1;
    return text_.starts_with("\xef\xbb\xbf") ? 3 : 0;
  }

  [[nodiscard]] std::size_t line_behind(std::size_t offset) const {
    const std::size_t newline = text_.find('\n', offset);
    return newline == std::string_view::npos ? text_.size() : newline + 1;
  }

  void problem(const Position& position, const std::string& code, const std::string& message, const std::string& hint) {
    result_.problems.push_back({Severity::error, code, position, {}, message, hint});
  }

  std::string_view text_;
  const ScannedFile& scanned_;
  ManualSections result_;
  std::map<std::string, Position> names_;
  std::optional<ManualSection> open_;
  std::size_t body_begin_ = 0;
  int plain_count_ = 0;
  bool open_plain_ = false;
  bool open_first_line_ = false;
  bool broken_ = false;
};

}  // namespace

ManualSections read_manual_sections(std::string_view text, const ScannedFile& scanned) {
  return SectionReader(text, scanned).run();
}

}  // namespace pgplumb::sql
