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
  std::vector<std::string> reset;
  for (const std::string& parameter : from) {
    const bool stays = std::any_of(to.begin(), to.end(),
                                   [&](const std::string& other) { return name_of(other) == name_of(parameter); });
    if (!stays) reset.push_back(prefix + sql::identifier(name_of(parameter)));
  }
  std::vector<std::string> set;
  for (const std::string& parameter : to)
    if (std::find(from.begin(), from.end(), parameter) == from.end()) set.push_back(parameter);
  std::vector<catalog::Sql> actions;
  if (!reset.empty()) actions.push_back({"RESET (" + sql::join(reset, ", ") + ")", alter});
  if (!set.empty()) actions.push_back({"SET (" + parameter_list(set, prefix) + ")", alter});
  return actions;
}

}  // namespace pgplumb::kinds
