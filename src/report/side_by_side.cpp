#include "report/side_by_side.hpp"

#include <algorithm>

namespace pgplumb::report {

namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t most_comparisons = 4'000'000;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

SideLine whole(std::string_view line) {
  return {true, std::string(line), "", ""};
}

bool is_in_word(char c) {
  return c == '_' || (static_cast<unsigned char>(c) & 0x80U) != 0 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
         (c >= 'a' && c <= 'z');
}

// Two lines that differ, with what they have in common at their ends left out of the middle, word by word.
SideRow differing(std::string_view from, std::string_view to) {
  const std::size_t least = std::min(from.size(), to.size());
  std::size_t begin = 0;
  while (begin < least && from[begin] == to[begin]) ++begin;
  const auto splits = [](std::string_view line, std::size_t at) {
    return at > 0 && at < line.size() && is_in_word(line[at - 1]) && is_in_word(line[at]);
  };
  while (splits(from, begin) || splits(to, begin)) --begin;
  std::size_t end = 0;
  while (end < least - begin && from[from.size() - 1 - end] == to[to.size() - 1 - end]) ++end;
  while (end > 0 && (splits(from, from.size() - end) || splits(to, to.size() - end))) --end;
  if (from.find_first_not_of(' ') >= begin && end == 0) return {false, whole(from), whole(to)};
  const auto parts = [&](std::string_view line) {
    return SideLine{true, std::string(line.substr(0, begin)),
                    std::string(line.substr(begin, line.size() - begin - end)),
                    std::string(line.substr(line.size() - end))};
  };
  return {false, parts(from), parts(to)};
}

SideRow equal(std::string_view line) {
  const SideLine side{true, std::string(line), "", ""};
  return {true, side, side};
}

void add_block(const Lines& from, const Lines& to, std::vector<SideRow>& rows) {
  for (std::size_t at = 0; at < std::max(from.size(), to.size()); ++at) {
    if (at < from.size() && at < to.size()) {
      rows.push_back(differing(from[at], to[at]));
    } else if (at < from.size()) {
      rows.push_back({false, whole(from[at]), {}});
    } else {
      rows.push_back({false, {}, whole(to[at])});
    }
  }
}

}  // namespace

std::vector<SideRow> side_by_side(std::string_view from, std::string_view to) {
  const Lines left = lines_of(from);
  const Lines right = lines_of(to);
  const std::size_t columns = right.size() + 1;
  std::vector<std::size_t> common;
  if (left.size() * right.size() <= most_comparisons) {
    // The length of the longest common sequence of what begins at two lines.
    common.resize((left.size() + 1) * columns);
    for (std::size_t a = left.size(); a-- > 0;)
      for (std::size_t b = right.size(); b-- > 0;)
        common[a * columns + b] = left[a] == right[b]
                                      ? common[(a + 1) * columns + b + 1] + 1
                                      : std::max(common[(a + 1) * columns + b], common[a * columns + b + 1]);
  }
  std::vector<SideRow> rows;
  Lines removed;
  Lines added;
  const auto flush = [&] {
    add_block(removed, added, rows);
    removed.clear();
    added.clear();
  };
  std::size_t a = 0;
  std::size_t b = 0;
  while (a < left.size() || b < right.size()) {
    if (a < left.size() && b < right.size() && left[a] == right[b]) {
      flush();
      rows.push_back(equal(left[a]));
      ++a;
      ++b;
    } else if (b == right.size() ||
               (a < left.size() && (common.empty() || common[(a + 1) * columns + b] >= common[a * columns + b + 1]))) {
      removed.push_back(left[a++]);
    } else {
      added.push_back(right[b++]);
    }
  }
  flush();
  return rows;
}

}  // namespace pgplumb::report
