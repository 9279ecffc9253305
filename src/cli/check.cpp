#include "pgplumb/check.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/errors.hpp"
#include "cli/files.hpp"
#include "cli/interruption.hpp"
#include "cli/options.hpp"
#include "cli/spinner.hpp"
#include "report/drift_text.hpp"
#include "report/json.hpp"

namespace pgplumb::cli {

namespace {

struct Options {
  ConnectionOptions connection;
  SchemaOptions schema;
  FormatOption format;
};

void run(const Options& options, Session& session) {
  CheckRequest request;
  request.settings = options.schema.settings(options.connection.environment);
  request.connection = options.connection.choose(request.settings);
  stop_on_interruption();
  Spinner spinner;
  request.progress = spinner.progress();
  const CheckResult result = check_database(request);
  spinner.stop();
  const std::string said = diagnostics_text(result.warnings, report::Style{session.colored(STDERR_FILENO)});
  std::fwrite(said.data(), 1, said.size(), stderr);
  print(options.format.json() ? report::check_json(result)
                              : report::check_text(result, report::Style{session.colored(STDOUT_FILENO)}));
  if (!result.aligned()) session.exit_code = static_cast<int>(ExitCode::differences);
}

}  // namespace

void add_check(CLI::App& application, Session& session) {
  CLI::App* command = application.add_subcommand("check", "Check the set-up: server, role, rights, tables");
  const auto options = std::make_shared<Options>();
  options->connection.add_to(*command);
  options->schema.add_to(*command);
  options->format.add_to(*command);
  describe(*command,
           {{"pgplumb check", "does pgplumb get along with DATABASE_URL, and are all tables there?"},
            {"pgplumb check --env production --json", "for a machine; exit 2 if something is missing or differs"}});
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace pgplumb::cli
