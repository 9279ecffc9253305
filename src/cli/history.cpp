#include "pgplumb/history.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <sstream>

#include "base/process.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/fold.hpp"
#include "cli/interruption.hpp"
#include "cli/options.hpp"
#include "pgplumb/error.hpp"
#include "report/history.hpp"

namespace pgplumb::cli {

namespace {

struct Options {
  ConnectionOptions connection;
  FormatOption format;
  int limit = 0;
  bool tag = false;
};

/// The tags of the repository that we are in; none outside of one.
std::vector<std::string> tags_of_git() {
  std::vector<std::string> tags;
  try {
    const Ended ended = run_process({{"git", "tag", "--list", "db-*"}, {}, {}, true});
    if (ended.exit_code != 0) return tags;
    std::istringstream lines(ended.output);
    for (std::string line; std::getline(lines, line);) tags.push_back(line);
  } catch (const Error&) {
    // No git here: then nothing is tagged.
  }
  return tags;
}

void run(const Options& options, Session& session) {
  HistoryRequest request;
  const Settings settings = load_settings("");
  request.connection = options.connection.choose(settings);
  request.journal_owners = settings.journal_owners;
  request.limit = options.limit;
  request.stop = stop_by_signals();
  const HistoryResult result = read_history(request);
  if (options.tag) {
    const std::string tag = propose_tag(result, tags_of_git());
    if (tag.empty())
      throw Error("there is nothing to tag: no plan was applied to its end to " + result.database,
                  "apply one with a journal ([apply] journal = \"on\")");
    return print(tag + "\n");
  }
  print(options.format.json()
            ? report::history_json(result)
            : for_terminal(report::history_text(result, report::Style{session.colored(STDOUT_FILENO)})));
}

}  // namespace

void add_history(CLI::App& application, Session& session) {
  CLI::App* command = application.add_subcommand("history", "Tell which plans were applied to a database");
  const auto options = std::make_shared<Options>();
  options->connection.add_to(*command);
  command->add_option("-n,--limit", options->limit, "the last so many only")
      ->type_name("NUMBER")
      ->check(CLI::PositiveNumber.description(""));
  command->add_flag("--tag", options->tag, "propose a git tag for the last one that was applied: db-YYYY-MM-DD");
  options->format.add_to(*command);
  describe(*command, {{"pgplumb history --env production -n 5", "who changed production, when, and with what backup?"},
                      {"git tag \"$(pgplumb history --tag)\"", "tag the commit whose plan was just applied"}});
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace pgplumb::cli
