#include "pgplumb/render.hpp"

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
  std::string snapshot;
  std::string output;
};

void run(const Options& options, Session& session) {
  RenderRequest request;
  request.settings = options.schema.settings(options.connection.environment);
  request.snapshot = options.snapshot;
  if (request.snapshot.empty())
    request.connection = options.connection.choose(request.settings);
  else if (!options.connection.url.empty() || !options.connection.environment.empty())
    request.context = options.connection.choose(request.settings);
  request.existing = read_existing_file(options.output);
  request.file = options.output;
  request.stop = stop_by_signals();
  Spinner spinner(request.stop);
  request.progress = spinner.progress();
  const RenderResult result = render_schema(request);
  spinner.stop();
  warn(result.warnings, session);
  write_file(options.output, result.text);
}

}  // namespace

void add_render(CLI::App& application, Session& session) {
  CLI::App* command =
      application.add_subcommand("render", "Write a snapshot or a database as SQL that people like to read");
  const auto options = std::make_shared<Options>();
  command->add_option("snapshot", options->snapshot, "the snapshot; without one the database is rendered")
      ->type_name("SNAPSHOT");
  options->connection.add_to(*command);
  options->schema.add_managed_to(*command);
  command
      ->add_option("-o,--output", options->output,
                   "write here instead of standard output; an existing file keeps its manual sections")
      ->type_name("FILE");
  describe(*command, {{"pgplumb render -o schema.sql", "from a database to a schema file to go on with"},
                      {"pgplumb render schema/snapshot.json", "a snapshot as SQL"},
                      {"pgplumb render snapshot.json --env staging -o schema.sql",
                       "where manual sections need a platform's objects, which staging has"}});
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace pgplumb::cli
