#include "pgplumb/show.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "report/json.hpp"
#include "report/plan_text.hpp"

namespace pgplumb::cli {

namespace {

struct Options {
  FormatOption format;
  std::string file;
};

void run(const Options& options, const Session& session) {
  const ShownPlan shown = read_plan(read_file(options.file), options.file);
  print(options.format.json() ? report::show_json(shown, options.file)
                              : report::show_text(shown, report::Style{session.colored(STDOUT_FILENO)}));
}

}  // namespace

void add_show(CLI::App& application, Session& session) {
  CLI::App* command = application.add_subcommand("show", "Show a plan file as text or JSON");
  const auto options = std::make_shared<Options>();
  command->add_option("plan", options->file, "the plan file; - is standard input")->type_name("PLAN")->required();
  options->format.add_to(*command);
  describe(*command, {{"pgplumb show plan.sql", "what the plan does, which locks it takes"},
                      {"pgplumb show plan.sql --json | jq '.destroys'", "facts for a machine"}});
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace pgplumb::cli
