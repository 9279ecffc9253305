// foreign table: {schema, name}. Its columns are objects of their own.

#include "kinds/declared.hpp"
#include "kinds/foreign_options.hpp"

namespace pgplumb::kinds {

namespace {

struct ForeignTable {
  std::string server;
  std::vector<std::string> options;  ///< name=value
};

class ForeignTableKind final : public Declared<ForeignTable> {
 public:
  ForeignTableKind()
      : Declared({.name = "foreign table",
                  .rank = 70,
                  .renames = true,
                  .owner = "c.relowner",
                  .acl = "c.relacl",
                  .acl_letter = 'r',
                  .acl_type = "table"},
                 Rows{.class_id = pg_class,
                      .oid = "c.oid",
                      .parent_class_id = pg_namespace,
                      .parent_oid = "n.oid",
                      .path = {"n.nspname", "c.relname"},
                      .from = "pg_catalog.pg_foreign_table t JOIN pg_catalog.pg_class c ON c.oid = t.ftrelid JOIN "
                              "pg_catalog.pg_foreign_server s ON s.oid = t.ftserver JOIN " +
                              user_namespace("c.relnamespace")},
                 {
                     field("server", &ForeignTable::server, "s.srvname").replaces("dropped and made again"),
                     field("options", &ForeignTable::options, sorted_array("t.ftoptions"))
                         .alters("ALTER FOREIGN TABLE ... OPTIONS",
                                 [](const Pair<ForeignTable>& pair) {
                                   return std::vector<Sql>{
                                       {foreign_option_changes(pair.from.options, pair.to.options),
                                        "ALTER FOREIGN TABLE " + sql::qualified(pair.id().path[0], pair.id().path[1])}};
                                 }),
                 }) {}

  // A partition's own object says whose partition it is.
  bool keeps_dependency(char deptype, const catalog::Address& referenced) const override {
    return !(deptype == 'a' && referenced.class_id == pg_class && referenced.sub_id == 0);
  }

  std::vector<std::string> occupied_names(const Object& object) const override {
    const std::string name = sql::qualified(object.id.path[0], object.id.path[1]);
    return {"relation " + name, "type " + name};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const ForeignTable& table = fields_of<ForeignTable>(object);
    Creation creation = Creation::statement("CREATE " + sql_name(object.id) + " (");
    creation.hosts = true;
    creation.before_items = "\n    ";
    creation.separator = ",\n    ";
    creation.after_items = "\n";
    creation.close = ")\nSERVER " + sql::identifier(table.server) + foreign_options(table.options);
    return creation;
  }
};

}  // namespace

const catalog::Kind& foreign_table_kind() {
  static const ForeignTableKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
