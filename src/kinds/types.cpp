#include "kinds/types.hpp"

#include <cstdlib>
#include <map>
#include <set>
#include <vector>

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
  // So do the fields of an interval: "interval day to second(2)".
  if (bare.starts_with("interval ")) return bare.ends_with("[]") ? "interval[]" : "interval";
  return bare;
}

namespace {

bool is_string(const std::string& type) {
  static const std::set<std::string> strings = {"text",   "character varying", "character", "name",
                                                "citext", "public.citext"};
  return strings.contains(type);
}

// One byte. Since PostgreSQL 15 it is no string type, so that there is no cast but those that it has been given.
bool is_byte(const std::string& type) {
  return type == "\"char\"";
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
  if (is_user_defined(a) || is_user_defined(b) || is_byte(a)) return {true, operand + "::text::" + to};
  if ((a == "json" && b == "jsonb") || (a == "jsonb" && b == "json")) return {true, operand + "::" + to};
  return {false, {}};
}

namespace {

// The numbers in parentheses: {10, 2} of "numeric(10,2)".
std::vector<int> modifiers(const std::string& type) {
  std::vector<int> numbers;
  const std::size_t open = type.find('(');
  if (open == std::string::npos) return numbers;
  for (std::size_t at = open; at < type.size() && type[at] != ')'; ++at)
    if (type[at] == '(' || type[at] == ',') numbers.push_back(std::atoi(type.c_str() + at + 1));
  return numbers;
}

// The same type with other modifiers: fewer digits are rounded to; a length that is too short is refused.
bool narrows(const std::string& base, const std::string& from, const std::string& to) {
  const std::vector<int> before = modifiers(from);
  const std::vector<int> after = modifiers(to);
  if (base == "interval") return from != to && to != base && to != base + "[]";
  if (base != "numeric" && !base.starts_with("time")) return false;
  if (after.empty()) return false;
  return before.empty() || after.back() < before.back();
}

// Types whose values all others' values fit in, or are refused.
bool keeps_all(const std::string& a, const std::string& b) {
  static const std::map<std::string, int> integers = {{"smallint", 2}, {"integer", 4}, {"bigint", 8}};
  static const std::set<std::pair<std::string, std::string>> pairs = {
      {"smallint", "real"},
      {"smallint", "double precision"},
      {"integer", "double precision"},
      {"real", "double precision"},
      {"date", "timestamp without time zone"},
      {"date", "timestamp with time zone"},
      {"cidr", "inet"},
      {"json", "jsonb"},
      {"jsonb", "json"},
      {"boolean", "integer"},
      {"macaddr", "macaddr8"},
  };
  if (integers.contains(a) && (integers.contains(b) || b == "numeric")) return true;
  if (b == "name" || is_byte(b)) return false;
  if (is_string(b) || is_string(a) || is_byte(a) || is_user_defined(a) || is_user_defined(b)) return true;
  return pairs.contains({a, b});
}

// Types whose equality is missing, or says something else.
bool is_compared_as_text(const std::string& type) {
  static const std::set<std::string> types = {"json", "xml",  "point",   "line",  "lseg",
                                              "box",  "path", "polygon", "circle"};
  return types.contains(type);
}

}  // namespace

std::string loses_value(const std::string& from, const std::string& to, const std::string& operand,
                        const catalog::Context& context) {
  const auto item_of = [](const std::string& type) { return is_array(type) ? type.substr(0, type.size() - 2) : type; };
  const std::string a = item_of(without_modifiers(from));
  const std::string b = item_of(without_modifiers(to));
  if (a == b ? !narrows(a, from, to) : keeps_all(a, b) && !(b == "numeric" && narrows(b, "", to))) return {};
  // Without a way back there is nothing to compare with.
  if (a != b && context.cast(b, a) == '\0' && !is_string(a)) return {};
  const std::string text = is_compared_as_text(a) ? "::text" : "";
  return operand + "::" + to + "::" + from + text + " IS DISTINCT FROM " + operand + text;
}

}  // namespace pgplumb::kinds
