#include "kinds/transform.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

/// Functions with their argument types; empty: none.
struct Transform {
  std::string from_sql;
  std::string to_sql;

  bool operator==(const Transform&) const = default;
};
BOOST_DESCRIBE_STRUCT(Transform, (), (from_sql, to_sql))

namespace {

class TransformKind final : public Described<Transform> {
 public:
  TransformKind()
      : Described({
            replaces<Transform>("from_sql", "dropped and made again"),
            replaces<Transform>("to_sql", "dropped and made again"),
        }) {}

  std::string_view name() const override { return "transform"; }
  int rank() const override { return 46; }

  std::string describe(const ObjectId& id) const override { return "transform " + id.path[0] + " for " + id.path[1]; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{
        pg_transform, 0, 2, false,
        "SELECT t.oid, 0, 0, 0, pg_catalog.format_type(t.trftype, NULL), l.lanname, "
        "CASE WHEN t.trffromsql <> 0 THEN t.trffromsql::pg_catalog.regprocedure END, "
        "CASE WHEN t.trftosql <> 0 THEN t.trftosql::pg_catalog.regprocedure END "
        "FROM pg_catalog.pg_transform t JOIN pg_catalog.pg_language l ON l.oid = t.trflang WHERE t.oid >= 16384"};
  }

  std::string sql_name(const ObjectId& id) const override {
    return "TRANSFORM FOR " + id.path[0] + " LANGUAGE " + sql::identifier(id.path[1]);
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Transform& transform = fields_of<Transform>(object);
    std::vector<std::string> functions;
    if (!transform.from_sql.empty()) functions.push_back("FROM SQL WITH FUNCTION " + transform.from_sql);
    if (!transform.to_sql.empty()) functions.push_back("TO SQL WITH FUNCTION " + transform.to_sql);
    return Creation::statement("CREATE " + sql_name(object.id) + " (" + sql::join(functions, ", ") + ")");
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }
};

}  // namespace

const catalog::Kind& transform_kind() {
  static const TransformKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
