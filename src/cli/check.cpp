#include "pgplumb/check.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/errors.hpp"
#include "cli/files.hpp"
#include "cli/fold.hpp"
#include "cli/interruption.hpp"
#include "cli/options.hpp"
#include "cli/spinner.hpp"
#include "pgplumb/models.hpp"
#include "report/drift_text.hpp"
#include "report/escape.hpp"
#include "report/json.hpp"
#include "report/models_report.hpp"

namespace pgplumb::cli {

namespace {

struct Options {
  ConnectionOptions connection;
  SchemaOptions schema;
  FormatOption format;
  std::vector<std::string> models;
};

void run_models(const Options& options, Session& session) {
  ModelsRequest request;
  request.settings = options.schema.settings();
  request.connection = options.connection.choose(request.settings);
  request.paths = options.models;
  request.stop = stop_by_signals();
  Spinner spinner(request.stop);
  request.progress = spinner.progress();
  const ModelsResult result = check_models(request);
  spinner.stop();
  warn(result.warnings, session);
  print(options.format.chosen(report::models_formats()).write(result, report::Style{session.colored(STDOUT_FILENO)}));
  if (!result.aligned()) session.exit_code = static_cast<int>(ExitCode::differences);
}

void run(const Options& options, Session& session) {
  if (!options.models.empty()) return run_models(options, session);
  CheckRequest request;
  request.settings = options.schema.settings(options.connection.environment);
  request.connection = options.connection.choose(request.settings);
  request.stop = stop_by_signals();
  Spinner spinner(request.stop);
  request.progress = spinner.progress();
  const CheckResult result = check_database(request);
  spinner.stop();
  warn(result.warnings, session);
  if (options.format.json()) {
    print(report::check_json(result));
  } else if (options.format.format == "markdown") {
    print(report::code_block(report::check_text(result, {}), "text"));
  } else {
    print(for_terminal(report::check_text(result, report::Style{session.colored(STDOUT_FILENO)})));
  }
  if (!result.aligned()) session.exit_code = static_cast<int>(ExitCode::differences);
}

}  // namespace

void add_check(CLI::App& application, Session& session) {
  CLI::App* command = application.add_subcommand("check", "Check the set-up: server, role, rights, tables");
  const auto options = std::make_shared<Options>();
  options->connection.add_to(*command);
  options->schema.add_to(*command);
  command
      ->add_option("--models", options->models,
                   "check these models instead: files and folders of JSON Schema; see pgplumb help models")
      ->type_name("FILE|DIR")
      ->expected(1)
      ->take_all();
  options->format.add_to(*command, report::models_formats());
  describe(*command,
           {{"pgplumb check", "does pgplumb get along with DATABASE_URL, and are all tables there?"},
            {"pgplumb check --env production --json", "for a machine; exit 2 if something is missing or differs"},
            {"pgplumb check --models models/", "do the application's models fit the tables? exit 2 if not"}});
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace pgplumb::cli
