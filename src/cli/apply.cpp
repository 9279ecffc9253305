#include "pgplumb/apply.hpp"

#include <unistd.h>

#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "base/duration.hpp"
#include "base/words.hpp"
#include "cli/commands.hpp"
#include "cli/errors.hpp"
#include "cli/files.hpp"
#include "cli/fold.hpp"
#include "cli/interruption.hpp"
#include "cli/options.hpp"
#include "cli/spinner.hpp"
#include "pgplumb/export.hpp"
#include "pgplumb/show.hpp"
#include "report/json.hpp"
#include "report/style.hpp"

namespace pgplumb::cli {

namespace {

struct Options {
  ConnectionOptions connection;
  FormatOption format;
  std::string file;
  std::string approved;
  std::string verify;
  std::optional<std::string> wait;
  BackupSetting backup;
  std::string snapshot;
  bool quiet = false;
};

std::string applied_text(const ApplyResult& result, const report::Style& style) {
  using report::Ink;
  if (result.nothing_to_do)
    return fmt::format("{}: {} is already where the plan leads.\n", style(Ink::green, "Nothing to do"),
                       report::harmless(result.database));
  std::string text =
      fmt::format("{}: {} in {} on {}", style(Ink::green, "Applied"), counted(result.statements, "statement"),
                  counted(result.batches_done, "batch"), report::harmless(result.database));
  if (result.batches_skipped > 0)
    text += fmt::format("; {} had been applied before", counted(result.batches_skipped, "batch"));
  text += ".\n";
  if (!result.backup.empty())
    text += fmt::format("Backup: {} (sha256 {}).\n", report::harmless(result.backup), result.backup_sha256);
  return text;
}

void leave_snapshot(const Options& options, const ApplyRequest& request) {
  ExportRequest left;
  left.settings = request.settings;
  left.connection = request.connection;
  left.stop = request.stop;
  try {
    write_file(options.snapshot, export_snapshot(left).text);
  } catch (const Error& error) {
    const std::string& environment = options.connection.environment;
    throw Error(std::string("its snapshot was not written: ") + error.what(),
                "to get it, run pgplumb export" + (environment.empty() ? "" : " --env " + environment) + " -o " +
                    options.snapshot + (options.connection.url.empty() ? "" : " with the same --url"));
  }
}

/// "30s", "5min", and "5m", as one says it. A number alone would be milliseconds, which nobody means.
std::chrono::milliseconds waiting_time(const std::string& text) {
  const bool short_minutes = text.size() > 1 && text.ends_with('m') && text[text.size() - 2] <= '9';
  const auto time = duration_of(short_minutes ? text + "in" : text);
  const bool has_unit = text.find_first_not_of("0123456789") != std::string::npos;
  if (!time || !has_unit || time->count() == 0)
    throw Error("--wait is \"" + text + "\"", "write a number and a unit, more than nothing: 30s, 5min, 1h");
  return *time;
}

void run(const Options& options, Session& session) {
  const Settings settings = for_environment(load_settings(""), options.connection.environment);
  ApplyRequest request;
  if (options.wait) request.wait = waiting_time(*options.wait);
  request.settings = settings;
  request.connection = options.connection.choose(settings);
  request.text = read_file(options.file);
  request.file = options.file;
  request.verify = options.verify;
  request.environment = options.connection.environment;
  request.approved = options.approved;
  request.backup = options.backup;
  request.stop = stop_by_signals();
  Spinner spinner(request.stop);
  if (!options.quiet && !options.format.json())
    request.progress = [&spinner](const std::string& line) { spinner.tell(line); };
  const ApplyResult result = apply_plan(request);
  try {
    if (!options.snapshot.empty()) leave_snapshot(options, request);
    spinner.stop();
    warn(result.warnings, session);
    print(options.format.json() ? report::apply_json(result)
                                : for_terminal(applied_text(result, report::Style{session.colored(STDOUT_FILENO)})));
  } catch (const Error& error) {
    if (result.nothing_to_do) throw;
    throw Error(std::string("the plan is applied, every batch is committed, but ") + error.what(), error.hint(),
                ExitCode::partly_applied);
  }
}

}  // namespace

void add_apply(CLI::App& application, Session& session) {
  CLI::App* command = application.add_subcommand("apply", "Apply a plan file: exactly what was reviewed");
  const auto options = std::make_shared<Options>();
  command->add_option("plan", options->file, "the plan file; - is standard input")->type_name("PLAN")->required();
  options->connection.add_to(*command);
  options->format.add_to(*command);
  command->add_option("--approve", options->approved, "the digest that the reviewer saw; another plan is refused")
      ->type_name("DIGEST");
  command->add_option("--verify", options->verify, "the public Ed25519 key (PEM) that the plan must be signed with")
      ->type_name("KEYFILE");
  command
      ->add_option("--wait", options->wait,
                   "how long to wait for locks in all (30s, 5min), instead of the attempts of pgplumb.toml")
      ->type_name("DURATION");
  CLI::Option* backup =
      command->add_option("--backup", options->backup.directory, "first write a backup (pg_dump) into this folder")
          ->type_name("DIR");
  command->add_flag("--backup-schema-only", options->backup.schema_only, "leave the rows out of it")->needs(backup);
  command
      ->add_option("--snapshot", options->snapshot,
                   "write down what the database has afterwards, for drift --baseline to compare with")
      ->type_name("FILE");
  command->add_flag("-q,--quiet", options->quiet, "do not name every step");
  describe(*command, {{"pgplumb apply plan.sql", "apply to DATABASE_URL; once more to go on after an interruption"},
                      {"pgplumb apply --env production --approve sha256:5f0c... --backup backups plan.sql",
                       "the same reviewed bytes on another database"},
                      {"pgplumb apply --wait 10min plan.sql", "where others hold locks for long"}});
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace pgplumb::cli
