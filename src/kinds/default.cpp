// default of a column of a table or view: {schema, relation, column}. Generated columns' expressions are part of the
// column.

#include "kinds/default.hpp"

#include "kinds/column.hpp"
#include "kinds/declared.hpp"
#include "kinds/filling.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

namespace {

struct Default {
  std::string expression;
  bool is_volatile = false;
};

// Functions that are built in are in no dependency: the expression's tree names them. Only an identity takes the next
// value of a sequence without a function.
constexpr const char* calls_volatile =
    "EXISTS (SELECT FROM pg_catalog.regexp_matches(d.adbin::text, ':(?:op)?funcid (\\d+)', 'g') called JOIN "
    "pg_catalog.pg_proc p ON p.oid = called[1]::pg_catalog.oid WHERE p.provolatile = 'v')";

std::string alter_column(const ObjectId& id) {
  return "ALTER COLUMN " + sql::identifier(id.path[2]) + " ";
}

// ALTER TABLE does for views too, as pg_dump uses it.
class DefaultKind final : public Declared<Default> {
 public:
  DefaultKind()
      : Declared({.name = "default", .rank = 73},
                 Rows{.class_id = pg_attrdef,
                      .oid = "d.oid",
                      .parent_class_id = pg_class,
                      .parent_oid = "d.adrelid",
                      .parent_sub_id = "d.adnum",
                      .path = {"n.nspname", "c.relname", "a.attname"},
                      .from = "pg_catalog.pg_attrdef d JOIN pg_catalog.pg_class c ON c.oid = d.adrelid JOIN " +
                              user_namespace("c.relnamespace") +
                              " JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum "
                              "WHERE a.attgenerated = '' AND NOT a.attisdropped"},
                 {field("expression", &Default::expression, deparsed("pg_catalog.pg_get_expr(d.adbin, 0)"))
                      .alters("ALTER COLUMN ... SET DEFAULT",
                              [](const Pair<Default>& p) {
                                return std::vector<Sql>{{alter_column(p.id()) + "SET DEFAULT " + p.to.expression,
                                                         alter_table_only(p.id().path)}};
                              }),
                  field("is_volatile", &Default::is_volatile, calls_volatile)
                      .ignored("follows from the expression, which is compared, and from its functions")}) {}

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
    if (event == Event::displaced) return Reaction::none;
    const bool own_column = self.parent != catalog::no_object && &context.from()[self.parent] == &changed;
    return own_column && changes_type(changed, context) ? Reaction::rebuilt : Reaction::none;
  }
};

}  // namespace

bool is_volatile_default(const Object& object) {
  return fields_of<Default>(object).is_volatile;
}

const catalog::Kind& default_kind() {
  static const DefaultKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
