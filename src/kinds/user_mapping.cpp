#include "kinds/user_mapping.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "kinds/foreign_options.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct UserMapping {
  std::vector<std::string> options;  ///< name=value; hidden by the server from those who may not use them

  bool operator==(const UserMapping&) const = default;
};
BOOST_DESCRIBE_STRUCT(UserMapping, (), (options))

namespace {

std::string mapping(const ObjectId& id) {
  return "USER MAPPING FOR " + sql::role(id.path[1]) + " SERVER " + sql::identifier(id.path[0]);
}

class UserMappingKind final : public Described<UserMapping> {
 public:
  UserMappingKind()
      : Described({
            alters<UserMapping>("options", "ALTER USER MAPPING ... OPTIONS",
                                [](const Pair<UserMapping>& pair) {
                                  return std::vector<Sql>{{"ALTER " + mapping(pair.id()) + " " +
                                                           foreign_option_changes(pair.from.options, pair.to.options)}};
                                }),
        }) {}

  std::string_view name() const override { return "user mapping"; }
  int rank() const override { return 40; }

  std::string describe(const ObjectId& id) const override {
    return "user mapping " + id.path[0] + " for " + (id.path[1].empty() ? "PUBLIC" : id.path[1]);
  }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{pg_user_mapping, pg_foreign_server, 2, false,
                  "SELECT m.umid, 0, m.srvid, 0, m.srvname, CASE WHEN m.umuser <> 0 THEN m.usename END, " +
                      sorted_array("m.umoptions") +
                      " "
                      "FROM pg_catalog.pg_user_mappings m"};
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

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }
};

}  // namespace

const catalog::Kind& user_mapping_kind() {
  static const UserMappingKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
