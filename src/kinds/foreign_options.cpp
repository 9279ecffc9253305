#include "kinds/foreign_options.hpp"

#include <map>

#include "sql/identifier.hpp"

namespace pgplumb::kinds {

namespace {

std::map<std::string, std::string> by_name(const std::vector<std::string>& options) {
  std::map<std::string, std::string> map;
  for (const std::string& option : options) {
    const std::size_t equals = option.find('=');
    map[option.substr(0, equals)] = equals == std::string::npos ? std::string() : option.substr(equals + 1);
  }
  return map;
}

std::string assignment(const std::string& name, const std::string& value) {
  return sql::identifier(name) + " " + sql::literal(value);
}

}  // namespace

std::string foreign_options(const std::vector<std::string>& options) {
  std::string text;
  for (const auto& [name, value] : by_name(options))
    text += (text.empty() ? " OPTIONS (" : ", ") + assignment(name, value);
  return text.empty() ? text : text + ")";
}

std::string foreign_option_changes(const std::vector<std::string>& from, const std::vector<std::string>& to) {
  const auto before = by_name(from);
  const auto after = by_name(to);
  std::vector<std::string> changes;
  for (const auto& [name, value] : before)
    if (!after.contains(name)) changes.push_back("DROP " + sql::identifier(name));
  for (const auto& [name, value] : after) {
    const auto old = before.find(name);
    if (old == before.end()) {
      changes.push_back("ADD " + assignment(name, value));
    } else if (old->second != value) {
      changes.push_back("SET " + assignment(name, value));
    }
  }
  return "OPTIONS (" + sql::join(changes, ", ") + ")";
}

}  // namespace pgplumb::kinds
