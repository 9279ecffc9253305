// sequence owned by: {schema, sequence}. The column that a sequence is dropped with; apart from the sequence, since it
// comes after the table that the sequence comes before.

#include "kinds/attached.hpp"
#include "kinds/column.hpp"
#include "kinds/declared.hpp"
#include "kinds/owner.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

namespace {

struct SequenceOwnedBy {
  std::vector<std::string> column;  ///< schema, table, column
};

std::string owned_by(const ObjectId& id, const SequenceOwnedBy& owner) {
  return "ALTER SEQUENCE " + sql::qualified(id.path[0], id.path[1]) + " OWNED BY " +
         sql::qualified(owner.column[0], owner.column[1]) + "." + sql::identifier(owner.column[2]);
}

ObjectId table_of(const Object& object) {
  return table_id(fields_of<SequenceOwnedBy>(object).column);
}

ObjectId sequence_of(const Object& object) {
  return {&sequence_kind(), object.id.path};
}

bool both_made(const Object& object, const Context& context) {
  return context.is_created(table_of(object)) && context.is_created(sequence_of(object));
}

class SequenceOwnedByKind final : public Declared<SequenceOwnedBy> {
 public:
  SequenceOwnedByKind()
      : Declared(
            {.name = "sequence owned by", .rank = 86},
            Rows{.parent_class_id = pg_class,
                 .parent_oid = "c.oid",
                 .path = {"n.nspname", "c.relname"},
                 .from = "pg_catalog.pg_depend d "
                         "JOIN pg_catalog.pg_class c ON c.oid = d.objid AND c.relkind = 'S' JOIN " +
                         user_namespace("c.relnamespace") +
                         " JOIN pg_catalog.pg_class t ON t.oid = d.refobjid "
                         "JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace "
                         "JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid "
                         "WHERE d.classid = 1259 AND d.refclassid = 1259 AND d.deptype = 'a' AND d.refobjsubid > 0"},
            {field("column", &SequenceOwnedBy::column, "ARRAY[tn.nspname, t.relname, a.attname]::text[]")
                 .alters("ALTER SEQUENCE ... OWNED BY",
                         [](const Pair<SequenceOwnedBy>& p) { return owned_by(p.id(), p.to); })}) {}

  std::vector<ObjectIndex> more_dependencies(const Object& object, const Catalog& catalog) const override {
    const ObjectIndex column = catalog.index_of({&column_kind(), fields_of<SequenceOwnedBy>(object).column});
    if (column == catalog::no_object) return {};
    return {column};
  }

  Reaction react(const Object& self, const Object& changed, Event event, const Context& context) const override {
    return event == Event::displaced ? Reaction::rebuilt : Declared::react(self, changed, event, context);
  }

  // Both must have one owner, and what is owned by a column has its table's; where both are made by the plan, it
  // follows the table.
  std::vector<ObjectIndex> also_after(const Object& object, const Context& context) const override {
    const ObjectIndex owner = context.to().index_of({&owner_kind(), attached_path(table_of(object))});
    if (owner == catalog::no_object || both_made(object, context)) return {};
    return {owner};
  }

  Creation create(const Object& object, const Context& context) const override {
    Creation creation = Creation::statement(owned_by(object.id, fields_of<SequenceOwnedBy>(object)));
    if (both_made(object, context)) return creation;
    // Where owners are not managed, nothing is known but who owns what is there.
    const bool managed = !owner_of(context.to(), table_of(object)).empty();
    const Catalog& owners = managed ? context.to() : context.whole();
    std::string owner = owner_of(owners, table_of(object));
    if (!managed && context.is_created(table_of(object))) owner = creator(context);
    const ObjectId sequence = sequence_of(object);
    const std::string before = context.is_created(sequence) ? creator(context) : owner_of(context.whole(), sequence);
    if (!owner.empty() && !before.empty() && owner != before)
      creation.before.push_back(
          {"ALTER SEQUENCE " + sql::qualified(object.id.path[0], object.id.path[1]) + " OWNER TO " + sql::role(owner)});
    return creation;
  }

  std::vector<Sql> drop(const Object& object, const Context& context) const override {
    // Dropped with its column, the sequence goes as well, unless it is still wanted.
    if (context.is_dropped({&column_kind(), fields_of<SequenceOwnedBy>(object).column}) &&
        context.is_dropped(context.from()[object.parent].id))
      return {};
    return {{"ALTER SEQUENCE " + sql::qualified(object.id.path[0], object.id.path[1]) + " OWNED BY NONE"}};
  }
};

}  // namespace

const catalog::Kind& sequence_owned_by_kind() {
  static const SequenceOwnedByKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
