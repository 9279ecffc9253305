// The command line: parses, hands over to one command, and catches whatever is thrown. There is no other catch of that
// kind.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <vector>

#include "base/shortage.hpp"
#include "cli/commands.hpp"
#include "cli/errors.hpp"
#include "cli/files.hpp"
#include "cli/fold.hpp"
#include "cli/options.hpp"
#include "config/nearest.hpp"
#include "pgplumb/settings.hpp"
#include "pgplumb/version.hpp"

namespace pgplumb::cli {

namespace {

void print_error(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

/// Says what went wrong: to people, and to the machine that asked for JSON.
int fail(const Error& error, const std::vector<std::string>& words, const Session& session) {
  print_error(error_text(error, report::Style{session.colored(STDERR_FILENO)}));
  // What cannot be written any more, to a closed pipe perhaps, has been said above.
  if (asks_for_json(words)) {
    const std::string json = error_json(error);
    std::fwrite(json.data(), 1, json.size(), stdout);
    std::fflush(stdout);
  }
  return static_cast<int>(error.exit_code());
}

/// The option that was probably meant by one that the parser does not know.
std::string suggestion(const CLI::App& application, const std::string& message, const std::vector<std::string>& words,
                       const std::string& otherwise) {
  std::vector<std::string> known;
  const auto add = [&](const CLI::App& app) {
    for (const CLI::Option* option : app.get_options())
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  };
  add(application);
  for (const CLI::App* inner : application.get_subcommands()) add(*inner);
  for (const std::string& word : words) {
    const std::string name = word.substr(0, word.find('='));
    if (!name.starts_with("--") || message.find(name) == std::string::npos) continue;
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string near = config::nearest(name, std::vector<std::string_view>(known.begin(), known.end()));
    if (!near.empty()) return "did you mean " + near + "?";
  }
  return otherwise;
}

/// Help and version are asked for; all else that the parser complains of is a mistake of the command line.
int explain(const CLI::App& application, const CLI::ParseError& error, const std::vector<std::string>& words,
            const Session& session) {
  if (error.get_exit_code() == 0) {
    if (dynamic_cast<const CLI::CallForVersion*>(&error) != nullptr) {
      print(std::string(error.what()) + "\n");
    } else {
      const CLI::App* asked = &application;
      for (const CLI::App* inner : application.get_subcommands()) asked = inner;
      const bool all = dynamic_cast<const CLI::CallForAllHelp*>(&error) != nullptr;
      print(folded(asked->help(asked == &application ? "" : "pgplumb",
                               all ? CLI::AppFormatMode::All : CLI::AppFormatMode::Normal),
                   help_width));
    }
    return 0;
  }
  std::string command = "pgplumb";
  for (const CLI::App* inner : application.get_subcommands()) command += " " + inner->get_name();
  return fail(Error(error.what(), suggestion(application, error.what(), words, "see " + command + " --help")), words,
              session);
}

/// A first word that is no command is most often a slip.
void refuse_unknown_command(const CLI::App& application, const std::vector<std::string>& words) {
  for (std::size_t index = 0; index < words.size(); ++index) {
    if (words[index] == "--color") ++index;
    if (index >= words.size() || words[index].starts_with("-") || (index > 0 && words[index - 1] == "--color"))
      continue;
    std::vector<std::string> names;
    for (const CLI::App* command : application.get_subcommands({}))
      if (!command->get_group().empty() || command->get_name() == words[index]) names.push_back(command->get_name());
    if (std::find(names.begin(), names.end(), words[index]) != names.end()) return;
    const std::string near = config::nearest(words[index], std::vector<std::string_view>(names.begin(), names.end()));
    throw Error("there is no command \"" + words[index] + "\"",
                near.empty() ? "see pgplumb --help" : "did you mean pgplumb " + near + "?");
  }
}

int run_command(Session& session, const std::vector<std::string>& words, int argc, char** argv) {
  CLI::App application("Makes a PostgreSQL database match a schema kept in git.", "pgplumb");
  application.set_version_flag("--version", "pgplumb " + std::string(version()));
  application.add_option("--color", session.color, "auto, always or never")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}).description(""));
  application.require_subcommand(1);
  application.fallthrough();
  describe(application,
           {{"pgplumb plan --schema schema.sql -o plan.sql", "what would make DATABASE_URL match schema.sql?"},
            {"pgplumb apply plan.sql", "do exactly that"},
            {"pgplumb drift", "has anyone changed the database since?"}});
  try {
    load_dotenv("");
    for (const AddCommand add : commands()) add(application, session);
    refuse_unknown_command(application, words);
    application.parse(argc, argv);
    return session.exit_code;
  } catch (const CLI::ParseError& error) {
    return explain(application, error, words, session);
  }
}

int run(int argc, char** argv) {
  Session session;
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  try {
    return run_command(session, words, argc, argv);
  } catch (const Error& error) {
    return fail(error, words, session);
  } catch (const std::exception& error) {
    return fail(error_of(error), words, session);
  }
}

}  // namespace

bool Session::colored(int descriptor) const {
  if (color != "auto") return color == "always";
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if (no_color != nullptr && *no_color != '\0') return false;
  if (terminal != nullptr && std::string_view(terminal) == "dumb") return false;
  return ::isatty(descriptor) != 0;
}

}  // namespace pgplumb::cli

// NOLINTNEXTLINE(bugprone-exception-escape): only when there is no memory left to print an error with
int main(int argc, char** argv) {
  // A file that would grow beyond ulimit -f is an error of that write.
  signal(SIGXFSZ, SIG_IGN);
  return pgplumb::cli::run(argc, argv);
}
