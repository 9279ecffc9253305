#include <cstdlib>
#include <vector>

#include "base/error.hpp"
#include "config/nearest.hpp"
#include "pgplumb/settings.hpp"

namespace pgplumb {

namespace {

std::string variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

ChosenConnection of_environment(const std::string& name, const Settings& settings) {
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
  const Environment& environment = found->second;
  if (environment.variable.empty()) return {environment.url, "[env." + name + "]"};
  std::string url = variable(environment.variable);
  if (url.empty())
    throw Error("environment \"" + name + "\" takes its connection from " + environment.variable + ", which is not set",
                "set " + environment.variable + " in the environment or in .env");
  return {std::move(url), environment.variable};
}

}  // namespace

ChosenConnection choose_connection(const std::string& url, const std::string& name, const Settings& settings) {
  if (!url.empty()) return {url, "--url"};
  if (!name.empty()) return of_environment(name, settings);
  std::string found = variable("DATABASE_URL");
  if (!found.empty()) return {std::move(found), "DATABASE_URL"};
  return {"", "PG* variables"};
}

}  // namespace pgplumb
