#include "kinds/default.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/column.hpp"
#include "kinds/described.hpp"
#include "kinds/filling.hpp"
#include "kinds/table.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct Default {
  std::string expression;

  bool operator==(const Default&) const = default;
};
BOOST_DESCRIBE_STRUCT(Default, (), (expression))

namespace {

std::string alter_column(const ObjectId& id) {
  return "ALTER COLUMN " + sql::identifier(id.path[2]) + " ";
}

// ALTER TABLE does for views too, as pg_dump uses it.
class DefaultKind final : public Described<Default> {
 public:
  DefaultKind()
      : Described({expression(alters<Default>("expression", "ALTER COLUMN ... SET DEFAULT", [](const Pair<Default>& p) {
          return std::vector<Sql>{
              {alter_column(p.id()) + "SET DEFAULT " + p.to.expression, alter_table_only(p.id().path)}};
        }))}) {}

  std::string_view name() const override { return "default"; }
  int rank() const override { return 73; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{
        pg_attrdef, pg_class, 3, false,
        "SELECT d.oid, 0, d.adrelid, d.adnum, n.nspname, c.relname, a.attname, pg_catalog.pg_get_expr(d.adbin, 0) "
        "FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_class c ON c.oid = d.adrelid JOIN " +
            user_namespace("c.relnamespace") +
            " JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum "
            "WHERE a.attgenerated = '' AND NOT a.attisdropped"};
  }

  Creation create(const Object& object, const Context& context) const override {
    Creation creation;
    creation.alter = alter_table_only(object.id.path);
    creation.prefix = alter_column(object.id) + "SET ";
    creation.open = "DEFAULT " + fields_of<Default>(object).expression;
    const Object* parent = context.to().parent_of(object);
    if (parent != nullptr && parent->id.kind == &column_kind()) creation.host = parent->id;
    creation.place = {1, ""};
    return creation;
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{alter_column(object.id) + "DROP DEFAULT", alter_table_only(object.id.path)}};
  }

  std::vector<catalog::Danger> dangers(const Object& object, const Context& context) const override {
    return dangers_of_filling(object.id.path, context);
  }

  // The old default may not be castable to its column's new type.
  Reaction react(const Object& self, const Object& changed, Event event, const Context& context) const override {
    if (event == Event::gone) return Reaction::rebuilt;
    const bool own_column = self.parent != catalog::no_object && &context.from()[self.parent] == &changed;
    return own_column && changes_type(changed, context) ? Reaction::rebuilt : Reaction::none;
  }
};

}  // namespace

const catalog::Kind& default_kind() {
  static const DefaultKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
