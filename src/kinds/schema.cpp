// schema: {name}. One that an extension brings is a part of that, and comes and goes with it.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

/// A schema has no attributes of its own: owner, comment and privileges are objects beside it.
struct Schema {};

class SchemaKind final : public Declared<Schema> {
 public:
  SchemaKind()
      : Declared({.name = "schema",
                  .rank = 10,
                  .renames = true,
                  .owner = "n.nspowner",
                  .acl = "n.nspacl",
                  .acl_letter = 'n',
                  .acl_type = "schema"},
                 Rows{.class_id = pg_namespace,
                      .oid = "n.oid",
                      .path = {"n.nspname"},
                      .from = "pg_catalog.pg_namespace n WHERE (n.oid >= 16384 OR n.oid = 2200) AND n.nspname !~ "
                              "'^pg_(toast_)?temp_' AND " +
                              std::string(not_our_own)},
                 {}) {}

  bool is_namespace() const override { return true; }

  Creation create(const Object& object, const Context& /*context*/) const override {
    Creation creation = Creation::statement("CREATE " + sql_name(object.id));
    creation.nothing = object.parent != catalog::no_object;
    return creation;
  }

  std::vector<Sql> drop(const Object& object, const Context& context) const override {
    return object.parent == catalog::no_object ? Declared::drop(object, context) : std::vector<Sql>();
  }
};

}  // namespace

const catalog::Kind& schema_kind() {
  static const SchemaKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
