#include "pgplumb/plan.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "cli/errors.hpp"
#include "cli/files.hpp"
#include "cli/fold.hpp"
#include "cli/interruption.hpp"
#include "cli/options.hpp"
#include "cli/plan_check.hpp"
#include "cli/spinner.hpp"
#include "pgplumb/error.hpp"
#include "plan/signature.hpp"
#include "report/formats.hpp"
#include "report/json.hpp"
#include "report/plan_text.hpp"

namespace pgplumb::cli {

namespace {

struct Options {
  ConnectionOptions connection;
  SchemaOptions schema;
  FormatOption format;
  std::string to_snapshot;
  std::string output;
  std::string check;
  std::string sign;
  std::map<std::string, std::string> beside;  // format -> file
  std::vector<std::string> allow_destroy;
  bool detailed_exit_code = false;
  bool no_proof = false;
  bool check_rows = false;
  std::string check_rows_limit;
  std::string online;
  bool reverse = false;
  bool with_reverse = false;
};

void run(const Options& options, Session& session) {
  PlanRequest request;
  request.settings = options.schema.settings(options.connection.environment);
  request.connection = options.connection.choose(request.settings);
  request.settings.online = request.settings.online || !options.online.empty();
  request.settings.expand = request.settings.expand || options.online == "expand";
  request.to_snapshot = options.to_snapshot;
  request.reverse = options.reverse;
  const bool to_file = !options.output.empty() && options.output != "-";
  if (options.with_reverse && !to_file)
    throw Error("--with-reverse writes the way back beside the plan, and no file is named", "add -o PLAN");
  request.with_reverse = options.with_reverse || (request.settings.with_reverse && to_file);
  request.prove = !options.no_proof;
  request.check_rows = options.check_rows;
  if (!options.check_rows_limit.empty()) request.settings.check_rows_limit = options.check_rows_limit;
  request.allow_destroy = options.allow_destroy;
  request.stop = stop_by_signals();
  Spinner spinner(request.stop);
  request.progress = spinner.progress();
  if (!options.check.empty())
    return check_committed_plan({request, read_file(options.check), options.check}, options.format.json(), session);
  // A key that cannot be used is told before the work.
  std::optional<plan::SigningKey> key;
  if (!options.sign.empty()) key.emplace(options.sign);
  const auto show = [&](const PlanResult& plan, const report::PlanContext& context) {
    warn(plan.warnings, session);
    if (options.output == "-") return;
    const report::Style style{session.colored(STDOUT_FILENO)};
    print(for_terminal(report::plan_text(plan, context, style)));
  };
  PlanResult result;
  try {
    result = make_plan(request);
  } catch (const RefusedPlan& refused) {
    spinner.stop();
    // As JSON the error holds it.
    if (!options.format.json()) show(refused.result(), {{}, {}, true});
    throw;
  }
  spinner.stop();
  if (key) {
    result.text = key->sign(result.text);
    if (!result.reverse.empty()) result.reverse = key->sign(result.reverse);
  }
  if (!options.output.empty()) write_file(options.output, result.text);
  if (!result.reverse.empty()) write_file(reverse_plan_name(options.output), result.reverse);
  for (const report::PlanFormat& format : report::plan_formats())
    if (const auto file = options.beside.find(format.name); file != options.beside.end() && !file->second.empty())
      write_file(file->second, format.write(report::report_of(result, options.output), {}));
  if (options.format.json()) {
    warn(result.warnings, session);
    if (options.output != "-") print(report::plan_json(result, options.output));
  } else {
    show(result, {options.output, options.connection.again()});
  }
  if (options.detailed_exit_code && !result.plan.empty()) session.exit_code = static_cast<int>(ExitCode::differences);
}

}  // namespace

void add_plan(CLI::App& application, Session& session) {
  CLI::App* command = application.add_subcommand("plan", "Plan what makes a database match the schema files");
  const auto options = std::make_shared<Options>();
  options->connection.add_to(*command);
  options->schema.add_to(*command);
  command->add_option("--to", options->to_snapshot, "plan towards a snapshot instead of schema files")
      ->type_name("SNAPSHOT")
      ->excludes("--schema");
  command->add_option("-o,--output", options->output, "write the plan file here; - is standard output")
      ->type_name("PLAN");
  command
      ->add_option("--check", options->check, "plan again and compare with this committed plan: exit 3 if it differs")
      ->type_name("PLAN")
      ->excludes("--output");
  command->add_option("--sign", options->sign, "sign the plan file with this Ed25519 key (PEM)")
      ->type_name("KEYFILE")
      ->needs("--output");
  command->add_flag("--detailed-exitcode", options->detailed_exit_code, "exit with 2 if there is something to do");
  command
      ->add_option("--allow-destroy", options->allow_destroy,
                   "allow what loses rows or values: all of it, or objects like 'column app.users.*'")
      ->type_name("[PATTERN]")
      ->expected(0, 1)
      ->take_all();
  command->add_flag("--no-proof", options->no_proof, "do not try the plan in a scratch server first");
  CLI::Option* check_rows = command->add_flag(
      "--check-rows", options->check_rows,
      "ask the live database, read-only, whether its rows let the plan through, and how many are in the way");
  command
      ->add_option("--check-rows-limit", options->check_rows_limit, "the longest that each such query may take (30s)")
      ->type_name("TIME")
      ->needs(check_rows);
  command
      ->add_flag("--online", options->online,
                 "build indexes concurrently, validate constraints and fill new columns apart: more transactions, "
                 "shorter locks; --online=expand changes types by a second column that takes the place of the first")
      ->check(CLI::IsMember({"true", "expand"}).description(""));
  command->add_flag("--reverse", options->reverse, "plan the way back: from the schema files to what is live")
      ->excludes(check_rows);
  for (const report::PlanFormat& format : report::plan_formats())
    if (format.beside_plan)
      command
          ->add_option("--" + std::string(format.name), options->beside[format.name],
                       std::string("write ") + format.about + " here as well")
          ->type_name("FILE");
  command
      ->add_flag("--with-reverse", options->with_reverse,
                 "write the way back beside the plan, as X.reverse.plan.sql of X.plan.sql")
      ->excludes("--reverse");
  options->format.add_to(*command);
  describe(*command, {{"pgplumb plan -o plan.sql", "what makes DATABASE_URL match schema.sql, saved for review"},
                      {"pgplumb plan --env staging --schema db/schema --detailed-exitcode",
                       "in CI: exit 2 if there is something to do"},
                      {"pgplumb plan --allow-destroy 'column public.users.nickname' -o plan.sql", "let one column go"},
                      {"pgplumb plan --check-rows -o plan.sql", "does it go through with the rows that are there?"},
                      {"pgplumb plan --check plans/next.sql", "in CI: is the committed plan still the plan?"},
                      {"pgplumb plan --reverse -o rollback.sql", "the way back, made before the way there is gone"}});
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace pgplumb::cli
