#include "pgplumb/drift.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <sstream>

#include "cli/commands.hpp"
#include "cli/drift_accept.hpp"
#include "cli/errors.hpp"
#include "cli/files.hpp"
#include "cli/fold.hpp"
#include "cli/interruption.hpp"
#include "cli/options.hpp"
#include "cli/spinner.hpp"
#include "postgres/connection.hpp"
#include "postgres/conninfo.hpp"
#include "report/formats.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::cli {

namespace {

struct Options {
  ConnectionOptions connection;
  SchemaOptions schema;
  FormatOption format;
  std::string snapshot;
  std::string output;
  std::vector<std::string> targets;
  std::string targets_file;
  int jobs = 4;
  bool sql = false;
  bool accept = false;
};

/// One database of several: the name of an environment, else a connection string.
DriftRequest target(const std::string& written, const Options& options, const DriftRequest& common) {
  DriftRequest request = common;
  if (common.settings.environments.contains(written)) {
    request.settings = options.schema.settings(written);
    request.connection = choose_connection("", written, common.settings).conninfo;
    request.name = written;
    request.environment = written;
    return request;
  }
  if (!postgres::is_connection_string(written) && !postgres::is_foreign(written))
    throw Error("there is no environment \"" + written + "\" in pgplumb.toml",
                "name one of its [env.NAME], or write a URL: postgresql://host/database");
  request.connection = written;
  request.name = postgres::redacted(written);
  return request;
}

/// Those of the command line, then those of the file: one a line, # begins a comment.
std::vector<std::string> written_targets(const Options& options) {
  std::vector<std::string> targets = options.targets;
  if (options.targets_file.empty()) return targets;
  std::istringstream lines(read_file(options.targets_file));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t begin = line.find_first_not_of(" \t\r");
    if (begin == std::string::npos || line[begin] == '#') continue;
    targets.push_back(line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1));
  }
  if (targets.empty()) throw Error(options.targets_file + " names no database", "write one environment or URL a line");
  return targets;
}

report::DriftReport report_of(DriftOutcome outcome) {
  report::DriftReport report;
  report.result = std::move(outcome.result);
  report.error = std::move(outcome.error);
  report.seconds = outcome.seconds;
  report.finished = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  return report;
}

/// The SQL of each database. Among several it is told whose it is.
std::string sql_text(const std::vector<report::DriftReport>& reports) {
  std::string text;
  for (const report::DriftReport& report : reports) {
    if (!text.empty()) text += "\n";
    if (!report.error.empty())
      text += "-- " + sql::comment_text(report.result.database) +
              " was not compared: " + sql::comment_text(report.error) + "\n";
    else if (report.result.differences.empty())
      text += "-- " + sql::comment_text(report.result.database) + " is what " +
              sql::comment_text(report.result.desired) + " says\n";
    text += report.result.sql;
  }
  return text;
}

std::vector<report::DriftReport> reports_of(const Options& options, const DriftRequest& common) {
  std::vector<report::DriftReport> reports;
  if (options.targets.empty() && options.targets_file.empty()) {
    DriftRequest request = common;
    request.environment = options.connection.environment;
    request.connection = options.connection.choose(common.settings);
    const auto begin = std::chrono::steady_clock::now();
    DriftOutcome outcome;
    outcome.result = find_drift(request);
    outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    reports.push_back(report_of(std::move(outcome)));
    return reports;
  }
  std::vector<DriftRequest> requests;
  for (const std::string& written : written_targets(options)) requests.push_back(target(written, options, common));
  for (DriftOutcome& outcome : find_drifts(requests, options.jobs)) reports.push_back(report_of(std::move(outcome)));
  return reports;
}

/// What the schema files say concerns all: each warning is told once.
void tell_warnings(const std::vector<report::DriftReport>& reports, const Session& session) {
  std::vector<Diagnostic> warnings;
  for (const report::DriftReport& report : reports)
    for (const Diagnostic& warning : report.result.warnings)
      if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) warnings.push_back(warning);
  warn(warnings, session);
}

/// 1 if a database could not be compared, else 2 if one differs.
ExitCode exit_code_of(const std::vector<report::DriftReport>& reports) {
  ExitCode code = ExitCode::done;
  for (const report::DriftReport& report : reports) {
    if (!report.error.empty()) return ExitCode::error;
    if (!report.result.differences.empty()) code = ExitCode::differences;
  }
  return code;
}

void run(const Options& options, Session& session) {
  DriftRequest request;
  request.settings = options.schema.settings(options.connection.environment);
  request.snapshot = options.snapshot;
  request.with_sql = options.sql;
  request.stop = stop_by_signals();
  if (options.accept) {
    request.connection = options.connection.choose(request.settings);
    return accept(request, options.format.json(), session);
  }
  Spinner spinner(request.stop);
  request.progress = spinner.progress();
  const std::vector<report::DriftReport> reports = reports_of(options, request);
  spinner.stop();
  tell_warnings(reports, session);
  const bool to_file = !options.output.empty() && options.output != "-";
  const report::Style style{!to_file && session.colored(STDOUT_FILENO)};
  const report::DriftFormat& format = options.format.chosen(report::drift_formats());
  const bool shown = !to_file && std::string_view(format.name) == "text";
  const std::string text = options.sql ? sql_text(reports) : format.write(reports, style);
  write_file(options.output, shown && !options.sql ? for_terminal(text) : text);
  session.exit_code = static_cast<int>(exit_code_of(reports));
}

}  // namespace

void add_drift(CLI::App& application, Session& session) {
  CLI::App* command =
      application.add_subcommand("drift", "Find what has changed in a database: exit 2 if something has");
  const auto options = std::make_shared<Options>();
  options->connection.add_to(*command);
  options->schema.add_to(*command);
  command
      ->add_option("--snapshot,--baseline", options->snapshot,
                   "compare with a snapshot instead of schema files: of export, or what apply --snapshot left")
      ->type_name("SNAPSHOT")
      ->excludes("--schema");
  CLI::Option* targets = command
                             ->add_option("--target", options->targets,
                                          "one of several databases: an environment or a URL; may be given again")
                             ->type_name("ENV|URL")
                             ->expected(1)
                             ->take_all()
                             ->excludes("--url")
                             ->excludes("--env");
  CLI::Option* targets_file =
      command->add_option("--targets", options->targets_file, "a file that names them, one a line; # begins a comment")
          ->type_name("FILE")
          ->excludes("--url")
          ->excludes("--env");
  command->add_option("--jobs", options->jobs, "how many databases are compared at once")
      ->capture_default_str()
      ->check(CLI::Range(1, 100).description(""))
      ->type_name("N");
  command->add_option("-o,--output", options->output, "write the report here instead of standard output")
      ->type_name("FILE");
  options->format.add_to(*command, report::drift_formats());
  CLI::Option* sql = command->add_flag("--sql", options->sql, "write the SQL that would bring the database back");
  command
      ->add_flag("--accept", options->accept,
                 "change the schema files, or the snapshot, so that they say what the database has")
      ->excludes(sql)
      ->excludes(targets)
      ->excludes(targets_file)
      ->excludes("--output");
  describe(*command, {{"pgplumb drift --env production", "is production still what schema.sql says?"},
                      {"pgplumb drift --snapshot schema/snapshot.json --json", "for a nightly job"},
                      {"pgplumb drift --target staging --target production", "two databases in one call"},
                      {"pgplumb drift --sql -o back.sql", "what would bring the database back"},
                      {"pgplumb drift --accept", "the database is right: change the schema files"},
                      {"pgplumb drift --format junit -o drift.xml", "as a test report, which any CI shows"}});
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace pgplumb::cli
