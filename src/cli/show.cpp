#include "pgplumb/show.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/fold.hpp"
#include "cli/options.hpp"
#include "report/formats.hpp"

namespace pgplumb::cli {

namespace {

struct Options {
  FormatOption format;
  std::string file;
  std::string output;
};

void run(const Options& options, const Session& session) {
  const ShownPlan shown = read_plan(read_file(options.file), options.file);
  const bool to_file = !options.output.empty() && options.output != "-";
  const report::Style style{!to_file && session.colored(STDOUT_FILENO)};
  const report::PlanFormat& format = options.format.chosen(report::plan_formats());
  const std::string text = format.write(report::report_of(shown, options.file), style);
  write_file(options.output, !to_file && std::string_view(format.name) == "text" ? for_terminal(text) : text);
}

}  // namespace

void add_show(CLI::App& application, Session& session) {
  CLI::App* command = application.add_subcommand("show", "Show a plan file: as text, a comment, a page, a graph");
  const auto options = std::make_shared<Options>();
  command->add_option("plan", options->file, "the plan file; - is standard input")->type_name("PLAN")->required();
  options->format.add_to(*command, report::plan_formats());
  command->add_option("-o,--output", options->output, "write here instead of to standard output")->type_name("FILE");
  describe(*command, {{"pgplumb show plan.sql", "what the plan does, which locks it takes"},
                      {"pgplumb show plan.sql --format markdown -o comment.md", "a comment for the pull request"},
                      {"pgplumb show plan.sql --format dot | dot -Tsvg -o plan.svg", "which step follows which"},
                      {"pgplumb show plan.sql --json | jq '.destroys'", "facts for a machine"}});
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace pgplumb::cli
