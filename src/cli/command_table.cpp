#include "cli/command_table.hpp"

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"

namespace pgplumb::cli {

namespace {

std::vector<std::string> choices_of(const std::string& type) {
  const bool all_words = type.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ ") == std::string::npos;
  return all_words && type.find('|') != std::string::npos ? CLI::detail::split(type, '|') : std::vector<std::string>();
}

OptionEntry entry_of(const CLI::Option& option) {
  OptionEntry entry;
  for (const std::string& name : option.get_snames()) entry.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) entry.names.push_back("--" + name);
  const std::string type = option.get_type_name();
  if (option.get_items_expected_max() > 0) entry.value = type.empty() ? option.get_name(true) : type;
  entry.about = option.get_description();
  entry.choices = choices_of(type);
  if (type == "WHEN") entry.choices = {"auto", "always", "never"};
  for (const char* kind : {"FILE", "DIR", "PLAN", "SNAPSHOT"})
    entry.takes_files = entry.takes_files || type.find(kind) != std::string::npos;
  entry.takes_environments = option.check_lname("env");
  return entry;
}

CommandEntry entry_of(const CLI::App& command, const std::string& name) {
  CommandEntry entry;
  entry.name = name;
  entry.about = command.get_description();
  entry.examples = command.get_footer();
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_group().empty()) continue;
    (option->nonpositional() ? entry.options : entry.arguments).push_back(entry_of(*option));
  }
  return entry;
}

}  // namespace

std::vector<CommandEntry> command_table(const CLI::App& application) {
  std::vector<CommandEntry> table = {entry_of(application, "")};
  for (const CLI::App* command : application.get_subcommands([](const CLI::App*) { return true; }))
    if (!command->get_group().empty()) table.push_back(entry_of(*command, command->get_name()));
  return table;
}

}  // namespace pgplumb::cli
