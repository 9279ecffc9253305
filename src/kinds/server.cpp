// server: {name}: a foreign server.

#include "kinds/declared.hpp"
#include "kinds/foreign_options.hpp"

namespace pgplumb::kinds {

namespace {

struct Server {
  std::string wrapper;
  std::string type;
  std::string version;
  std::vector<std::string> options;  ///< name=value
};

std::string altering(const ObjectId& id) {
  return "ALTER " + named("SERVER", id.path) + " ";
}

constexpr const char* anew = "dropped and made again";

class ServerKind final : public Declared<Server> {
 public:
  ServerKind()
      : Declared({.name = "server",
                  .rank = 39,
                  .renames = true,
                  .owner = "s.srvowner",
                  .acl = "s.srvacl",
                  .acl_letter = 'S',
                  .acl_type = "foreign server"},
                 Rows{.class_id = pg_foreign_server,
                      .oid = "s.oid",
                      .path = {"s.srvname"},
                      .from = "pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper f ON f.oid = "
                              "s.srvfdw"},
                 {
                     field("wrapper", &Server::wrapper, "f.fdwname").replaces(anew),
                     field("type", &Server::type, "s.srvtype").replaces(anew),
                     field("version", &Server::version, "s.srvversion")
                         .alters("ALTER SERVER ... VERSION",
                                 [](const Pair<Server>& pair) {
                                   return altering(pair.id()) + "VERSION " +
                                          (pair.to.version.empty() ? "NULL" : sql::literal(pair.to.version));
                                 }),
                     field("options", &Server::options, sorted_array("s.srvoptions"))
                         .alters("ALTER SERVER ... OPTIONS",
                                 [](const Pair<Server>& pair) {
                                   return altering(pair.id()) +
                                          foreign_option_changes(pair.from.options, pair.to.options);
                                 }),
                 }) {}

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Server& server = fields_of<Server>(object);
    std::string text = "CREATE " + sql_name(object.id);
    if (!server.type.empty()) text += " TYPE " + sql::literal(server.type);
    if (!server.version.empty()) text += " VERSION " + sql::literal(server.version);
    text += " FOREIGN DATA WRAPPER " + sql::identifier(server.wrapper);
    return Creation::statement(text + foreign_options(server.options));
  }
};

}  // namespace

const catalog::Kind& server_kind() {
  static const ServerKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
