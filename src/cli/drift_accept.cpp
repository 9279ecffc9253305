#include "cli/drift_accept.hpp"

#include <unistd.h>

#include <boost/json.hpp>
#include <sstream>

#include "base/words.hpp"
#include "cli/files.hpp"
#include "cli/spinner.hpp"
#include "report/changes_text.hpp"
#include "report/pretty_json.hpp"

namespace pgplumb::cli {

namespace {

namespace json = boost::json;
using report::Ink;

std::string accepted_text(const Acceptance& result, const report::Style& style) {
  if (result.accepted.empty() && result.left.empty())
    return style(Ink::green, "Nothing to accept") + ": " + report::harmless(result.database) + " is what " +
           report::harmless(result.desired) + " says.\n";
  std::string text;
  if (!result.accepted.empty()) text += style(Ink::green, "Accepted") + "\n";
  for (const std::string& object : result.accepted) text += "    " + report::harmless(object) + "\n";
  if (!result.left.empty()) text += style(Ink::yellow, "Not accepted") + "\n";
  for (const NotAccepted& one : result.left) {
    text += "    " + report::harmless(one.object);
    if (one.position.line > 0) text += " (" + report::harmless(to_string(one.position)) + ")";
    text += "\n      " + report::harmless(one.why) + "\n";
    if (one.write.empty()) continue;
    text += "      write:\n";
    std::istringstream lines(one.write);
    for (std::string line; std::getline(lines, line);) text += "        " + report::harmless(line) + "\n";
  }
  text += result.files.empty() ? "No file was changed.\n" : "Changed:";
  for (const ChangedFile& file : result.files) text += " " + report::harmless(file.path);
  if (!result.files.empty()) text += "\n";
  return text;
}

std::string accepted_json(const Acceptance& result) {
  json::array left;
  for (const NotAccepted& one : result.left)
    left.push_back(json::object{{"object", one.object},
                                {"why", one.why},
                                {"file", one.position.file},
                                {"line", one.position.line},
                                {"write", one.write}});
  json::array files;
  for (const ChangedFile& file : result.files) files.push_back(json::string(file.path));
  return report::pretty_json(json::object{{"format", 1},
                                          {"database", result.database},
                                          {"desired", result.desired},
                                          {"accepted", json::value_from(result.accepted)},
                                          {"not_accepted", std::move(left)},
                                          {"files", std::move(files)}});
}

}  // namespace

void accept(const DriftRequest& request, bool json, Session& session) {
  Spinner spinner(request.stop);
  DriftRequest heard = request;
  heard.progress = spinner.progress();
  const Acceptance result = accept_drift(heard);
  spinner.stop();
  // Whoever edits them at the same time is not written over.
  for (const ChangedFile& file : result.files)
    if (read_file(file.path) != file.before)
      throw Error(file.path + " was changed meanwhile", "nothing was written; accept once more");
  for (const ChangedFile& file : result.files) write_file(file.path, file.text);
  print(json ? accepted_json(result) : accepted_text(result, report::Style{session.colored(STDOUT_FILENO)}));
  if (!result.left.empty()) session.exit_code = static_cast<int>(ExitCode::differences);
}

}  // namespace pgplumb::cli
