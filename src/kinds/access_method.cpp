// access method: {name}.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct AccessMethod {
  std::string type;     ///< INDEX or TABLE
  std::string handler;  ///< qualified and quoted
};

constexpr const char* anew = "dropped and made again";

class AccessMethodKind final : public Declared<AccessMethod> {
 public:
  AccessMethodKind()
      : Declared(
            {.name = "access method", .rank = 38},
            Rows{.class_id = pg_am,
                 .oid = "a.oid",
                 .path = {"a.amname"},
                 .from = "pg_catalog.pg_am a WHERE a.oid >= 16384"},
            {
                field("type", &AccessMethod::type, letter("a.amtype", {{"t", "TABLE"}, {"i", "INDEX"}})).replaces(anew),
                field("handler", &AccessMethod::handler, "a.amhandler").replaces(anew),
            }) {}

  Creation create(const Object& object, const Context& /*context*/) const override {
    const AccessMethod& method = fields_of<AccessMethod>(object);
    return Creation::statement("CREATE " + sql_name(object.id) + " TYPE " + method.type + " HANDLER " + method.handler);
  }
};

}  // namespace

const catalog::Kind& access_method_kind() {
  static const AccessMethodKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
