#include "pgplumb/drift.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>

#include "cli/commands.hpp"
#include "cli/errors.hpp"
#include "cli/files.hpp"
#include "cli/interruption.hpp"
#include "cli/options.hpp"
#include "cli/spinner.hpp"
#include "report/formats.hpp"

namespace pgplumb::cli {

namespace {

struct Options {
  ConnectionOptions connection;
  SchemaOptions schema;
  FormatOption format;
  std::string snapshot;
  std::string output;
};

void run(const Options& options, Session& session) {
  DriftRequest request;
  request.settings = options.schema.settings(options.connection.environment);
  request.connection = options.connection.choose(request.settings);
  request.snapshot = options.snapshot;
  stop_on_interruption();
  Spinner spinner;
  request.progress = spinner.progress();
  const auto begin = std::chrono::steady_clock::now();
  report::DriftReport report;
  report.result = find_drift(request);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  report.finished = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  const DriftResult& result = report.result;
  spinner.stop();
  const std::string said = diagnostics_text(result.warnings, report::Style{session.colored(STDERR_FILENO)});
  std::fwrite(said.data(), 1, said.size(), stderr);
  const bool to_file = !options.output.empty() && options.output != "-";
  const report::Style style{!to_file && session.colored(STDOUT_FILENO)};
  write_file(options.output, options.format.chosen(report::drift_formats()).write({&report, 1}, style));
  if (!result.differences.empty()) session.exit_code = static_cast<int>(ExitCode::differences);
}

}  // namespace

void add_drift(CLI::App& application, Session& session) {
  CLI::App* command =
      application.add_subcommand("drift", "Find what has changed in a database: exit 2 if something has");
  const auto options = std::make_shared<Options>();
  options->connection.add_to(*command);
  options->schema.add_to(*command);
  command->add_option("--snapshot", options->snapshot, "compare with a snapshot instead of schema files")
      ->type_name("SNAPSHOT")
      ->excludes("--schema");
  command->add_option("-o,--output", options->output, "write the report here instead of standard output")
      ->type_name("FILE");
  options->format.add_to(*command, report::drift_formats());
  describe(*command, {{"pgplumb drift --env production", "is production still what schema.sql says?"},
                      {"pgplumb drift --snapshot schema/snapshot.json --json", "for a nightly job"},
                      {"pgplumb drift --format junit -o drift.xml", "as a test report, which any CI shows"}});
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace pgplumb::cli
