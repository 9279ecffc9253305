// transform: {type, language}.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

/// Functions with their argument types; empty: none.
struct Transform {
  std::string from_sql;
  std::string to_sql;
};

constexpr const char* anew = "dropped and made again";

class TransformKind final : public Declared<Transform> {
 public:
  TransformKind()
      : Declared({.name = "transform", .rank = 46},
                 Rows{.class_id = pg_transform,
                      .oid = "t.oid",
                      .path = {"pg_catalog.format_type(t.trftype, NULL)", "l.lanname"},
                      .from = "pg_catalog.pg_transform t JOIN pg_catalog.pg_language l ON l.oid = t.trflang WHERE "
                              "t.oid >= 16384"},
                 {
                     field("from_sql", &Transform::from_sql,
                           "CASE WHEN t.trffromsql <> 0 THEN t.trffromsql::pg_catalog.regprocedure END")
                         .replaces(anew),
                     field("to_sql", &Transform::to_sql,
                           "CASE WHEN t.trftosql <> 0 THEN t.trftosql::pg_catalog.regprocedure END")
                         .replaces(anew),
                 }) {}

  std::string describe(const ObjectId& id) const override { return "transform " + id.path[0] + " for " + id.path[1]; }

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
};

}  // namespace

const catalog::Kind& transform_kind() {
  static const TransformKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
