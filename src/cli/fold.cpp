#include "cli/fold.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

namespace pgplumb::cli {

namespace {

constexpr std::size_t narrowest = 40;

/// How many bytes the escape sequence at the beginning of `text` has; 0 if there is none.
std::size_t escape_sequence(std::string_view text) {
  if (!text.starts_with("\x1b[")) return 0;
  const std::size_t end = text.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 2);
  return end == std::string_view::npos ? text.size() : end + 1;
}

/// Calls `seen(byte, column)` for each byte that begins a character.
template <typename Seen>
void walk(std::string_view line, Seen seen) {
  std::size_t column = 0;
  for (std::size_t at = 0; at < line.size();) {
    if (const std::size_t escape = escape_sequence(line.substr(at)); escape > 0) {
      at += escape;
      continue;
    }
    const bool inside = (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U;
    if (!inside) seen(at, column++);
    ++at;
  }
}

/// Where the rest of a line goes: beneath its second column if that leaves room, else a little further in than the
/// line itself; prose goes on where it began.
std::size_t hanging(std::string_view line, std::size_t width) {
  std::size_t lead = 0;
  std::size_t second = 0;
  bool begun = false;
  std::size_t spaces = 0;
  walk(line, [&](std::size_t at, std::size_t column) {
    if (line[at] == ' ') {
      ++spaces;
      return;
    }
    if (!begun) lead = column;
    if (begun && spaces > 1 && second == 0) second = column;
    begun = true;
    spaces = 0;
  });
  if (second > 0) return second <= width / 2 ? second : lead + 4;
  return lead == 0 || lead > width / 4 ? std::min(lead, width / 2) : lead + 2;
}

void fold_line(std::string& text, std::string_view line, std::size_t width) {
  const std::size_t indent = hanging(line, width);
  std::size_t room = width;
  for (;;) {
    std::size_t length = 0;
    std::size_t space = std::string_view::npos;
    bool begun = false;
    walk(line, [&](std::size_t at, std::size_t column) {
      length = column + 1;
      if (line[at] != ' ') {
        begun = true;
      } else if (begun && (column <= room || space == std::string_view::npos)) {
        space = at;
      }
    });
    if (length <= room || space == std::string_view::npos) break;
    std::string_view head = line.substr(0, space);
    while (head.ends_with(' ')) head.remove_suffix(1);
    text += head;
    line.remove_prefix(space);
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (line.empty()) return;
    text += '\n' + std::string(indent, ' ');
    room = width - indent;
  }
  text += line;
}

}  // namespace

std::string folded(std::string_view text, std::size_t width) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    fold_line(result, text.substr(0, end), width);
    if (end == std::string_view::npos) break;
    result += '\n';
    text.remove_prefix(end + 1);
  }
  return result;
}

std::string for_terminal(std::string text) {
  winsize size{};
  if (::isatty(STDOUT_FILENO) == 0 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return text;
  return folded(text, std::max<std::size_t>(size.ws_col, narrowest));
}

}  // namespace pgplumb::cli
