#include "report/style.hpp"

#include <fmt/core.h>

namespace pgplumb::report {

std::string harmless(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    // C1 controls (U+0080 to U+009F) are two bytes in UTF-8, and terminals obey them too.
    const bool c1 = byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;
    if (c1) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[++at]));
    } else if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) {
      result += fmt::format("\\x{:02x}", byte);
    } else {
      result += text[at];
    }
  }
  return result;
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
