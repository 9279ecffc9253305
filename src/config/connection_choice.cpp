#include <cstdlib>
#include <vector>

#include "base/error.hpp"
#include "config/nearest.hpp"
#include "pgplumb/settings.hpp"
#include "postgres/conninfo.hpp"

namespace pgplumb {

namespace {

std::string variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

const Environment& environment_named(const std::string& name, const Settings& settings) {
  const auto found = settings.environments.find(name);
  if (found == settings.environments.end()) {
    std::vector<std::string_view> known;
    for (const auto& [other, ignored] : settings.environments) known.push_back(other);
    const std::string suggestion = config::nearest(name, known);
    const std::string where = settings.file.empty() ? "pgplumb.toml, which does not exist here" : settings.file;
    throw Error("there is no environment \"" + name + "\" in " + where,
                !suggestion.empty() ? "did you mean \"" + suggestion + "\"?"
                                    : "add [env." + name + "] with env = \"THE_VARIABLE_THAT_HOLDS_THE_URL\"");
  }
  return found->second;
}

ChosenConnection of_environment(const std::string& name, const Settings& settings) {
  const Environment& environment = environment_named(name, settings);
  if (environment.variable.empty()) return {environment.url, "[env." + name + "]"};
  std::string url = variable(environment.variable);
  if (url.empty())
    throw Error("environment \"" + name + "\" takes its connection from " + environment.variable + ", which is not set",
                "set " + environment.variable + " in the environment or in .env");
  return {std::move(url), environment.variable};
}

constexpr const char* project_url = "SUPABASE_URL";
constexpr const char* project_password = "SUPABASE_DB_PASSWORD";

/// "abcd" of https://abcd.supabase.co; "" if it is none.
std::string project_reference(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"})
    if (url.starts_with(scheme)) url.remove_prefix(scheme.size());
  url = url.substr(0, url.find_first_of("/:?#"));
  const std::string_view domain = ".supabase.co";
  if (!url.ends_with(domain)) return {};
  url.remove_suffix(domain.size());
  const bool plain = url.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
  return plain ? std::string(url) : std::string();
}

/// The database of a Supabase project; an empty conninfo if nothing names one.
ChosenConnection of_project() {
  const std::string url = variable(project_url);
  if (url.empty()) return {};
  const std::string password = variable(project_password);
  if (password.empty()) {
    // An application's .env names the project too; who means another database says so in PG*.
    for (const char* other : {"PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE", "PGPORT"})
      if (!variable(other).empty()) return {};
    throw Error("SUPABASE_URL names a project, but SUPABASE_DB_PASSWORD is not set",
                "set it in the environment or in .env, or set DATABASE_URL");
  }
  const std::string reference = project_reference(url);
  if (reference.empty())
    throw Error("SUPABASE_URL names no project: it is not https://REFERENCE.supabase.co",
                "with a domain of one's own or a local stack, set DATABASE_URL instead");
  return {"postgresql://postgres:" + postgres::percent_encoded(password) + "@db." + reference +
              ".supabase.co:5432/postgres",
          project_url};
}

}  // namespace

Settings for_environment(Settings settings, const std::string& name) {
  if (name.empty()) return settings;
  const Environment& environment = environment_named(name, settings);
  if (environment.scratch) settings.scratch = *environment.scratch;
  if (environment.lock_timeout) settings.lock_timeout = *environment.lock_timeout;
  settings.policy.insert(settings.policy.end(), environment.policy.begin(), environment.policy.end());
  return settings;
}

ChosenConnection choose_connection(const std::string& url, const std::string& name, const Settings& settings) {
  if (!url.empty()) return {url, "--url"};
  if (!name.empty()) return of_environment(name, settings);
  std::string found = variable("DATABASE_URL");
  if (!found.empty()) return {std::move(found), "DATABASE_URL"};
  ChosenConnection project = of_project();
  if (!project.conninfo.empty()) return project;
  return {"", "PG* variables"};
}

}  // namespace pgplumb
