#include "catalog/readable.hpp"

namespace pgplumb::catalog {

std::string readable(const std::string& part) {
  const bool plain = !part.empty() && part.find_first_of(". \"\n\r\t()") == std::string::npos;
  if (plain) return part;
  std::string text = "\"";
  for (const char c : part) {
    if (c == '\n') {
      text += "\\n";
    } else if (c == '\r') {
      text += "\\r";
    } else {
      if (c == '"') text += '"';
      text += c;
    }
  }
  return text + "\"";
}

std::string readable(std::span<const std::string> path) {
  std::string text;
  for (const std::string& part : path) text += (&part == path.data() ? "" : ".") + readable(part);
  return text;
}

}  // namespace pgplumb::catalog
