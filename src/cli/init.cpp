#include "pgplumb/init.hpp"

#include <termios.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <sstream>

#include "base/words.hpp"
#include "cli/commands.hpp"
#include "cli/errors.hpp"
#include "cli/files.hpp"
#include "cli/interruption.hpp"
#include "cli/options.hpp"
#include "cli/repository_host.hpp"
#include "cli/spinner.hpp"
#include "cli/texts.hpp"

namespace pgplumb::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  std::string url;
  std::string directory;
  std::vector<std::string> schemas;
  std::string profile;
  std::string workflow;
  bool yes = false;
};

/// Asks on the terminal; an empty answer is `usual`. @throws Error at the end of the input
std::string ask(const std::string& question, const std::string& usual, bool secret = false) {
  std::cerr << question << (usual.empty() ? "" : " [" + usual + "]") << ": " << std::flush;
  termios before{};
  const bool hides = secret && ::tcgetattr(STDIN_FILENO, &before) == 0;
  if (hides) {
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &silent);
  }
  std::string answer;
  const bool given = static_cast<bool>(std::getline(std::cin, answer));
  if (hides) {
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before);
    std::cerr << "\n";
  }
  if (!given) throw Error("there was no answer; nothing was written", "answer, or say all with options and --yes");
  return answer.empty() ? usual : answer;
}

bool connection_is_known() {
  for (const char* name : {"DATABASE_URL", "PGHOST", "PGDATABASE", "PGSERVICE", "SUPABASE_URL"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return true;
  return false;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

void complete_by_asking(Options& options, const std::string& host) {
  if (options.url.empty() && !connection_is_known())
    options.url = ask("URL of the database (it is not written anywhere)", "", true);
  if (options.schemas.empty()) {
    const std::string answer = ask("Schemas to manage, with blanks between them", "all");
    if (answer != "all") options.schemas = words_of(answer);
  }
  if (options.workflow.empty())
    options.workflow = ask("Workflow for github, gitlab or none", host.empty() ? "none" : host);
}

void choose_workflow(InitRequest& request, const std::string& host) {
  if (host == "none" || host.empty()) return;
  for (const Text& text : workflows())
    if (text.name == host) request.workflow = text.text;
  if (request.workflow.empty())
    throw Error("there is no workflow for \"" + host + "\"", "it is github, gitlab or none");
  request.workflow_path = host == "github" ? ".github/workflows/pgplumb.yml" : ".gitlab/pgplumb.yml";
}

void write(const InitRequest& request, const InitResult& result) {
  for (const ProjectFile& file : result.files) {
    const fs::path path = fs::path(request.folder) / file.path;
    std::error_code error;
    if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
    if (error) throw Error("cannot make the folder " + path.parent_path().string() + ": " + error.message());
    write_file(path.string(), file.text);
  }
}

std::string next_steps(const InitRequest& request, const InitResult& result) {
  std::string text = "Wrote " + counted(result.objects, "object") + " into\n";
  for (const ProjectFile& file : result.files) text += "    " + (fs::path(request.folder) / file.path).string() + "\n";
  text +=
      "\nNext:\n    put the database's URL into .env as .env.example shows, and .env into .gitignore\n"
      "    pgplumb plan        finds nothing to do; change schema/schema.sql, and it finds what you changed\n";
  if (request.workflow_path == ".gitlab/pgplumb.yml")
    text += "    in .gitlab-ci.yml: include: [{local: .gitlab/pgplumb.yml}]\n";
  if (!request.workflow_path.empty())
    text += "    give the workflow its secrets: " + request.workflow_path + " says which at its top\n";
  return text;
}

void run(Options options, Session& session) {
  const std::string host = repository_host(options.directory.empty() ? "." : options.directory);
  if (!options.yes && ::isatty(STDIN_FILENO) != 0) complete_by_asking(options, host);
  InitRequest request;
  request.folder = options.directory;
  request.schemas = options.schemas;
  request.profile = options.profile;
  choose_workflow(request, options.workflow.empty() ? host : options.workflow);
  request.connection = choose_connection(options.url, "", Settings{}).conninfo;
  request.stop = stop_by_signals();
  Spinner spinner(request.stop);
  request.progress = spinner.progress();
  const InitResult result = init_project(request);
  spinner.stop();
  warn(result.warnings, session);
  write(request, result);
  print(next_steps(request, result));
}

}  // namespace

void add_init(CLI::App& application, Session& session) {
  CLI::App* command = application.add_subcommand("init", "Begin a project: its files, written from a live database");
  const auto options = std::make_shared<Options>();
  command
      ->add_option("--url", options->url, "the database, as a URL or a connection string; else DATABASE_URL, else PG*")
      ->type_name("URL");
  command->add_option("--directory", options->directory, "the folder of the project (the working directory)")
      ->type_name("DIR");
  command->add_option("--schemas", options->schemas, "a schema to manage, or a glob; may be given several times (all)")
      ->type_name("GLOB")
      ->expected(1)
      ->take_all();
  command->add_option("--profile", options->profile, "what the platform is, as in supabase")->type_name("NAME");
  command->add_option("--workflow", options->workflow, "what CI it is for (by git's remote, else none)")
      ->type_name("github|gitlab|none")
      ->check(CLI::IsMember({"github", "gitlab", "none"}).description(""));
  command->add_flag("-y,--yes", options->yes, "ask nothing");
  describe(*command, {{"pgplumb init", "asks what it cannot see"},
                      {"pgplumb init --url \"$DATABASE_URL\" --schemas app --workflow github --yes", "from a script"}});
  command->callback([options, &session] { run(*options, session); });
}

}  // namespace pgplumb::cli
