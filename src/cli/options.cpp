#include "cli/options.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>

#include "postgres/connect_error.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::cli {

namespace {

Managed managed(const std::string& word) {
  if (word == "on") return Managed::on;
  if (word == "off") return Managed::off;
  return Managed::automatic;
}

}  // namespace

void ConnectionOptions::add_to(CLI::App& command) {
  CLI::Option* url_option =
      command.add_option("--url", url, "the database, as a URL or a connection string; else DATABASE_URL, else PG*")
          ->type_name("URL");
  command.add_option("--env", environment, "the database of [env.NAME] in pgplumb.toml")
      ->type_name("NAME")
      ->excludes(url_option);
}

std::string ConnectionOptions::choose(const Settings& settings) const {
  ChosenConnection chosen = choose_connection(url, environment, settings);
  if (!chosen.conninfo.empty()) postgres::refuse_unreadable(chosen.conninfo, chosen.origin);
  return std::move(chosen.conninfo);
}

std::string ConnectionOptions::again() const {
  if (!environment.empty()) return " --env " + environment;
  if (url.empty()) return "";
  if (postgres::redacted(url) != url) return " --url URL";
  const bool plain = url.find_first_of(" '\"$`\\&?*;|<>()[]{}#!~\t\n") == std::string::npos;
  return plain ? " --url " + url : " --url '" + url + "'";
}

void SchemaOptions::add_to(CLI::App& command) {
  command
      .add_option("--schema", schema, "a schema file or folder; may be given several times (schema.sql, else schema/)")
      ->type_name("FILE|DIR")
      ->expected(1)
      ->take_all();
  command
      .add_option("--allow-outside", allow_outside, "a folder outside of the project from which \\i and \\ir may read")
      ->type_name("DIR")
      ->expected(1)
      ->take_all();
  add_managed_to(command);
  add_scratch_to(command);
}

void SchemaOptions::add_managed_to(CLI::App& command) {
  command.add_option("--ignore", ignore, "leave these objects out: kind:glob, as in table:public.tmp_*")
      ->type_name("RULE")
      ->expected(1)
      ->take_all();
  command.add_option("--owners", owners, "whether owners are managed; auto: if the schema sets some")
      ->type_name("auto|on|off")
      ->check(CLI::IsMember({"auto", "on", "off"}).description(""));
  command.add_option("--privileges", privileges, "whether privileges are managed; auto: if the schema grants some")
      ->type_name("auto|on|off")
      ->check(CLI::IsMember({"auto", "on", "off"}).description(""));
}

void SchemaOptions::add_scratch_to(CLI::App& command) {
  command.add_option("--scratch", scratch, "where SQL is tried: auto, local, server, or the URL of a server")
      ->type_name("WHERE");
  command.add_flag("--strict-version", strict_version, "refuse a server that is newer than pgplumb knows");
  command.add_flag("--require-cage", require_cage, "refuse if this machine cannot cage a local scratch server");
  command.add_flag("--allow-superuser", allow_superuser,
                   "lend a superuser's rights to what runs in --scratch server or URL: for throw-away servers");
}

Settings SchemaOptions::settings(const std::string& environment) const {
  Settings settings = for_environment(load_settings(""), environment);
  if (!schema.empty()) settings.schema = schema;
  settings.ignore.insert(settings.ignore.end(), ignore.begin(), ignore.end());
  if (!owners.empty()) settings.owners = managed(owners);
  if (!privileges.empty()) settings.privileges = managed(privileges);
  if (!scratch.empty()) settings.scratch = scratch;
  settings.require_cage |= require_cage;
  settings.strict_version |= strict_version;
  settings.allow_superuser |= allow_superuser;
  settings.allow_outside = allow_outside;
  // What the person names is not the branch's choice.
  for (const std::string& path : schema)
    if (std::filesystem::exists(path))
      settings.allow_outside.push_back((std::filesystem::is_directory(path)
                                            ? std::filesystem::path(path)
                                            : std::filesystem::absolute(path).parent_path())
                                           .string());
  return settings;
}

void FormatOption::add_to(CLI::App& command) {
  add_choices(command, {{"text", "for the terminal"}, {"json", "for machines"}});
}

void FormatOption::add_choices(CLI::App& command, const std::vector<std::pair<std::string, std::string>>& choices) {
  std::vector<std::string> names;
  std::string about;
  for (const auto& [name, purpose] : choices) {
    names.push_back(name);
    about += (about.empty() ? "" : "; ") + name + ": " + purpose;
  }
  command.add_option("--format", format, about)
      ->type_name(CLI::detail::join(names, "|"))
      ->check(CLI::IsMember(names).description(""));
  command.add_flag("--json", short_json, "the same as --format json");
}

void describe(CLI::App& command, const std::vector<std::pair<std::string, std::string>>& examples) {
  std::string text = "Examples:\n";
  for (const auto& [line, meaning] : examples) text += "  # " + meaning + "\n  " + line + "\n";
  text.pop_back();
  command.footer(text);
}

}  // namespace pgplumb::cli
