#include "kinds/access_method.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct AccessMethod {
  std::string type;     ///< INDEX or TABLE
  std::string handler;  ///< qualified and quoted

  bool operator==(const AccessMethod&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccessMethod, (), (type, handler))

namespace {

class AccessMethodKind final : public Described<AccessMethod> {
 public:
  AccessMethodKind()
      : Described({
            replaces<AccessMethod>("type", "dropped and made again"),
            replaces<AccessMethod>("handler", "dropped and made again"),
        }) {}

  std::string_view name() const override { return "access method"; }
  int rank() const override { return 38; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{
        pg_am, 0, 1, false,
        "SELECT a.oid, 0, 0, 0, a.amname, CASE a.amtype WHEN 't' THEN 'TABLE' WHEN 'i' THEN 'INDEX' END, a.amhandler "
        "FROM pg_catalog.pg_am a WHERE a.oid >= 16384"};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const AccessMethod& method = fields_of<AccessMethod>(object);
    return Creation::statement("CREATE " + sql_name(object.id) + " TYPE " + method.type + " HANDLER " + method.handler);
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }
};

}  // namespace

const catalog::Kind& access_method_kind() {
  static const AccessMethodKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
