#include "kinds/types.hpp"

#include <cstdlib>

#include <set>

namespace pgplumb::kinds {

std::string without_modifiers(const std::string& type) {
  // A quoted name may hold parentheses; modifiers stand outside of quotes: "numeric(10,2)", "timestamp(3) with time
  // zone".
  std::string bare;
  bool quoted = false;
  int depth = 0;
  for (const char c : type) {
    if (c == '"') quoted = !quoted;
    if (!quoted && c == '(') ++depth;
    if (depth == 0) bare += c;
    if (!quoted && c == ')') --depth;
  }
  // So do the fields of an interval: "interval day to second(2)".
  if (bare.starts_with("interval ")) return bare.ends_with("[]") ? "interval[]" : "interval";
  return bare;
}

bool is_string(const std::string& type) {
  static const std::set<std::string> strings = {"text",   "character varying", "character", "name",
                                                "citext", "public.citext"};
  return strings.contains(type);
}

bool is_byte(const std::string& type) {
  return type == "\"char\"";
}

bool is_array(const std::string& type) {
  return type.size() > 2 && type.ends_with("[]");
}

std::vector<int> modifiers(const std::string& type) {
  std::vector<int> numbers;
  const std::size_t open = type.find('(');
  if (open == std::string::npos) return numbers;
  for (std::size_t at = open; at < type.size() && type[at] != ')'; ++at)
    if (type[at] == '(' || type[at] == ',') numbers.push_back(std::atoi(type.c_str() + at + 1));
  return numbers;
}

bool is_user_defined(const std::string& type) {
  return type.find('.') != std::string::npos;
}

std::string item_of(const std::string& array) {
  return array.substr(0, array.size() - 2);
}

Conversion convert(const std::string& from, const std::string& to, const catalog::Context& context) {
  const std::string a = without_modifiers(from);
  const std::string b = without_modifiers(to);
  if (a == b) return {};
  switch (context.cast(a, b)) {
    case 'b':
    case 'i':
    case 'a':
      return {};
    case 'e':
      return {true, "::"};
    default:
      break;
  }
  if (is_array(a) != is_array(b)) {
    if (is_string(b)) return {};            // output to text is an assignment cast
    if (is_string(a)) return {true, "::"};  // input from text is an explicit one
    return {false, {}};
  }
  if (is_array(a)) {
    const std::string from_item = item_of(a);
    const std::string to_item = item_of(b);
    if (is_string(to_item)) return {true, "::"};
    const Conversion item = convert(from_item, to_item, context);
    if (!item.possible) return item;
    if (item.bridge.empty()) return {};
    return {true, is_string(from_item) || context.cast(from_item, to_item) == 'e' ? "::" : "::text[]::"};
  }
  if (is_string(b)) return {};
  if (is_string(a)) return {true, "::"};
  // An enum made anew, a domain over another type: text is what they have in common.
  if (is_user_defined(a) || is_user_defined(b) || is_byte(a)) return {true, "::text::"};
  if ((a == "json" && b == "jsonb") || (a == "jsonb" && b == "json")) return {true, "::"};
  return {false, {}};
}

}  // namespace pgplumb::kinds
