#include "kinds/server.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "kinds/foreign_options.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct Server {
  std::string wrapper;
  std::string type;
  std::string version;
  std::vector<std::string> options;  ///< name=value

  bool operator==(const Server&) const = default;
};
BOOST_DESCRIBE_STRUCT(Server, (), (wrapper, type, version, options))

namespace {

std::string altering(const ObjectId& id) {
  return "ALTER " + named("SERVER", id.path) + " ";
}

class ServerKind final : public Described<Server> {
 public:
  ServerKind()
      : Described({
            replaces<Server>("wrapper", "dropped and made again"),
            replaces<Server>("type", "dropped and made again"),
            alters<Server>("version", "ALTER SERVER ... VERSION",
                           [](const Pair<Server>& pair) {
                             return std::vector<Sql>{
                                 {altering(pair.id()) + "VERSION " +
                                  (pair.to.version.empty() ? "NULL" : sql::literal(pair.to.version))}};
                           }),
            alters<Server>("options", "ALTER SERVER ... OPTIONS",
                           [](const Pair<Server>& pair) {
                             return std::vector<Sql>{
                                 {altering(pair.id()) + foreign_option_changes(pair.from.options, pair.to.options)}};
                           }),
        }) {}

  std::string_view name() const override { return "server"; }
  int rank() const override { return 39; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{
        pg_foreign_server, 0, 1, false,
        "SELECT s.oid, 0, 0, 0, s.srvname, f.fdwname, s.srvtype, s.srvversion, " + sorted_array("s.srvoptions") +
            " FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper f ON f.oid = s.srvfdw"};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Server& server = fields_of<Server>(object);
    std::string text = "CREATE " + sql_name(object.id);
    if (!server.type.empty()) text += " TYPE " + sql::literal(server.type);
    if (!server.version.empty()) text += " VERSION " + sql::literal(server.version);
    text += " FOREIGN DATA WRAPPER " + sql::identifier(server.wrapper);
    return Creation::statement(text + foreign_options(server.options));
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[0])}};
  }
};

}  // namespace

const catalog::Kind& server_kind() {
  static const ServerKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
