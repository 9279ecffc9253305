#include "cli/errors.hpp"

namespace pgplumb::cli {

namespace {

using report::Ink;
using report::Style;

std::string hint_text(const std::string& hint, const Style& style) {
  if (hint.empty()) return {};
  std::string text = "  " + style(Ink::cyan, "hint") + ": ";
  for (const char c : report::harmless(hint)) {
    text += c;
    if (c == '\n') text += "        ";
  }
  return text + "\n";
}

std::string server_text(const ServerError::Report& report, const Style& style) {
  std::string text;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) text += "  " + style(Ink::dim, name) + ": " + report::harmless(value) + "\n";
  };
  add("detail", report.detail);
  add("sqlstate", report.sqlstate);
  add("statement", report.statement.size() > 400 ? report.statement.substr(0, 400) + " ..." : report.statement);
  return text;
}

}  // namespace

std::string diagnostics_text(const std::vector<Diagnostic>& diagnostics, const Style& style) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    Diagnostic bare = diagnostic;
    bare.hint.clear();
    text += style(diagnostic.severity == Severity::error ? Ink::red : Ink::yellow, to_string(bare)) + "\n" +
            hint_text(diagnostic.hint, style);
  }
  return text;
}

std::string error_text(const Error& error, const Style& style) {
  std::string text;
  if (const auto* diagnosed = dynamic_cast<const DiagnosedError*>(&error); diagnosed != nullptr)
    text += diagnostics_text(diagnosed->diagnostics(), style);
  text += "pgplumb: " + style(Ink::red, "error") + ": " + report::harmless(error.what()) + "\n";
  if (const auto* server = dynamic_cast<const ServerError*>(&error); server != nullptr)
    text += server_text(server->report(), style);
  return text + hint_text(error.hint(), style);
}

}  // namespace pgplumb::cli
