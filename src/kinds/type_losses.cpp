#include "kinds/type_losses.hpp"

#include <map>
#include <set>

#include "catalog/catalog.hpp"
#include "kinds/composite_type.hpp"
#include "kinds/domain.hpp"
#include "kinds/list.hpp"
#include "kinds/type_aside.hpp"
#include "kinds/types.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

using catalog::Catalog;
using catalog::Context;
using catalog::Object;

namespace {

// {"app", "Status"} of app."Status".
std::vector<std::string> path_of(const std::string& type) {
  std::vector<std::string> path(1);
  bool quoted = false;
  for (std::size_t at = 0; at < type.size(); ++at) {
    if (type[at] == '"' && quoted && at + 1 < type.size() && type[at + 1] == '"') {
      path.back() += type[++at];
    } else if (type[at] == '"') {
      quoted = !quoted;
    } else if (type[at] == '.' && !quoted) {
      path.emplace_back();
    } else {
      path.back() += type[at];
    }
  }
  return path;
}

const Object* find_type(const catalog::Kind& kind, const std::string& type, const Catalog& catalog) {
  return is_user_defined(type) ? catalog.find({&kind, path_of(type)}) : nullptr;
}

// The extension that citext is of may stand in any schema.
bool is_text(const std::string& type) {
  return is_string(type) || (is_user_defined(type) && path_of(type).back() == "citext");
}

// What a domain is made over in the end, with its modifiers.
std::string without_domains(const std::string& type, const Catalog& catalog) {
  if (is_array(type)) return without_domains(item_of(type), catalog) + "[]";
  const Object* domain = find_type(domain_kind(), type, catalog);
  return domain == nullptr ? type : without_domains(domain_type(*domain), catalog);
}

// Types whose equality is missing, or says something else.
bool is_compared_as_text(const std::string& type) {
  static const std::set<std::string> types = {"json", "xml",  "point",   "line",  "lseg",
                                              "box",  "path", "polygon", "circle"};
  return types.contains(type) || is_user_defined(type);
}

// Types whose values all others' values fit in, or are refused.
bool keeps_all(const std::string& a, const std::string& b) {
  static const std::map<std::string, int> integers = {{"smallint", 2}, {"integer", 4}, {"bigint", 8}};
  static const std::set<std::pair<std::string, std::string>> pairs = {
      {"smallint", "real"},
      {"smallint", "double precision"},
      {"integer", "double precision"},
      {"real", "double precision"},
      {"integer", "money"},
      {"bigint", "money"},
      {"date", "timestamp without time zone"},
      {"date", "timestamp with time zone"},
      {"cidr", "inet"},
      {"jsonb", "json"},
      {"boolean", "integer"},
      {"macaddr", "macaddr8"},
      {"int4range", "int4multirange"},
      {"int8range", "int8multirange"},
      {"numrange", "nummultirange"},
      {"daterange", "datemultirange"},
      {"tsrange", "tsmultirange"},
      {"tstzrange", "tstzmultirange"},
  };
  return (integers.contains(a) && (integers.contains(b) || b == "numeric")) || pairs.contains({a, b});
}

// How a text is read to the end: by a type that holds all that may be written there.
const std::map<std::string, std::string>& widest() {
  static const std::map<std::string, std::string> types = {
      {"date", "timestamp with time zone"},
      {"timestamp without time zone", "timestamp with time zone"},
      {"timestamp with time zone", "timestamp with time zone"},
      {"time without time zone", "time without time zone"},
      {"time with time zone", "time with time zone"},
      {"interval", "interval"},
      {"real", "numeric"},
      {"double precision", "numeric"},
      {"numeric", "numeric"},
      {"bit", "bit varying"},
      {"bit varying", "bit varying"},
  };
  return types;
}

// Types whose input reads all of a text or refuses it, whatever the spelling.
bool reads_all(const std::string& type) {
  static const std::set<std::string> types = {"smallint", "integer", "bigint", "oid",     "boolean",  "uuid", "json",
                                              "xml",      "inet",    "cidr",   "macaddr", "macaddr8", "bytea"};
  return types.contains(type) || widest().contains(type);
}

// Of equal keys in an object, jsonb keeps the last one.
std::string has_equal_keys(const std::string& json) {
  return "EXISTS (WITH RECURSIVE part(j) AS (SELECT " + json +
         " UNION ALL SELECT inner_part.j FROM part, LATERAL (SELECT value FROM pg_catalog.json_each(CASE "
         "pg_catalog.json_typeof(j) WHEN 'object' THEN j ELSE '{}' END) UNION ALL SELECT value FROM "
         "pg_catalog.json_array_elements(CASE pg_catalog.json_typeof(j) WHEN 'array' THEN j ELSE '[]' END)) "
         "inner_part(j)) SELECT FROM part WHERE (SELECT pg_catalog.count(*) > pg_catalog.count(DISTINCT key) FROM "
         "pg_catalog.json_object_keys(CASE pg_catalog.json_typeof(j) WHEN 'object' THEN j ELSE '{}' END) key))";
}

// What no wider type tells of: a date or a zone before a time, more digits than microseconds have.
std::string unread(const std::string& type, const std::string& text) {
  static const std::string time = "'^ *[0-9]+:[0-9]+(:[0-9]+([.][0-9]{1,6}0*)?)?";
  if (type == "time without time zone") return text + " !~ " + time + " *$'";
  if (type == "time with time zone") return text + " !~ " + time + " *([+-][0-9:]+|[Zz])? *$'";
  if (type.starts_with("timestamp") || type == "interval") return text + " ~ '[.][0-9]{6}[0-9]*[1-9]'";
  if (type == "jsonb") return has_equal_keys(text + "::json");
  return {};
}

class Question {
 public:
  Question(const Context& context, std::string bridge) : context_(context), bridge_(std::move(bridge)) {}

  // Types without domains, with their modifiers.
  std::string ask(const std::string& from, const std::string& to, const std::string& x) const {
    const std::string a = without_modifiers(from);
    const std::string b = without_modifiers(to);
    if (is_array(a) && is_array(b)) return ask_items(from, to, x);
    if (is_text(a) && is_array(b)) return ask_items("text[]", to, x + "::text[]");
    if (a == b) return ask_same(a, from, to, x);
    if (is_text(b) && b != "name") return ask_string(a, from, to, x);
    if (is_enum(a) || is_enum(b)) return {};
    if (is_text(a) && b != "name" && !is_byte(b)) return ask_text(b, to, x);
    if (is_byte(a) && bridge_ == "::text::") return ask_text(b, to, x + "::text");
    if (a == "json" && b == "jsonb") return has_equal_keys(x);
    // An integer is rounded to no digits but those before the point.
    if (keeps_all(a, b))
      return b == "numeric" && !modifiers(to).empty() && modifiers(to).back() < 0 ? there_and_back(a, from, to, x)
                                                                                  : std::string();
    if (is_user_defined(a) || is_user_defined(b) || is_byte(a)) return ask_user_defined(a, b, from, to, x);
    if (context_.cast(b, a) != '\0' || is_text(a)) return there_and_back(a, from, to, x);
    if (a == "jsonb") return x + "::" + to + "::text::jsonb IS DISTINCT FROM " + x;
    return x + " IS NOT NULL";  // without a way back there is nothing to compare with
  }

 private:
  std::string ask_items(const std::string& from, const std::string& to, const std::string& array) const {
    const Question items(context_, bridge_ == "::text[]::" ? "::text::" : bridge_);
    const std::string loses = items.ask(item_of(from), item_of(to), "item");
    if (loses.empty()) return {};
    return "EXISTS (SELECT FROM (SELECT pg_catalog.unnest(" + array + ") AS item) AS items WHERE " + loses + ")";
  }

  std::string ask_same(const std::string& type, const std::string& from, const std::string& to,
                       const std::string& x) const {
    if (is_user_defined(type)) return ask_same_name(type, from, to, x);
    return narrows(type, from, to) ? there_and_back(type, from, to, x) : std::string();
  }

  // The same type with other modifiers: fewer digits are rounded to; a length that is too short is refused where the
  // server converts by itself.
  bool narrows(const std::string& base, const std::string& from, const std::string& to) const {
    const std::vector<int> before = modifiers(from);
    const std::vector<int> after = modifiers(to);
    if (base == "interval") return from != to && to != base;
    if (after.empty()) return false;
    if (is_text(base) || base == "bit varying")
      return !bridge_.empty() && (before.empty() || after.back() < before.back());
    if (base == "bit") return !bridge_.empty() && before != after;
    if (base != "numeric" && !base.starts_with("time")) return false;
    return before.empty() || after.back() < before.back();
  }

  // A composite type that is made anew under its name has another one until its columns have left it. Of the modifiers
  // of an extension's types nothing is known.
  std::string ask_same_name(const std::string& type, const std::string& from, const std::string& to,
                            const std::string& x) const {
    const Object* before = find_type(composite_type_kind(), type, context_.from());
    const Object* after = find_type(composite_type_kind(), type, context_.to());
    if (before == nullptr || after == nullptr)
      return modifiers(to).empty() || from == to ? std::string() : through_text(x + "::" + to, x);
    if (!context_.is_dropped(before->id) || !loses_attribute(*before, *after)) return {};
    return through_text(
        x + "::text::" + to + "::text::" + sql::qualified(before->id.path[0], name_aside(before->id.path[1])), x);
  }

  static std::string through_text(const std::string& there, const std::string& x) {
    return there + "::text IS DISTINCT FROM " + x + "::text";
  }

  // Rows become others as text.
  bool loses_attribute(const Object& before, const Object& after) const {
    const auto types = attribute_types(after);
    for (const auto& [name, type] : attribute_types(before)) {
      const auto now = types.find(name);
      if (now == types.end() || !loses_value(type, now->second, name, "::text::", context_).empty()) return true;
    }
    return false;
  }

  std::string ask_string(const std::string& a, const std::string& from, const std::string& to,
                         const std::string& x) const {
    if (!is_text(a)) {
      if (bridge_.empty() || modifiers(to).empty()) return {};
      return through_text(x + "::text::" + to, x);
    }
    return narrows(a, from, to) ? there_and_back(a, from, to, x) : std::string();
  }

  std::string ask_text(const std::string& b, const std::string& to, const std::string& x) const {
    std::string loses;
    const auto wide = widest().find(b);
    if (wide != widest().end() && (wide->second != b || !modifiers(to).empty() || to != b)) {
      const bool is_float = wide->second == "numeric" && b != "numeric";
      loses = x + "::" + to + (is_float ? "::text" : "") + (wide->second == to ? "" : "::" + wide->second) +
              " IS DISTINCT FROM " + x + "::" + wide->second;
    }
    const std::string more = unread(b, x);
    if (!more.empty()) return loses.empty() ? more : loses + " OR " + more;
    if (!loses.empty() || reads_all(b)) return loses;
    return through_text(x + "::" + to, x);
  }

  // Implicit casts lose nothing, by PostgreSQL's own advice to those who make them.
  std::string ask_user_defined(const std::string& a, const std::string& b, const std::string& from,
                               const std::string& to, const std::string& x) const {
    const char cast = context_.cast(a, b);
    if (cast == 'b' || cast == 'i') return {};
    if (cast != '\0' && context_.cast(b, a) != '\0') return there_and_back(a, from, to, x);
    if (cast != '\0') return x + " IS NOT NULL";
    // Rows of two composite types write equal values alike only as one of them.
    const Object* before = find_type(composite_type_kind(), a, context_.from());
    const bool rows = before != nullptr && find_type(composite_type_kind(), b, context_.to()) != nullptr;
    const bool stays = before != nullptr && !context_.is_dropped(before->id);
    return through_text(x + "::text::" + to + (rows && stays ? "::text::" + from : ""), x);
  }

  static std::string there_and_back(const std::string& a, const std::string& from, const std::string& to,
                                    const std::string& x) {
    const std::string text = is_compared_as_text(a) ? "::text" : "";
    return x + "::" + to + "::" + from + text + " IS DISTINCT FROM " + x + text;
  }

  bool is_enum(const std::string& type) const {
    return find_type(enum_kind(), type, context_.from()) != nullptr ||
           find_type(enum_kind(), type, context_.to()) != nullptr;
  }

  const Context& context_;
  std::string bridge_;
};

}  // namespace

std::string loses_value(const std::string& from, const std::string& to, const std::string& operand,
                        const std::string& bridge, const Context& context) {
  return Question(context, bridge)
      .ask(without_domains(from, context.from()), without_domains(to, context.to()), operand);
}

}  // namespace pgplumb::kinds
