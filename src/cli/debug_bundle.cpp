#include "pgplumb/debug_bundle.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/interruption.hpp"
#include "cli/options.hpp"
#include "cli/spinner.hpp"

namespace pgplumb::cli {

namespace {

struct Options {
  ConnectionOptions connection;
  SchemaOptions schema;
  std::string to_snapshot;
  std::string file;
  std::string online;
  bool replace_names = false;
};

void run(const Options& options) {
  DebugBundleRequest request;
  request.plan.settings = options.schema.settings(options.connection.environment);
  request.plan.connection = options.connection.choose(request.plan.settings);
  request.plan.settings.online = request.plan.settings.online || !options.online.empty();
  request.plan.settings.expand = request.plan.settings.expand || options.online == "expand";
  request.plan.to_snapshot = options.to_snapshot;
  request.replace_names = options.replace_names;
  request.plan.stop = stop_by_signals();
  Spinner spinner(request.plan.stop);
  request.plan.progress = spinner.progress();
  const std::string text = debug_bundle(request);
  spinner.stop();
  write_file(options.file, text);
}

}  // namespace

void add_debug_bundle(CLI::App& application, Session& /*session*/) {
  CLI::App* command = application.add_subcommand(
      "debug-bundle", "Write what a report of a fault needs: both schemas, the plan or why there is none, versions");
  const auto options = std::make_shared<Options>();
  options->connection.add_to(*command);
  options->schema.add_to(*command);
  command->add_option("FILE", options->file, "where it is written (JSON); - is standard output")->required();
  command->add_option("--to", options->to_snapshot, "plan towards a snapshot instead of schema files")
      ->type_name("SNAPSHOT")
      ->excludes("--schema");
  command->add_flag("--online", options->online, "plan as plan --online does, or --online=expand")
      ->check(CLI::IsMember({"true", "expand"}).description(""));
  command->add_flag("--replace-names", options->replace_names,
                    "replace every word that is not PostgreSQL's own, in names, bodies, comments and labels");
  describe(*command, {{"pgplumb debug-bundle fault.json", "of what `pgplumb plan` would plan"},
                      {"pgplumb debug-bundle --replace-names fault.json", "without a word of your own"}});
  command->callback([options] { run(*options); });
}

}  // namespace pgplumb::cli
