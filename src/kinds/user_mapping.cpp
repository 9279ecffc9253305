// user mapping: {server, role, or "" for PUBLIC}.

#include "kinds/declared.hpp"
#include "kinds/foreign_options.hpp"

namespace pgplumb::kinds {

namespace {

struct UserMapping {
  std::vector<std::string> options;  ///< name=value; hidden by the server from those who may not use them
};

std::string mapping(const ObjectId& id) {
  return "USER MAPPING FOR " + sql::role(id.path[1]) + " SERVER " + sql::identifier(id.path[0]);
}

class UserMappingKind final : public Declared<UserMapping> {
 public:
  UserMappingKind()
      : Declared({.name = "user mapping", .rank = 40},
                 Rows{.class_id = pg_user_mapping,
                      .oid = "m.umid",
                      .parent_class_id = pg_foreign_server,
                      .parent_oid = "m.srvid",
                      .path = {"m.srvname", "CASE WHEN m.umuser <> 0 THEN m.usename END"},
                      .from = "pg_catalog.pg_user_mappings m"},
                 {
                     field("options", &UserMapping::options, sorted_array("m.umoptions"))
                         .alters("ALTER USER MAPPING ... OPTIONS",
                                 [](const Pair<UserMapping>& pair) {
                                   return "ALTER " + mapping(pair.id()) + " " +
                                          foreign_option_changes(pair.from.options, pair.to.options);
                                 }),
                 }) {}

  std::string describe(const ObjectId& id) const override {
    return "user mapping " + id.path[0] + " for " + (id.path[1].empty() ? "PUBLIC" : id.path[1]);
  }

  // A server cannot be dropped before its mappings.
  std::vector<ObjectIndex> dropped_with(const Object& /*object*/, const Context& /*context*/) const override {
    return {};
  }

  std::string sql_name(const ObjectId& id) const override { return mapping(id); }

  Creation create(const Object& object, const Context& /*context*/) const override {
    return Creation::statement("CREATE " + mapping(object.id) +
                               foreign_options(fields_of<UserMapping>(object).options));
  }
};

}  // namespace

const catalog::Kind& user_mapping_kind() {
  static const UserMappingKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
