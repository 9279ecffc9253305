#include "kinds/parameters.hpp"

#include <algorithm>

#include "sql/identifier.hpp"

namespace pgplumb::kinds {

namespace {

std::string name_of(const std::string& parameter) {
  return parameter.substr(0, parameter.find('='));
}

}  // namespace

std::string parameter_list(const std::vector<std::string>& parameters, const std::string& prefix) {
  std::vector<std::string> items;
  for (const std::string& parameter : parameters) {
    const std::size_t equals = parameter.find('=');
    const std::string value = equals == std::string::npos ? std::string() : parameter.substr(equals + 1);
    items.push_back(prefix + sql::identifier(name_of(parameter)) + "=" + sql::literal(value));
  }
  return sql::join(items, ", ");
}

std::vector<catalog::Sql> change_parameters(const std::string& alter, const std::vector<std::string>& from,
                                            const std::vector<std::string>& to, const std::string& prefix) {
  std::vector<std::string> kept;
  std::vector<std::string> reset;
  for (const std::string& parameter : from) {
    const bool stays = std::any_of(to.begin(), to.end(),
                                   [&](const std::string& other) { return name_of(other) == name_of(parameter); });
    if (stays) {
      kept.push_back(parameter);
    } else {
      reset.push_back(prefix + sql::identifier(name_of(parameter)));
    }
  }
  // SET moves what it names to the end, so everything from the first difference on is set again.
  const auto first = std::mismatch(to.begin(), to.end(), kept.begin(), kept.end()).first;
  std::vector<catalog::Sql> actions;
  if (!reset.empty()) actions.push_back({"RESET (" + sql::join(reset, ", ") + ")", alter});
  if (first != to.end()) actions.push_back({"SET (" + parameter_list({first, to.end()}, prefix) + ")", alter});
  return actions;
}

}  // namespace pgplumb::kinds
