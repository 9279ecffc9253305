// text search dictionary: {schema, name}.

#include <map>

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct TextSearchDictionary {
  std::string template_name;         ///< qualified and quoted
  std::vector<std::string> options;  ///< name, then value as a literal, in turn
};

std::map<std::string, std::string> pairs(const std::vector<std::string>& list) {
  std::map<std::string, std::string> map;
  for (std::size_t at = 0; at + 1 < list.size(); at += 2) map[list[at]] = list[at + 1];
  return map;
}

// A name without a value takes the option away.
std::vector<Sql> change_dictionary_options(const Pair<TextSearchDictionary>& pair) {
  const auto before = pairs(pair.from.options);
  const auto after = pairs(pair.to.options);
  std::vector<std::string> changes;
  for (const auto& [name, value] : before)
    if (!after.contains(name)) changes.push_back(name);
  for (const auto& [name, value] : after)
    if (const auto old = before.find(name); old == before.end() || old->second != value)
      changes.push_back(name + " = " + value);
  return {{"ALTER " + named("TEXT SEARCH DICTIONARY", pair.id().path) + " (" + sql::join(changes, ", ") + ")"}};
}

class TextSearchDictionaryKind final : public Declared<TextSearchDictionary> {
 public:
  TextSearchDictionaryKind()
      : Declared({.name = "text search dictionary", .rank = 41, .renames = true, .owner = "x.dictowner"},
                 in_schema(pg_ts_dict, "pg_ts_dict", "dict",
                           " JOIN pg_catalog.pg_ts_template t ON t.oid = x.dicttemplate "
                           "JOIN pg_catalog.pg_namespace tn ON tn.oid = t.tmplnamespace"),
                 {
                     field("template_name", &TextSearchDictionary::template_name,
                           "pg_catalog.quote_ident(tn.nspname) || '.' || pg_catalog.quote_ident(t.tmplname)")
                         .replaces("dropped and made again"),
                     // The server keeps them as "name = 'value', name = 'value'".
                     field("options", &TextSearchDictionary::options,
                           "(SELECT pg_catalog.array_agg(v.part ORDER BY m.parts[1] COLLATE \"C\", v.k) FROM "
                           "pg_catalog.regexp_matches(x.dictinitoption, $re$(\"(?:[^\"]|\"\")+\"|[^\\s=,]+) = "
                           "((?:E?'(?:[^']|'')*')|[^\\s',]+)$re$, 'g') m(parts) "
                           "CROSS JOIN LATERAL (VALUES (1, m.parts[1]), (2, m.parts[2])) v(k, part))")
                         .alters("ALTER TEXT SEARCH DICTIONARY ... (...)", change_dictionary_options),
                 }) {}

  Creation create(const Object& object, const Context& /*context*/) const override {
    const TextSearchDictionary& dictionary = fields_of<TextSearchDictionary>(object);
    std::string text = "CREATE " + sql_name(object.id) + " (\n    TEMPLATE = " + dictionary.template_name;
    for (const auto& [name, value] : pairs(dictionary.options)) text += ",\n    " + name + " = " + value;
    return Creation::statement(text + "\n)");
  }
};

}  // namespace

const catalog::Kind& text_search_dictionary_kind() {
  static const TextSearchDictionaryKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
