#include "models/names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace pgplumb::models {

namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_separator(char c) {
  return c == '_' || c == '-' || c == ' ' || c == '.' || c == '/';
}

bool begins_word(std::string_view name, std::size_t at) {
  if (at == 0 || !is_upper(name[at])) return false;
  if (is_lower(name[at - 1]) || is_digit(name[at - 1])) return true;
  return is_upper(name[at - 1]) && at + 1 < name.size() && is_lower(name[at + 1]);
}

bool is_vowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> irregular{{{"person", "people"},
                                                                                  {"child", "children"},
                                                                                  {"man", "men"},
                                                                                  {"woman", "women"},
                                                                                  {"datum", "data"},
                                                                                  {"medium", "media"},
                                                                                  {"leaf", "leaves"},
                                                                                  {"index", "indices"}}};

constexpr std::array<std::string_view, 10> endings{"_model", "_schema", "_row",  "_entity", "_record",
                                                   "_table", "_in_db",  "_indb", "_db",     "_orm"};

}  // namespace

std::string snake_case(std::string_view name) {
  std::string result;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char c = name[at];
    if (is_separator(c)) {
      if (!result.empty() && result.back() != '_') result += '_';
      continue;
    }
    if (begins_word(name, at) && !result.empty() && result.back() != '_') result += '_';
    result += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  while (result.ends_with('_')) result.pop_back();
  return result;
}

std::string plural_of(const std::string& name) {
  const std::size_t last = name.rfind('_');
  const std::string before = last == std::string::npos ? "" : name.substr(0, last + 1);
  const std::string word = name.substr(before.size());
  for (const auto& [one, many] : irregular)
    if (word == one) return before + std::string(many);
  if (word.empty()) return name;
  const char end = word.back();
  if (end == 'y' && word.size() > 1 && !is_vowel(word[word.size() - 2]))
    return before + word.substr(0, word.size() - 1) + "ies";
  if (end == 's' || end == 'x' || end == 'z' || word.ends_with("ch") || word.ends_with("sh")) return name + "es";
  return name + "s";
}

std::vector<std::string> table_candidates(std::string_view model) {
  const std::string name = snake_case(model);
  std::vector<std::string> candidates = {name, plural_of(name)};
  for (const std::string_view ending : endings) {
    if (!name.ends_with(ending) || name.size() == ending.size()) continue;
    const std::string bare = name.substr(0, name.size() - ending.size());
    for (const std::string& each : {bare, plural_of(bare)})
      if (std::find(candidates.begin(), candidates.end(), each) == candidates.end()) candidates.push_back(each);
  }
  return candidates;
}

}  // namespace pgplumb::models
