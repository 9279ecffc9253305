// text search configuration: {schema, name}.

#include <map>

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct TextSearchConfiguration {
  std::string parser;                 ///< qualified and quoted
  std::vector<std::string> mappings;  ///< token type, then its dictionaries, in turn; by token type
};

std::string altering(const ObjectId& id) {
  return "ALTER " + named("TEXT SEARCH CONFIGURATION", id.path) + " ";
}

using Mappings = std::map<std::string, std::string>;

Mappings mappings_of(const TextSearchConfiguration& configuration) {
  Mappings mappings;
  const auto& list = configuration.mappings;
  for (std::size_t at = 0; at + 1 < list.size(); at += 2) mappings[list[at]] = list[at + 1];
  return mappings;
}

// Token types of the same dictionaries are named in one statement: "asciiword, word" -> "pg_catalog.simple".
std::vector<std::pair<std::string, std::string>> grouped(const Mappings& mappings) {
  std::map<std::string, std::string> tokens;
  for (const auto& [token, dictionaries] : mappings) {
    std::string& list = tokens[dictionaries];
    list += (list.empty() ? "" : ", ") + sql::identifier(token);
  }
  std::vector<std::pair<std::string, std::string>> groups;
  for (const auto& [dictionaries, list] : tokens) groups.emplace_back(list, dictionaries);
  return groups;
}

std::vector<Sql> change_mappings(const Pair<TextSearchConfiguration>& pair) {
  const Mappings before = mappings_of(pair.from);
  const Mappings after = mappings_of(pair.to);
  std::vector<std::string> gone;
  Mappings added;
  Mappings changed;
  for (const auto& [token, dictionaries] : before)
    if (!after.contains(token)) gone.push_back(token);
  for (const auto& [token, dictionaries] : after) {
    const auto old = before.find(token);
    if (old == before.end()) {
      added[token] = dictionaries;
    } else if (old->second != dictionaries) {
      changed[token] = dictionaries;
    }
  }
  std::vector<Sql> statements;
  if (!gone.empty()) statements.push_back({altering(pair.id()) + "DROP MAPPING FOR " + sql::identifiers(gone)});
  for (const auto& [tokens, dictionaries] : grouped(changed))
    statements.push_back({altering(pair.id()) + "ALTER MAPPING FOR " + tokens + " WITH " + dictionaries});
  for (const auto& [tokens, dictionaries] : grouped(added))
    statements.push_back({altering(pair.id()) + "ADD MAPPING FOR " + tokens + " WITH " + dictionaries});
  return statements;
}

// Each token type and its dictionaries, in turn.
constexpr const char* mappings_sql =
    "(SELECT pg_catalog.array_agg(v.part ORDER BY m.token, v.k) FROM (SELECT t.alias AS token, "
    "pg_catalog.string_agg(pg_catalog.quote_ident(dn.nspname) || '.' || pg_catalog.quote_ident(d.dictname), ', ' "
    "ORDER BY m.mapseqno) AS dictionaries FROM pg_catalog.pg_ts_config_map m "
    "JOIN pg_catalog.ts_token_type(x.cfgparser) t ON t.tokid = m.maptokentype "
    "JOIN pg_catalog.pg_ts_dict d ON d.oid = m.mapdict JOIN pg_catalog.pg_namespace dn ON dn.oid = d.dictnamespace "
    "WHERE m.mapcfg = x.oid GROUP BY t.alias) m "
    "CROSS JOIN LATERAL (VALUES (1, m.token), (2, m.dictionaries)) v(k, part))";

class TextSearchConfigurationKind final : public Declared<TextSearchConfiguration> {
 public:
  TextSearchConfigurationKind()
      : Declared({.name = "text search configuration", .rank = 42, .renames = true, .owner = "x.cfgowner"},
                 in_schema(pg_ts_config, "pg_ts_config", "cfg",
                           " JOIN pg_catalog.pg_ts_parser p ON p.oid = x.cfgparser "
                           "JOIN pg_catalog.pg_namespace pn ON pn.oid = p.prsnamespace"),
                 {
                     field("parser", &TextSearchConfiguration::parser,
                           "pg_catalog.quote_ident(pn.nspname) || '.' || pg_catalog.quote_ident(p.prsname)")
                         .replaces("dropped and made again"),
                     field("mappings", &TextSearchConfiguration::mappings, mappings_sql)
                         .alters("ALTER TEXT SEARCH CONFIGURATION ... ADD, ALTER and DROP MAPPING", change_mappings),
                 }) {}

  Creation create(const Object& object, const Context& /*context*/) const override {
    const TextSearchConfiguration& configuration = fields_of<TextSearchConfiguration>(object);
    Creation creation =
        Creation::statement("CREATE " + sql_name(object.id) + " (PARSER = " + configuration.parser + ")");
    for (const auto& [tokens, dictionaries] : grouped(mappings_of(configuration)))
      creation.after.push_back({altering(object.id) + "ADD MAPPING FOR " + tokens + " WITH " + dictionaries});
    return creation;
  }
};

}  // namespace

const catalog::Kind& text_search_configuration_kind() {
  static const TextSearchConfigurationKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
