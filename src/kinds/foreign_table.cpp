#include "kinds/foreign_table.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "kinds/foreign_options.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct ForeignTable {
  std::string server;
  std::vector<std::string> options;  ///< name=value

  bool operator==(const ForeignTable&) const = default;
};
BOOST_DESCRIBE_STRUCT(ForeignTable, (), (server, options))

namespace {

std::string altering(const ObjectId& id) {
  return "ALTER FOREIGN TABLE " + sql::qualified(id.path[0], id.path[1]);
}

class ForeignTableKind final : public Described<ForeignTable> {
 public:
  ForeignTableKind()
      : Described({
            replaces<ForeignTable>("server", "dropped and made again"),
            alters<ForeignTable>("options", "ALTER FOREIGN TABLE ... OPTIONS",
                                 [](const Pair<ForeignTable>& pair) {
                                   return std::vector<Sql>{{foreign_option_changes(pair.from.options, pair.to.options),
                                                            altering(pair.id())}};
                                 }),
        }) {}

  std::string_view name() const override { return "foreign table"; }
  int rank() const override { return 70; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{pg_class, pg_namespace, 2, false,
                  "SELECT c.oid, 0, n.oid, 0, n.nspname, c.relname, s.srvname, " + sorted_array("t.ftoptions") +
                      " FROM pg_catalog.pg_foreign_table t JOIN pg_catalog.pg_class c ON c.oid = t.ftrelid "
                      "JOIN pg_catalog.pg_foreign_server s ON s.oid = t.ftserver JOIN " +
                      user_namespace("c.relnamespace")};
  }

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
    creation.close = ")";
    creation.close += "\nSERVER " + sql::identifier(table.server) + foreign_options(table.options);
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

const catalog::Kind& foreign_table_kind() {
  static const ForeignTableKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
