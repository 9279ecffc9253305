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

/// --schema, --allow-outside, --owners, --privileges, --scratch, --require-cage, --allow-superuser, --ignore: what
/// pgplumb.toml says, said on the command line.
struct SchemaOptions {
  std::vector<std::string> schema;
  std::vector<std::string> ignore;
  std::string owners;
  std::string privileges;
  std::string scratch;
  bool require_cage = false;
  bool strict_version = false;
  bool allow_superuser = false;
  std::vector<std::string> allow_outside;

  void add_to(CLI::App& command);
  /// Adds --ignore, --owners and --privileges alone.
  void add_managed_to(CLI::App& command);
  /// Adds --scratch, --require-cage and --allow-superuser alone.
  void add_scratch_to(CLI::App& command);
  /// The settings of the working directory's pgplumb.toml, with those of one environment and with these options over
  /// them.
  [[nodiscard]] Settings settings(const std::string& environment = {}) const;
};

/// --format with a choice of names, and --json.
struct FormatOption {
  std::string format = "text";
  bool short_json = false;

  /// text and json alone.
  void add_to(CLI::App& command);
  /// The formats of a list: each has a `name` and says what it is `about`.
  template <typename Formats>
  void add_to(CLI::App& command, const Formats& formats) {
    std::vector<std::pair<std::string, std::string>> choices;
    for (const auto& one : formats) choices.emplace_back(one.name, one.about);
    add_choices(command, choices);
  }
  [[nodiscard]] bool json() const { return short_json || format == "json"; }
  /// The chosen one of the list that the option was added with.
  template <typename Formats>
  [[nodiscard]] const auto& chosen(const Formats& formats) const {
    for (const auto& one : formats)
      if (short_json ? one.name == std::string_view("json") : one.name == format) return one;
    return formats[0];
  }

 private:
  void add_choices(CLI::App& command, const std::vector<std::pair<std::string, std::string>>& choices);
};

/// Describes the command with examples below its options in --help.
void describe(CLI::App& command, const std::vector<std::pair<std::string, std::string>>& examples);

}  // namespace pgplumb::cli
