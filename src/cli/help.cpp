#include <unistd.h>

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/fold.hpp"
#include "cli/options.hpp"
#include "cli/texts.hpp"
#include "config/nearest.hpp"
#include "pgplumb/error.hpp"
#include "report/style.hpp"

namespace pgplumb::cli {

namespace {

using report::Ink;
using report::Style;

std::string_view title_of(const Text& topic) {
  const std::string_view line = topic.text.substr(0, topic.text.find('\n'));
  return line.substr(std::min<std::size_t>(2, line.size()));
}

/// Headings stand out, and have no mark where colours do it.
std::string shown(std::string_view text, const Style& style) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    const std::string_view line = text.substr(0, end);
    result += line.starts_with("# ") ? style(Ink::bold, line.substr(2)) : std::string(line);
    result += '\n';
    text.remove_prefix(end + 1);
  }
  return result;
}

std::string listed(const CLI::App& application, const Style& style) {
  std::string text = style(Ink::bold, "Topics") + "\n";
  for (const Text& topic : help_topics()) text += fmt::format("  {:<18}{}\n", topic.name, title_of(topic));
  text += "\n" + style(Ink::bold, "Commands") + "\n";
  for (const CLI::App* command : application.get_subcommands([](const CLI::App*) { return true; }))
    if (!command->get_group().empty())
      text += fmt::format("  {:<18}{}\n", command->get_name(), command->get_description());
  return text + "\npgplumb help TOPIC explains one of them.\n";
}

void run(const CLI::App& application, const std::string& asked, const Session& session) {
  const Style style{session.colored(STDOUT_FILENO)};
  if (asked.empty()) return print(folded(listed(application, style), help_width));
  std::vector<std::string> names;
  for (const Text& topic : help_topics()) {
    if (topic.name == asked) return print(folded(shown(topic.text, style), help_width));
    names.emplace_back(topic.name);
  }
  for (const CLI::App* command : application.get_subcommands([](const CLI::App*) { return true; })) {
    if (command->get_name() == asked) return print(folded(command->help("pgplumb"), help_width));
    if (!command->get_group().empty()) names.push_back(command->get_name());
  }
  const std::string near = config::nearest(asked, std::vector<std::string_view>(names.begin(), names.end()));
  throw Error("there is no help on \"" + asked + "\"",
              near.empty() ? "pgplumb help lists the topics" : "did you mean pgplumb help " + near + "?");
}

}  // namespace

void add_help(CLI::App& application, Session& session) {
  CLI::App* command = application.add_subcommand("help", "Explain a topic or a command");
  const auto asked = std::make_shared<std::string>();
  // The words that it takes are its type, for completion.
  std::string words;
  for (const Text& topic : help_topics()) words += (words.empty() ? "" : "|") + std::string(topic.name);
  command->add_option("topic", *asked, "what to explain; without it topics are listed")->type_name(words);
  describe(*command, {{"pgplumb help", "what is there to read?"},
                      {"pgplumb help exit-codes", "a topic"},
                      {"pgplumb help plan", "the same as pgplumb plan --help"}});
  command->callback([&application, asked, &session] { run(application, *asked, session); });
}

}  // namespace pgplumb::cli
