#include "kinds/materialized_view.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "kinds/parameters.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct MaterializedView {
  std::string definition;                  ///< pg_get_viewdef() without its semicolon
  std::vector<std::string> columns;        ///< "name type", with the collation where it is not the type's
  std::vector<std::string> options;        ///< storage parameters
  std::vector<std::string> toast_options;  ///< those of its toast table
  std::string access_method;               ///< empty: heap
  std::string tablespace;                  ///< empty: the database's
  bool populated = false;

  bool operator==(const MaterializedView&) const = default;
};
BOOST_DESCRIBE_STRUCT(MaterializedView, (),
                      (definition, columns, options, toast_options, access_method, tablespace, populated))

namespace {

std::string name_of(const ObjectId& id) {
  return sql::qualified(id.path[0], id.path[1]);
}

std::string alter_of(const ObjectId& id) {
  return "ALTER MATERIALIZED VIEW " + name_of(id);
}

std::vector<Rule<MaterializedView>> rules() {
  using P = const Pair<MaterializedView>&;
  using Actions = std::vector<Sql>;
  return {
      expression(replaces<MaterializedView>("definition", "there is no command for it")),
      replaces<MaterializedView>("columns", "they follow from the definition"),
      alters<MaterializedView>("options", "ALTER MATERIALIZED VIEW ... SET | RESET (...)",
                               [](P p) { return change_parameters(alter_of(p.id()), p.from.options, p.to.options); }),
      alters<MaterializedView>(
          "toast_options", "ALTER MATERIALIZED VIEW ... SET | RESET (toast. ...)",
          [](P p) { return change_parameters(alter_of(p.id()), p.from.toast_options, p.to.toast_options, "toast."); }),
      decides<MaterializedView>(
          "access_method", "ALTER MATERIALIZED VIEW ... SET ACCESS METHOD, since PostgreSQL 15",
          [](P p) { return p.context.from().origin().server_version < 150000 ? Way::replaced : Way::in_place; },
          [](P p) {
            const std::string method = p.to.access_method.empty() ? "heap" : p.to.access_method;
            return Actions{{"SET ACCESS METHOD " + sql::identifier(method), alter_of(p.id())}};
          }),
      alters<MaterializedView>("tablespace", "ALTER MATERIALIZED VIEW ... SET TABLESPACE",
                               [](P p) {
                                 const std::string space = p.to.tablespace.empty() ? "pg_default" : p.to.tablespace;
                                 return Actions{{"SET TABLESPACE " + sql::identifier(space), alter_of(p.id())}};
                               }),
      ignores<MaterializedView>("populated", "data, not schema: REFRESH MATERIALIZED VIEW fills it whenever one wants"),
  };
}

class MaterializedViewKind final : public Described<MaterializedView> {
 public:
  MaterializedViewKind() : Described(rules()) {}

  std::string_view name() const override { return "materialized view"; }
  int rank() const override { return 101; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{pg_class, pg_namespace, 2, false,
                  "SELECT c.oid, 0, n.oid, 0, n.nspname, c.relname, "
                  "pg_catalog.rtrim(pg_catalog.pg_get_viewdef(c.oid), ';'), " +
                      relation_columns("c.oid") + ", " + sorted_array("c.reloptions") + ", " +
                      sorted_array("t.reloptions") +
                      ", "
                      "CASE WHEN m.amname <> 'heap' THEN m.amname END, s.spcname, c.relispopulated "
                      "FROM pg_catalog.pg_class c JOIN " +
                      user_namespace("c.relnamespace") +
                      " LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid "
                      "LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam "
                      "LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace WHERE c.relkind = 'm'"};
  }

  std::vector<std::string> occupied_names(const Object& object) const override {
    return {"relation " + name_of(object.id), "type " + name_of(object.id)};
  }

  Creation create(const Object& object, const Context& context) const override {
    const MaterializedView& view = fields_of<MaterializedView>(object);
    std::string text = "CREATE MATERIALIZED VIEW " + name_of(object.id);
    if (!view.access_method.empty()) text += " USING " + sql::identifier(view.access_method);
    std::vector<std::string> options;
    if (!view.options.empty()) options.push_back(parameter_list(view.options));
    if (!view.toast_options.empty()) options.push_back(parameter_list(view.toast_options, "toast."));
    if (!options.empty()) text += " WITH (" + sql::join(options, ", ") + ")";
    if (!view.tablespace.empty()) text += " TABLESPACE " + sql::identifier(view.tablespace);
    text += " AS\n" + view.definition;
    // What held rows holds rows again, even if the schema file was dumped WITH NO DATA.
    const Object* before = context.from().find(object.id);
    const bool had_rows = before != nullptr && fields_of<MaterializedView>(*before).populated;
    if (!view.populated && !had_rows) text += "\nWITH NO DATA";
    return Creation::statement(std::move(text));
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP MATERIALIZED VIEW " + name_of(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{alter_of(from.id) + " RENAME TO " + sql::identifier(to.path[1])}};
  }

  Reaction react(const Object& /*self*/, const Object& /*changed*/, Event /*event*/,
                 const Context& /*context*/) const override {
    return Reaction::rebuilt;
  }
};

}  // namespace

const catalog::Kind& materialized_view_kind() {
  static const MaterializedViewKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
