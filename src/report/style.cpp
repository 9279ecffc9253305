#include "report/style.hpp"

#include <algorithm>

#include "report/escape.hpp"

#include <fmt/core.h>

namespace pgplumb::report {

std::string harmless(std::string_view text) {
  return visible(text);
}

std::string harmless_block(std::string_view text, std::string_view margin) {
  std::string result;
  for (;;) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    result += visible(text.substr(0, end));
    if (end == text.size()) return result;
    text.remove_prefix(end + 1);
    result += "\n";
    result += margin;
  }
}

std::string Style::operator()(Ink ink, std::string_view text) const {
  const std::string clean = harmless(text);
  if (!color || ink == Ink::plain) return clean;
  const char* code = "0";
  switch (ink) {
    case Ink::plain:
      break;
    case Ink::bold:
      code = "1";
      break;
    case Ink::dim:
      code = "2";
      break;
    case Ink::red:
      code = "31";
      break;
    case Ink::green:
      code = "32";
      break;
    case Ink::yellow:
      code = "33";
      break;
    case Ink::cyan:
      code = "36";
      break;
  }
  return fmt::format("\x1b[{}m{}\x1b[0m", code, clean);
}

}  // namespace pgplumb::report
