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

/// "tables", "indexes", "policies", "privileges".
[[nodiscard]] std::string plural(std::string_view noun);

/// "1 table", "2 tables", "3 indexes", "2 policies".
[[nodiscard]] std::string counted(long count, std::string_view noun);

}  // namespace pgplumb::report
