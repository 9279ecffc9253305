// Two texts beside each other, line by line, with what differs marked.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pgplumb::report {

/// A line of one side, in three parts: what differs is in the middle, in whole words. A line that has nothing in common
/// with the other side's is all in `before`. `there` is false where the other side has a line
/// and this one has none.
struct SideLine {
  bool there = false;
  std::string before;
  std::string middle;
  std::string after;

  bool operator==(const SideLine&) const = default;
};

struct SideRow {
  bool same = false;  ///< both sides are equal, and all of it stands in `before`
  SideLine from;
  SideLine to;

  bool operator==(const SideRow&) const = default;
};

/// Lines that both have in common are the longest such sequence; between them, lines stand beside each other in order.
/// Texts of more than some thousand lines that differ are compared as one block.
[[nodiscard]] std::vector<SideRow> side_by_side(std::string_view from, std::string_view to);

}  // namespace pgplumb::report
