#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/completion_scripts.hpp"
#include "cli/files.hpp"
#include "cli/manual_pages.hpp"
#include "cli/options.hpp"
#include "pgplumb/version.hpp"

namespace pgplumb::cli {

void add_completion(CLI::App& application, Session& /*session*/) {
  CLI::App* command = application.add_subcommand("completion", "Print what a shell needs to complete command lines");
  const auto shell = std::make_shared<std::string>();
  std::vector<std::string> names;
  for (const CompletionScript& script : completion_scripts()) names.emplace_back(script.shell);
  command->add_option("shell", *shell, "the shell")
      ->required()
      ->type_name(CLI::detail::join(names, "|"))
      ->check(CLI::IsMember(names).description(""));
  describe(*command, {{"eval \"$(pgplumb completion bash)\"", "in ~/.bashrc"},
                      {"pgplumb completion zsh >~/.zfunc/_pgplumb", "for zsh, in a folder of fpath"},
                      {"pgplumb completion fish >~/.config/fish/completions/pgplumb.fish", "for fish"}});
  command->callback([&application, shell] {
    for (const CompletionScript& script : completion_scripts())
      if (script.shell == *shell) print(script.write(command_table(application)));
  });
}

// Not in --help: the build calls it.
void add_manual_pages(CLI::App& application, Session& /*session*/) {
  CLI::App* command = application.add_subcommand("manual-pages", "Write the manual pages into a folder");
  command->group("");
  const auto folder = std::make_shared<std::string>();
  command->add_option("folder", *folder, "where")->required()->type_name("DIR");
  command->callback([&application, folder] {
    for (const auto& [name, text] : manual_pages(command_table(application), std::string(version())))
      write_file((std::filesystem::path(*folder) / name).string(), text);
  });
}

}  // namespace pgplumb::cli
