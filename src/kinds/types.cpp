#include "kinds/types.hpp"

#include <set>

#include "catalog/catalog.hpp"

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
  return bare;
}

namespace {

bool is_string(const std::string& type) {
  static const std::set<std::string> strings = {"text",   "character varying", "character", "name", "\"char\"",
                                                "citext", "public.citext"};
  return strings.contains(type);
}

bool is_array(const std::string& type) {
  return type.size() > 2 && type.ends_with("[]");
}

// Types that users define (enums, domains, composites, ranges) are written with a schema.
bool is_user_defined(const std::string& type) {
  return type.find('.') != std::string::npos;
}

}  // namespace

Conversion convert(const std::string& from, const std::string& to, const std::string& operand,
                   const catalog::Context& context) {
  const std::string a = without_modifiers(from);
  const std::string b = without_modifiers(to);
  if (a == b) return {};
  switch (context.cast(a, b)) {
    case 'b':
    case 'i':
    case 'a':
      return {};
    case 'e':
      return {true, operand + "::" + to};
    default:
      break;
  }
  if (is_array(a) != is_array(b)) {
    if (is_string(b)) return {};                           // output to text is an assignment cast
    if (is_string(a)) return {true, operand + "::" + to};  // input from text is an explicit one
    return {false, {}};
  }
  if (is_array(a)) {
    const std::string from_item = a.substr(0, a.size() - 2);
    const std::string to_item = b.substr(0, b.size() - 2);
    if (is_string(to_item)) return {true, operand + "::" + to};
    const Conversion item = convert(from_item, to_item, operand, context);
    if (!item.possible) return item;
    if (item.expression.empty()) return {};
    return {true,
            operand + (is_string(from_item) || context.cast(from_item, to_item) == 'e' ? "::" : "::text[]::") + to};
  }
  if (is_string(b)) return {};
  if (is_string(a)) return {true, operand + "::" + to};
  // An enum made anew, a domain over another type: text is what they have in common.
  if (is_user_defined(a) || is_user_defined(b)) return {true, operand + "::text::" + to};
  if ((a == "json" && b == "jsonb") || (a == "jsonb" && b == "json")) return {true, operand + "::" + to};
  return {false, {}};
}

}  // namespace pgplumb::kinds
