// Options that several commands take, and the settings that they lead to.

#pragma once

#include <string>
#include <vector>

#include "pgplumb/settings.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace pgplumb::cli {

/// --url, --env
struct ConnectionOptions {
  std::string url;
  std::string environment;

  void add_to(CLI::App& command);
  /// The connection to use. @throws as choose_connection does
  [[nodiscard]] std::string choose(const Settings& settings) const;
  /// The options again, for a command that a person may type next: " --env staging". A URL with a password is left out.
  [[nodiscard]] std::string again() const;
};

/// --schema, --owners, --privileges, --scratch, --ignore: what pgplumb.toml says, said on the command line.
struct SchemaOptions {
  std::vector<std::string> schema;
  std::vector<std::string> ignore;
  std::string owners;
  std::string privileges;
  std::string scratch;

  void add_to(CLI::App& command);
  /// Adds --ignore, --owners and --privileges alone.
  void add_managed_to(CLI::App& command);
  /// Adds --scratch alone.
  void add_scratch_to(CLI::App& command);
  /// The settings of the working directory's pgplumb.toml with these options over them.
  [[nodiscard]] Settings settings() const;
};

/// --format text|json, and --json.
struct FormatOption {
  std::string format = "text";
  bool short_json = false;

  void add_to(CLI::App& command);
  [[nodiscard]] bool json() const { return short_json || format == "json"; }
};

/// Describes the command with examples below its options in --help.
void describe(CLI::App& command, const std::vector<std::pair<std::string, std::string>>& examples);

}  // namespace pgplumb::cli
