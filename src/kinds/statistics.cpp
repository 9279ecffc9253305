#include "kinds/statistics.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct Statistics {
  std::vector<std::string> relation;  ///< schema and name
  std::vector<std::string> kinds;     ///< ndistinct, dependencies, mcv; empty: all that can be
  std::string columns;                ///< columns and expressions, as in the statement
  std::optional<std::int64_t> target;

  bool operator==(const Statistics&) const = default;
};
BOOST_DESCRIBE_STRUCT(Statistics, (), (relation, kinds, columns, target))

namespace {

Sql set_target(const ObjectId& id, const std::optional<std::int64_t>& target) {
  return {"ALTER " + named("STATISTICS", id.path) + " SET STATISTICS " + std::to_string(target.value_or(-1))};
}

class StatisticsKind final : public Described<Statistics> {
 public:
  StatisticsKind()
      : Described({
            replaces<Statistics>("relation", "made anew: they are gathered again by ANALYZE"),
            replaces<Statistics>("kinds", "made anew: they are gathered again by ANALYZE"),
            expression(replaces<Statistics>("columns", "made anew: they are gathered again by ANALYZE")),
            alters<Statistics>(
                "target", "ALTER STATISTICS ... SET STATISTICS",
                [](const Pair<Statistics>& pair) { return std::vector<Sql>{set_target(pair.id(), pair.to.target)}; }),
        }) {}

  std::string_view name() const override { return "statistics"; }
  int rank() const override { return 95; }

  std::optional<Source> source(int /*server_version*/) const override {
    // 'e', expressions, comes about by itself; all of d, f, m is what no list means.
    return Source{
        pg_statistic_ext, pg_class, 2, false,
        "SELECT s.oid, 0, c.oid, 0, n.nspname, s.stxname, ARRAY[cn.nspname, c.relname]::text[], "
        "CASE WHEN NOT s.stxkind @> '{d,f,m}' THEN (SELECT pg_catalog.array_agg(CASE k WHEN 'd' THEN 'ndistinct' "
        "WHEN 'f' THEN 'dependencies' WHEN 'm' THEN 'mcv' END ORDER BY k) FROM pg_catalog.unnest(s.stxkind) k "
        "WHERE k IN ('d', 'f', 'm')) END, "
        // The server tells columns in the order of their table, which is none of the statement's, and then expressions.
        "(SELECT COALESCE(pg_catalog.string_agg(k.name, ', ' ORDER BY k.name) || pg_catalog.substr(d.columns, 1 + "
        "pg_catalog.length(pg_catalog.string_agg(k.name, ', ' ORDER BY k.attnum))), d.columns) FROM (SELECT a.attnum, "
        "pg_catalog.quote_ident(a.attname) AS name FROM pg_catalog.pg_attribute a WHERE a.attrelid = s.stxrelid AND "
        "a.attnum = ANY (s.stxkeys::pg_catalog.int2[])) k), "
        "CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END "
        "FROM pg_catalog.pg_statistic_ext s CROSS JOIN LATERAL pg_catalog.pg_get_statisticsobjdef_columns(s.oid) "
        "d(columns) JOIN pg_catalog.pg_class c ON c.oid = s.stxrelid "
        "JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace JOIN " +
            user_namespace("s.stxnamespace")};
  }

  // Those that the server makes again with a column's new type have lost their target.
  Reaction react(const Object& self, const Object& changed, Event event, const Context& context) const override {
    if (event == Event::gone) return Described::react(self, changed, event, context);
    return fields_of<Statistics>(self).target ? Reaction::follows : Reaction::none;
  }

  Alteration follow(const Object& from, const Object& to, const Context& /*context*/) const override {
    const std::optional<std::int64_t>& target = fields_of<Statistics>(to).target;
    Alteration alteration;
    if (target && target == fields_of<Statistics>(from).target) alteration.statements = {set_target(to.id, target)};
    return alteration;
  }

  std::vector<std::string> occupied_names(const Object& object) const override { return {sql_name(object.id)}; }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Statistics& statistics = fields_of<Statistics>(object);
    std::string text = "CREATE " + sql_name(object.id);
    if (!statistics.kinds.empty()) text += " (" + sql::join(statistics.kinds, ", ") + ")";
    text += " ON " + statistics.columns + " FROM " + sql::qualified(statistics.relation[0], statistics.relation[1]);
    Creation creation = Creation::statement(text);
    if (statistics.target) creation.after.push_back(set_target(object.id, statistics.target));
    return creation;
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[1])}};
  }
};

}  // namespace

const catalog::Kind& statistics_kind() {
  static const StatisticsKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
