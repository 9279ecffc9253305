// The commands and their options as data: what completion and manual pages are made from.
//
// It is read from the same table that the command line is parsed with, so that neither can fall behind.

#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace pgplumb::cli {

struct OptionEntry {
  std::vector<std::string> names;    ///< "-o", "--output"; empty: an argument
  std::string value;                 ///< "FILE"; empty: a flag. Of an argument: its name
  std::string about;                 ///< on one line
  std::vector<std::string> choices;  ///< the words that it takes, where these are all
  bool takes_files = false;          ///< names of files and folders
  bool takes_environments = false;   ///< the environments of pgplumb.toml
};

struct CommandEntry {
  std::string name;  ///< empty: of pgplumb itself
  std::string about;
  std::vector<OptionEntry> options;
  std::vector<OptionEntry> arguments;
  std::string examples;  ///< as --help has them
};

/// pgplumb itself first, then every command in the order of --help; those that --help does not show are left out.
[[nodiscard]] std::vector<CommandEntry> command_table(const CLI::App& application);

}  // namespace pgplumb::cli
