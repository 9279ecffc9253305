// materialized view: {schema, name}. Its columns are objects of the kind `view column`.

#include "kinds/declared.hpp"
#include "kinds/parameters.hpp"

namespace pgplumb::kinds {

namespace {

struct MaterializedView {
  std::string definition;                  ///< pg_get_viewdef() without its semicolon
  std::vector<std::string> columns;        ///< "name type", with the collation where it is not the type's
  std::vector<std::string> options;        ///< storage parameters
  std::vector<std::string> toast_options;  ///< those of its toast table
  std::string access_method;               ///< empty: heap
  std::string tablespace;                  ///< empty: the database's
  bool populated = false;
};

std::string alter_of(const ObjectId& id) {
  return "ALTER " + named("MATERIALIZED VIEW", id.path);
}

class MaterializedViewKind final : public Declared<MaterializedView> {
  using P = const Pair<MaterializedView>&;

 public:
  MaterializedViewKind()
      : Declared(
            {.name = "materialized view",
             .rank = 101,
             .renames = true,
             .rebuilt = true,
             .owner = "x.relowner",
             .acl = "x.relacl",
             .acl_letter = 'r',
             .acl_type = "table"},
            in_schema(pg_class, "pg_class", "rel",
                      " LEFT JOIN pg_catalog.pg_class t ON t.oid = x.reltoastrelid LEFT JOIN pg_catalog.pg_am m ON "
                      "m.oid = x.relam LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = x.reltablespace WHERE x.relkind "
                      "= 'm'"),
            {
                field("definition", &MaterializedView::definition,
                      deparsed("pg_catalog.rtrim(pg_catalog.pg_get_viewdef(x.oid), ';')"))
                    .replaces("there is no command for it"),
                field("columns", &MaterializedView::columns, relation_columns("x.oid"))
                    .replaces("they follow from the definition"),
                field("options", &MaterializedView::options, sorted_array("x.reloptions"))
                    .alters("ALTER MATERIALIZED VIEW ... SET | RESET (...)",
                            [](P p) { return change_parameters(alter_of(p.id()), p.from.options, p.to.options); }),
                field("toast_options", &MaterializedView::toast_options, sorted_array("t.reloptions"))
                    .alters("ALTER MATERIALIZED VIEW ... SET | RESET (toast. ...)",
                            [](P p) {
                              return change_parameters(alter_of(p.id()), p.from.toast_options, p.to.toast_options,
                                                       "toast.");
                            }),
                field("access_method", &MaterializedView::access_method,
                      "CASE WHEN m.amname <> 'heap' THEN m.amname END")
                    .decides(
                        "ALTER MATERIALIZED VIEW ... SET ACCESS METHOD, since PostgreSQL 15",
                        [](P p) {
                          return p.context.from().origin().server_version < 150000 ? Way::replaced : Way::in_place;
                        },
                        [](P p) {
                          const std::string method = p.to.access_method.empty() ? "heap" : p.to.access_method;
                          return std::vector<Sql>{{"SET ACCESS METHOD " + sql::identifier(method), alter_of(p.id())}};
                        }),
                field("tablespace", &MaterializedView::tablespace, "s.spcname")
                    .alters("ALTER MATERIALIZED VIEW ... SET TABLESPACE",
                            [](P p) {
                              const std::string space = p.to.tablespace.empty() ? "pg_default" : p.to.tablespace;
                              return std::vector<Sql>{{"SET TABLESPACE " + sql::identifier(space), alter_of(p.id())}};
                            }),
                field("populated", &MaterializedView::populated, "x.relispopulated")
                    .ignored("data, not schema: REFRESH MATERIALIZED VIEW fills it whenever one wants"),
            }) {}

  std::vector<std::string> occupied_names(const Object& object) const override {
    const std::string name = sql::qualified(object.id.path[0], object.id.path[1]);
    return {"relation " + name, "type " + name};
  }

  bool runs_functions(const Object& /*object*/, int server_version) const override { return server_version < 170000; }

  Creation create(const Object& object, const Context& context) const override {
    const MaterializedView& view = fields_of<MaterializedView>(object);
    std::string text = "CREATE " + sql_name(object.id);
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
};

}  // namespace

const catalog::Kind& materialized_view_kind() {
  static const MaterializedViewKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
