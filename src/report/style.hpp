// How text reaches a terminal: colours where they are wanted, and no control character from a name, ever.

#pragma once

#include <string>
#include <string_view>

namespace pgplumb::report {

enum class Ink { plain, bold, dim, red, green, yellow, cyan };

struct Style {
  bool color = false;

  /// `text`, harmless, in `ink` where colours are on.
  [[nodiscard]] std::string operator()(Ink ink, std::string_view text) const;
};

/// `text` on one line, what cannot be seen as \n, \x1b, \u202e: a name cannot steer the terminal, nor begin a line that
/// a log of CI takes for a command.
[[nodiscard]] std::string harmless(std::string_view text);
/// The same for text of several lines, such as a statement: every line but the first begins with `margin`, which is not
/// blank.
[[nodiscard]] std::string harmless_block(std::string_view text, std::string_view margin);

}  // namespace pgplumb::report
