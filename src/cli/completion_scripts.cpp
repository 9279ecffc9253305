#include "cli/completion_scripts.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

namespace pgplumb::cli {

namespace {

using Table = std::vector<CommandEntry>;

// The environments of the working directory's pgplumb.toml.
constexpr const char* list_environments = R"~(sed -n 's/^\[env\.\([^].]*\)].*/\1/p' pgplumb.toml 2>/dev/null)~";

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

std::vector<std::string> names_of(const std::vector<OptionEntry>& options) {
  std::vector<std::string> names;
  for (const OptionEntry& option : options) names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

std::vector<std::string> commands_of(const Table& table) {
  std::vector<std::string> names;
  for (const CommandEntry& command : table)
    if (!command.name.empty()) names.push_back(command.name);
  return names;
}

/// `text` between single quotes, for all three shells: fish needs \' where the others leave the quotes for a moment.
std::string quoted(const std::string& text, const char* quote_inside = "'\\''") {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? quote_inside : std::string(1, c);
  return result + "'";
}

// --- bash ---

std::string bash_kind(const OptionEntry& entry) {
  if (!entry.choices.empty()) return "words=" + quoted(joined(entry.choices));
  if (entry.takes_environments) return fmt::format("words=$({})", list_environments);
  return entry.takes_files ? "files=1" : "files=0";
}

std::string bash(const Table& table) {
  std::string options;
  std::string values;
  std::string arguments;
  for (const CommandEntry& command : table) {
    options +=
        fmt::format("        {}) options={} ;;\n", quoted(command.name), quoted(joined(names_of(command.options))));
    for (const OptionEntry& option : command.options)
      if (!option.value.empty())
        for (const std::string& name : option.names)
          values += fmt::format("        {}) {}; value=1 ;;\n", quoted(command.name + " " + name), bash_kind(option));
    if (!command.arguments.empty())
      arguments += fmt::format("        {}) {} ;;\n", quoted(command.name), bash_kind(command.arguments.front()));
  }
  return fmt::format(R"~(# Completion of pgplumb for bash: eval "$(pgplumb completion bash)"
_pgplumb() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} command='' word
    local options='' words='' files='' value=''
    COMPREPLY=()
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD - 1}}"; do
        case " {0} " in
            *" $word "*) command=$word; break ;;
        esac
    done
    case $command in
{1}    esac
    case "$command $previous" in
{2}    esac
    if [[ -z $value && $current == -* ]]; then
        words=$options
    elif [[ -z $value && -z $command ]]; then
        words='{0}'
    elif [[ -z $value ]]; then
        case $command in
{3}        esac
    fi
    if [[ -n $words ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    elif [[ $files == 1 ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}}
complete -F _pgplumb pgplumb
)~",
                     joined(commands_of(table)), options, values, arguments);
}

// --- zsh ---

std::string zsh_text(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string zsh_action(const OptionEntry& entry) {
  if (!entry.choices.empty()) return fmt::format("({})", joined(entry.choices));
  if (entry.takes_environments) return fmt::format("{{compadd -- ${{(f)\"$({})\"}}}}", list_environments);
  return entry.takes_files ? "_files" : " ";
}

std::string zsh_arguments(const CommandEntry& command, const std::string& indent) {
  std::string text;
  for (const OptionEntry& option : command.options)
    for (const std::string& name : option.names) {
      std::string spec = fmt::format("*{}[{}]", name, zsh_text(option.about));
      if (!option.value.empty()) spec += fmt::format(":{}:{}", zsh_text(option.value), zsh_action(option));
      text += " \\\n" + indent + quoted(spec);
    }
  for (const OptionEntry& argument : command.arguments)
    text += " \\\n" + indent + quoted(fmt::format("*:{}:{}", zsh_text(argument.value), zsh_action(argument)));
  return text;
}

std::string zsh(const Table& table) {
  std::string commands;
  std::string cases;
  for (const CommandEntry& command : table) {
    if (command.name.empty()) continue;
    commands += "        " + quoted(command.name + ":" + zsh_text(command.about)) + "\n";
    cases += fmt::format("        {})\n            _arguments -S{}\n            ;;\n", command.name,
                         zsh_arguments(command, "                "));
  }
  return fmt::format(R"~(#compdef pgplumb
# Completion of pgplumb for zsh: a file _pgplumb in a folder of fpath, or eval "$(pgplumb completion zsh)" after compinit.
_pgplumb() {{
    local curcontext=$curcontext state line
    local -a commands
    commands=(
{}    )
    _arguments -C{} \
        '1:command:->command' \
        '*::argument:->argument'
    case $state in
    command)
        _describe -t commands command commands
        ;;
    argument)
        case $words[1] in
{}        esac
        ;;
    esac
}}
if [[ $funcstack[1] == _pgplumb ]]; then
    _pgplumb "$@"
else
    compdef _pgplumb pgplumb
fi
)~",
                     commands, zsh_arguments(table.front(), "        "), cases);
}

// --- fish ---

std::string fish_option(const OptionEntry& option, const std::string& condition) {
  std::string line = "complete -c pgplumb -n " + quoted(condition);
  for (const std::string& name : option.names)
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (!option.choices.empty()) {
    line += " -x -a " + quoted(joined(option.choices));
  } else if (option.takes_environments) {
    line += " -x -a " + quoted(fmt::format("({})", list_environments), "\\'");
  } else if (option.takes_files) {
    line += " -r -F";
  } else if (!option.value.empty()) {
    line += " -x";
  }
  return line + " -d " + quoted(option.about, "\\'") + "\n";
}

std::string fish(const Table& table) {
  const std::string all = joined(commands_of(table));
  std::string text = "# Completion of pgplumb for fish: pgplumb completion fish | source\ncomplete -c pgplumb -f\n";
  for (const CommandEntry& command : table) {
    const std::string seen =
        command.name.empty() ? "not __fish_seen_subcommand_from " + all : "__fish_seen_subcommand_from " + command.name;
    if (!command.name.empty())
      text += fmt::format("complete -c pgplumb -n {} -a {} -d {}\n", quoted("not __fish_seen_subcommand_from " + all),
                          command.name, quoted(command.about, "\\'"));
    for (const OptionEntry& option : command.options) text += fish_option(option, seen);
    for (const OptionEntry& argument : command.arguments) {
      if (!argument.choices.empty())
        text += fmt::format("complete -c pgplumb -n {} -a {}\n", quoted(seen), quoted(joined(argument.choices)));
      if (argument.takes_files) text += fmt::format("complete -c pgplumb -n {} -F\n", quoted(seen));
    }
  }
  return text;
}

}  // namespace

const std::array<CompletionScript, 3>& completion_scripts() {
  static constexpr std::array<CompletionScript, 3> scripts{{{"bash", bash}, {"zsh", zsh}, {"fish", fish}}};
  return scripts;
}

}  // namespace pgplumb::cli
