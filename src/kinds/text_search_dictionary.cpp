#include "kinds/text_search_dictionary.hpp"

#include <map>

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct TextSearchDictionary {
  std::string template_name;         ///< qualified and quoted
  std::vector<std::string> options;  ///< name, then value as a literal, in turn

  bool operator==(const TextSearchDictionary&) const = default;
};
BOOST_DESCRIBE_STRUCT(TextSearchDictionary, (), (template_name, options))

namespace {

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

class TextSearchDictionaryKind final : public Described<TextSearchDictionary> {
 public:
  TextSearchDictionaryKind()
      : Described({
            replaces<TextSearchDictionary>("template_name", "dropped and made again"),
            alters<TextSearchDictionary>("options", "ALTER TEXT SEARCH DICTIONARY ... (...)",
                                         change_dictionary_options),
        }) {}

  std::string_view name() const override { return "text search dictionary"; }
  int rank() const override { return 41; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{
        pg_ts_dict, pg_namespace, 2, false,
        // The server keeps them as "name = 'value', name = 'value'".
        "SELECT d.oid, 0, n.oid, 0, n.nspname, d.dictname, pg_catalog.quote_ident(tn.nspname) || '.' || "
        "pg_catalog.quote_ident(t.tmplname), (SELECT pg_catalog.array_agg(v.x ORDER BY m.parts[1] COLLATE \"C\", v.k) "
        "FROM pg_catalog.regexp_matches(d.dictinitoption, $re$(\"(?:[^\"]|\"\")+\"|[^\\s=,]+) = "
        "((?:E?'(?:[^']|'')*')|[^\\s',]+)$re$, 'g') "
        "m(parts) CROSS JOIN LATERAL (VALUES (1, m.parts[1]), (2, m.parts[2])) v(k, x)) "
        "FROM pg_catalog.pg_ts_dict d JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate "
        "JOIN pg_catalog.pg_namespace tn ON tn.oid = t.tmplnamespace JOIN " +
            user_namespace("d.dictnamespace")};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const TextSearchDictionary& dictionary = fields_of<TextSearchDictionary>(object);
    std::string text = "CREATE " + sql_name(object.id) + " (\n    TEMPLATE = " + dictionary.template_name;
    for (const auto& [name, value] : pairs(dictionary.options)) text += ",\n    " + name + " = " + value;
    return Creation::statement(text + "\n)");
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[1])}};
  }
};

}  // namespace

const catalog::Kind& text_search_dictionary_kind() {
  static const TextSearchDictionaryKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
