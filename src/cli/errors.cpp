#include "cli/errors.hpp"

#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>

#include "pgplumb/plan.hpp"
#include "postgres/conninfo.hpp"
#include "report/json.hpp"
#include "report/pretty_json.hpp"

namespace pgplumb::cli {

namespace {

using report::Ink;
using report::Style;

/// What the command line, or whatever else names a thing, holds may be a URL in the wrong place.
std::string shown(const std::string& text) {
  return report::harmless(postgres::without_credentials(text));
}

std::string hint_text(const std::string& hint, const Style& style) {
  if (hint.empty()) return {};
  return "  " + style(Ink::cyan, "hint") + ": " +
         report::harmless_block(postgres::without_credentials(hint), "        | ") + "\n";
}

std::string server_text(const ServerError::Report& report, const Style& style) {
  std::string text;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty())
      text += "  " + style(Ink::dim, name) + ": " + report::harmless_block(value, "        | ") + "\n";
  };
  add("detail", report.detail);
  add("sqlstate", report.sqlstate);
  add("statement", report.statement.size() > 400 ? report.statement.substr(0, 400) + " ..." : report.statement);
  return text;
}

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

/// What kind of failure it is, for whoever branches on it.
const char* code_of(const Error& error) {
  if (dynamic_cast<const InternalError*>(&error) != nullptr) return "internal";
  if (dynamic_cast<const ServerError*>(&error) != nullptr) return "server";
  if (dynamic_cast<const DiagnosedError*>(&error) != nullptr)
    return error.exit_code() == ExitCode::refused ? "refused" : "diagnosed";
  switch (error.exit_code()) {
    case ExitCode::refused:
      return "refused";
    case ExitCode::partly_applied:
      return "partly-applied";
    case ExitCode::interrupted:
      return "interrupted";
    default:
      return "error";
  }
}

}  // namespace

std::string diagnostics_text(const std::vector<Diagnostic>& diagnostics, const Style& style) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    Diagnostic bare = diagnostic;
    bare.hint.clear();
    text += style(diagnostic.severity == Severity::error ? Ink::red : Ink::yellow,
                  postgres::without_credentials(to_string(bare))) +
            "\n" + hint_text(diagnostic.hint, style);
  }
  return text;
}

std::string error_text(const Error& error, const Style& style) {
  std::string text;
  if (const auto* diagnosed = dynamic_cast<const DiagnosedError*>(&error); diagnosed != nullptr)
    text += diagnostics_text(diagnosed->diagnostics(), style);
  text += "pgplumb: " + style(Ink::red, "error") + ": " + shown(error.what()) + "\n";
  if (const auto* server = dynamic_cast<const ServerError*>(&error); server != nullptr)
    text += server_text(server->report(), style);
  return text + hint_text(error.hint(), style);
}

std::string error_json(const Error& error) {
  boost::json::object said{{"code", code_of(error)},
                           {"message", postgres::without_credentials(error.what())},
                           {"hint", postgres::without_credentials(error.hint())},
                           {"exit_code", static_cast<int>(error.exit_code())},
                           {"sqlstate", ""},
                           {"detail", ""},
                           {"statement", ""}};
  if (const auto* server = dynamic_cast<const ServerError*>(&error); server != nullptr) {
    said["sqlstate"] = server->sqlstate();
    said["detail"] = server->report().detail;
    said["statement"] = server->report().statement;
  }
  boost::json::array diagnostics;
  if (const auto* diagnosed = dynamic_cast<const DiagnosedError*>(&error); diagnosed != nullptr)
    for (const Diagnostic& diagnostic : diagnosed->diagnostics())
      diagnostics.push_back(boost::json::object{{"severity", word(diagnostic.severity)},
                                                {"code", diagnostic.code},
                                                {"message", postgres::without_credentials(diagnostic.message)},
                                                {"hint", diagnostic.hint},
                                                {"file", diagnostic.position.file},
                                                {"line", diagnostic.position.line},
                                                {"column", diagnostic.position.column},
                                                {"object", diagnostic.object}});
  said["diagnostics"] = std::move(diagnostics);
  boost::json::object all{{"format", 1}, {"error", std::move(said)}};
  if (const auto* refused = dynamic_cast<const RefusedPlan*>(&error); refused != nullptr)
    all["plan"] = boost::json::parse(report::plan_json(refused->result(), {}));
  return report::pretty_json(all);
}

bool asks_for_json(const std::vector<std::string>& words) {
  for (std::size_t index = 0; index < words.size() && words[index] != "--"; ++index) {
    if (words[index] == "--json" || words[index] == "--format=json") return true;
    if (words[index] == "--format" && index + 1 < words.size() && words[index + 1] == "json") return true;
  }
  return false;
}

void warn(const std::vector<Diagnostic>& warnings, const Session& session) {
  const std::string said = diagnostics_text(warnings, report::Style{session.colored(STDERR_FILENO)});
  std::fwrite(said.data(), 1, said.size(), stderr);
}

}  // namespace pgplumb::cli
