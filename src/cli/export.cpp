#include "pgplumb/export.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/errors.hpp"
#include "cli/files.hpp"
#include "cli/interruption.hpp"
#include "cli/options.hpp"
#include "cli/spinner.hpp"

namespace pgplumb::cli {

namespace {

struct Options {
  ConnectionOptions connection;
  SchemaOptions schema;
  std::string output;
};

void run(const Options& options, Session& session) {
  ExportRequest request;
  request.settings = options.schema.settings(options.connection.environment);
  request.from_schema = !options.schema.schema.empty();
  if (!request.from_schema) request.connection = options.connection.choose(request.settings);
  request.stop = stop_by_signals();
  Spinner spinner(request.stop);
  request.progress = spinner.progress();
  const ExportResult result = export_snapshot(request);
  spinner.stop();
  warn(result.warnings, session);
  write_file(options.output, result.text);
}

}  // namespace

void add_export(CLI::App& application, Session& session) {
  CLI::App* command = application.add_subcommand("export", "Export a database or schema files as a snapshot (JSON)");
  const auto options = std::make_shared<Options>();
  options->connection.add_to(*command);
  options->schema.add_to(*command);
  command->add_option("-o,--output", options->output, "write the snapshot here instead of standard output")
      ->type_name("FILE");
  describe(*command,
           {{"pgplumb export -o schema/snapshot.json", "of the database"},
            {"pgplumb export --schema schema.sql -o schema/snapshot.json", "of schema files; no database is needed"}});
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace pgplumb::cli
