#include "base/error.hpp"

namespace pgplumb {

std::string to_string(const Position& position) {
  std::string text = position.file;
  if (position.line > 0) {
    text += ":" + std::to_string(position.line);
    if (position.column > 0) text += ":" + std::to_string(position.column);
  }
  return text;
}

namespace {

const char* word(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::information:
      return "information";
  }
  return "error";
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
  std::string text = to_string(diagnostic.position);
  if (!text.empty()) text += ": ";
  text += word(diagnostic.severity);
  text += ": ";
  if (!diagnostic.object.empty() && diagnostic.message.find(diagnostic.object) == std::string::npos)
    text += diagnostic.object + ": ";
  text += diagnostic.message;
  if (!diagnostic.hint.empty()) text += "\n  hint: " + diagnostic.hint;
  return text;
}

}  // namespace pgplumb
