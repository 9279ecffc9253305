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

/// `text` with control characters other than newlines and tabs as \xNN, so that a name cannot steer the terminal.
[[nodiscard]] std::string harmless(std::string_view text);

}  // namespace pgplumb::report
