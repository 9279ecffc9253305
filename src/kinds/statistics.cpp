// statistics: {schema, name}: extended statistics, CREATE STATISTICS.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct Statistics {
  std::vector<std::string> relation;  ///< schema and name
  std::vector<std::string> kinds;     ///< ndistinct, dependencies, mcv; empty: all that can be
  std::string columns;                ///< columns and expressions, as in the statement
  std::optional<std::int64_t> target;
};

std::string set_target(const ObjectId& id, const std::optional<std::int64_t>& target) {
  return "ALTER " + named("STATISTICS", id.path) + " SET STATISTICS " + std::to_string(target.value_or(-1));
}

constexpr const char* anew = "made anew: they are gathered again by ANALYZE";

class StatisticsKind final : public Declared<Statistics> {
 public:
  StatisticsKind()
      : Declared(
            {.name = "statistics", .rank = 95, .renames = true, .owner = "s.stxowner"},
            Rows{.class_id = pg_statistic_ext,
                 .oid = "s.oid",
                 .parent_class_id = pg_class,
                 .parent_oid = "c.oid",
                 .path = {"n.nspname", "s.stxname"},
                 .from = "pg_catalog.pg_statistic_ext s CROSS JOIN LATERAL "
                         "pg_catalog.pg_get_statisticsobjdef_columns(s.oid) d(columns) JOIN pg_catalog.pg_class c ON "
                         "c.oid = s.stxrelid JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace JOIN " +
                         user_namespace("s.stxnamespace")},
            {
                field("relation", &Statistics::relation, "ARRAY[cn.nspname, c.relname]::text[]").replaces(anew),
                // 'e', expressions, comes about by itself; all of d, f, m is what no list means.
                field("kinds", &Statistics::kinds,
                      "CASE WHEN NOT s.stxkind @> '{d,f,m}' THEN (SELECT pg_catalog.array_agg(CASE k WHEN 'd' THEN "
                      "'ndistinct' WHEN 'f' THEN 'dependencies' WHEN 'm' THEN 'mcv' END ORDER BY k) FROM "
                      "pg_catalog.unnest(s.stxkind) k WHERE k IN ('d', 'f', 'm')) END")
                    .replaces(anew),
                // The server tells columns in the order of their table, which is none of the statement's, and then
                // expressions.
                field("columns", &Statistics::columns,
                      deparsed("(SELECT COALESCE(pg_catalog.string_agg(k.name, ', ' ORDER BY k.name) || "
                               "pg_catalog.substr(d.columns, 1 + pg_catalog.length(pg_catalog.string_agg(k.name, ', ' "
                               "ORDER BY k.attnum))), d.columns) FROM (SELECT a.attnum, "
                               "pg_catalog.quote_ident(a.attname) AS name FROM pg_catalog.pg_attribute a WHERE "
                               "a.attrelid = s.stxrelid AND a.attnum = ANY (s.stxkeys::pg_catalog.int2[])) k)"))
                    .replaces(anew),
                field("target", &Statistics::target, "CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END")
                    .alters("ALTER STATISTICS ... SET STATISTICS",
                            [](const Pair<Statistics>& pair) { return set_target(pair.id(), pair.to.target); }),
            }) {}

  // Those that the server makes again with a column's new type have lost their target.
  Reaction react(const Object& self, const Object& /*changed*/, Event event,
                 const Context& /*context*/) const override {
    if (event != Event::reshaped) return Reaction::rebuilt;
    return fields_of<Statistics>(self).target ? Reaction::follows : Reaction::none;
  }

  Alteration follow(const Object& from, const Object& to, const Context& /*context*/) const override {
    const std::optional<std::int64_t>& target = fields_of<Statistics>(to).target;
    Alteration alteration;
    if (target && target == fields_of<Statistics>(from).target)
      alteration.statements.push_back({set_target(to.id, target)});
    return alteration;
  }

  std::shared_ptr<const catalog::Attributes> nameless(const Object& object) const override { return object.attributes; }

  std::vector<std::string> occupied_names(const Object& object) const override { return {sql_name(object.id)}; }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Statistics& statistics = fields_of<Statistics>(object);
    std::string text = "CREATE " + sql_name(object.id);
    if (!statistics.kinds.empty()) text += " (" + sql::join(statistics.kinds, ", ") + ")";
    text += " ON " + statistics.columns + " FROM " + sql::qualified(statistics.relation[0], statistics.relation[1]);
    Creation creation = Creation::statement(text);
    if (statistics.target) creation.after.push_back({set_target(object.id, statistics.target)});
    return creation;
  }
};

}  // namespace

const catalog::Kind& statistics_kind() {
  static const StatisticsKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
