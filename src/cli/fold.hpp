// Lines that fit: text for people is broken at spaces where a terminal would break it in the middle of a word.
//
// What goes into a file or a pipe keeps its lines, since a line there is one thing that grep can find. SQL is never
// folded: whoever prints some does not ask for it.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pgplumb::cli {

/// For what has no width of its own: help.
inline constexpr std::size_t help_width = 80;

/// Every line of `text` broken at spaces so that none is longer than `width`, unless one word is. What follows stands
/// beneath the text of its line: beneath the second column of "  --option FILE   what it is for". Escape sequences take
/// no room.
[[nodiscard]] std::string folded(std::string_view text, std::size_t width);

/// Folded to the width of the terminal if standard output is one, else as it is.
[[nodiscard]] std::string for_terminal(std::string text);

}  // namespace pgplumb::cli
