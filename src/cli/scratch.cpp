#include "pgplumb/scratch.hpp"

#include <poll.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/interruption.hpp"
#include "cli/options.hpp"

namespace pgplumb::cli {

namespace {

struct Options {
  SchemaOptions schema;
  int major_version = 0;
  std::vector<std::string> command;
};

/// Until Ctrl-C, or until whoever started us closes our standard input.
void wait_for_end(const Stop& stop) {
  char ignored[256];
  for (;;) {
    pollfd events[] = {{STDIN_FILENO, POLLIN, 0}, {stop.descriptor(), POLLIN, 0}};
    ::poll(events, 2, -1);
    if (stop.asked()) return;
    if (events[0].revents != 0 && ::read(STDIN_FILENO, ignored, sizeof ignored) <= 0) return;
  }
}

void run(const Options& options, Session& session) {
  ScratchRequest request;
  request.settings = options.schema.settings();
  request.major_version = options.major_version;
  if (request.settings.scratch == "server") request.connection = ConnectionOptions{}.choose(request.settings);
  request.stop = stop_by_signals();
  const auto database = open_scratch(request);
  if (!options.command.empty()) {
    session.exit_code = run_with_database(database->url(), options.command);
    return;
  }
  print(database->url() + "\n");
  std::fprintf(stderr, "%s, until Ctrl-C or the end of standard input\n", database->description().c_str());
  wait_for_end(request.stop);
}

}  // namespace

void add_scratch(CLI::App& application, Session& session) {
  CLI::App* command =
      application.add_subcommand("scratch", "Run a command with a throw-away PostgreSQL database of its own");
  const auto options = std::make_shared<Options>();
  options->schema.add_scratch_to(*command);
  command->add_option("--postgres", options->major_version, "the major version; the newest that is installed")
      ->type_name("MAJOR");
  command->add_option("command", options->command, "the command, behind --; DATABASE_URL is set for it")
      ->type_name("COMMAND...");
  describe(*command, {{"pgplumb scratch -- pytest", "tests with a database that is gone afterwards"},
                      {"pgplumb scratch", "print the URL of a database that lives until Ctrl-C"}});
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace pgplumb::cli
