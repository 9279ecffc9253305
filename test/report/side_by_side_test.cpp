#include "report/side_by_side.hpp"

#include <doctest/doctest.h>

using pgplumb::report::side_by_side;
using pgplumb::report::SideRow;

namespace {

/// "  a | a" for equal lines, "! a[b]c | a[d]c" for others, "-" for a line that is not there.
std::string shown(std::string_view from, std::string_view to) {
  std::string text;
  const auto side = [](const auto& line) {
    return line.there ? line.before + (line.middle.empty() ? "" : "[" + line.middle + "]") + line.after : "-";
  };
  for (const SideRow& row : side_by_side(from, to))
    text += (row.same ? "  " : "! ") + side(row.from) + " | " + side(row.to) + "\n";
  return text;
}

}  // namespace

TEST_CASE("equal lines stand beside each other, and those that only one side has stand alone") {
  CHECK(shown("a\nb\nc", "a\nx\ny\nc\nd") == "  a | a\n! b | x\n! - | y\n  c | c\n! - | d\n");
  CHECK(shown("a\nb", "b") == "! a | -\n  b | b\n");
}

TEST_CASE("what differs in a line is marked in whole words") {
  CHECK(shown("numeric(10,2)", "numeric(12,2)") == "! numeric([10],2) | numeric([12],2)\n");
  CHECK(shown("WHERE grün", "WHERE grau") == "! WHERE [grün] | WHERE [grau]\n");
  CHECK(shown("a b", "a b c") == "! a b | a b[ c]\n");
  CHECK(shown("integer", "bigint") == "! integer | bigint\n");
}

TEST_CASE("nothing beside something is one side only") {
  CHECK(side_by_side("", "").empty());
  CHECK(shown("", "a") == "! - | a\n");
}

TEST_CASE("texts of many thousand lines are compared as one block") {
  std::string from;
  std::string to;
  for (int line = 0; line < 5000; ++line) {
    from += "a" + std::to_string(line) + "\n";
    to += "b" + std::to_string(line) + "\n";
  }
  CHECK(side_by_side(from, to).size() == 5000);
}
