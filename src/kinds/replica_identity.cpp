#include "kinds/replica_identity.hpp"

#include "kinds/constraint.hpp"
#include "kinds/declared.hpp"
#include "kinds/index.hpp"
#include "kinds/key_by_index.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

namespace {

struct ReplicaIdentity {
  std::string identity;  ///< FULL, NOTHING or INDEX
  std::string index;     ///< its name, if INDEX
};

std::vector<Sql> set(const ObjectId& id, const ReplicaIdentity& to) {
  std::string action = "REPLICA IDENTITY ";
  action += to.identity == "INDEX" ? "USING INDEX " + sql::identifier(to.index) : to.identity;
  return {{action, alter_table_only(id.path)}};
}

std::vector<Sql> change(const Pair<ReplicaIdentity>& pair) {
  return set(pair.id(), pair.to);
}

constexpr const char* rule = "ALTER TABLE ... REPLICA IDENTITY";

class ReplicaIdentityKind final : public Declared<ReplicaIdentity> {
 public:
  ReplicaIdentityKind()
      : Declared({.name = "replica identity", .rank = 94},
                 Rows{.parent_class_id = pg_class,
                      .parent_oid = "c.oid",
                      .path = {"n.nspname", "c.relname"},
                      .from = "pg_catalog.pg_class c JOIN " + user_namespace("c.relnamespace") +
                              " WHERE c.relkind IN ('r', 'p') AND c.relreplident <> 'd'"},
                 {
                     field("identity", &ReplicaIdentity::identity,
                           letter("c.relreplident", {{"f", "FULL"}, {"n", "NOTHING"}, {"i", "INDEX"}}))
                         .alters(rule, change),
                     field("index", &ReplicaIdentity::index,
                           "CASE WHEN c.relreplident = 'i' THEN (SELECT x.relname FROM pg_catalog.pg_index i JOIN "
                           "pg_catalog.pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND "
                           "i.indisreplident) END")
                         .alters(rule, change),
                 }) {}

  std::string sql_name(const ObjectId& id) const override { return "TABLE " + sql::qualified(id.path[0], id.path[1]); }

  std::vector<ObjectIndex> more_dependencies(const Object& object, const Catalog& catalog) const override {
    const ReplicaIdentity& identity = fields_of<ReplicaIdentity>(object);
    for (const ObjectId& id : {ObjectId{&index_kind(), {object.id.path[0], identity.index}},
                               ObjectId{&constraint_kind(), {object.id.path[0], object.id.path[1], identity.index}}})
      if (const ObjectIndex index = catalog.index_of(id); index != catalog::no_object) return {index};
    return {};
  }

  // An index that is made again under its name is given the identity by its own step, so that there always is one; one
  // that becomes a key's keeps it.
  Reaction react(const Object& self, const Object& changed, Event event, const Context& context) const override {
    const Object* wanted = context.to().find(self.id);
    const bool stays = changed.id.kind == &index_kind() &&
                       (context.to().find(changed.id) != nullptr || key_made_of(changed, context) != nullptr) &&
                       wanted != nullptr && equal(*self.attributes, *wanted->attributes);
    return stays ? Reaction::none : Declared::react(self, changed, event, context);
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Sql statement = set(object.id, fields_of<ReplicaIdentity>(object)).front();
    Creation creation = Creation::statement(statement.text);
    creation.alter = statement.alter;
    return creation;
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return set(object.id, {"DEFAULT", ""});
  }
};

}  // namespace

const catalog::Kind& replica_identity_kind() {
  static const ReplicaIdentityKind kind;
  return kind;
}

std::optional<Sql> identity_by_index(const Object& index, const Context& context) {
  const ObjectId id{&replica_identity_kind(), context.to()[index.parent].id.path};
  const Object* identity = context.to().find(id);
  if (identity == nullptr || context.from().find(id) == nullptr || context.is_created(id)) return std::nullopt;
  const ReplicaIdentity& wanted = fields_of<ReplicaIdentity>(*identity);
  if (wanted.index != index.id.path[1] || !id.kind->equal(*context.from().find(id)->attributes, *identity->attributes))
    return std::nullopt;
  Sql statement = set(id, wanted).front();
  const Object* before = context.from().find(index.id);
  if (before != nullptr && !index.id.kind->equal(*before->attributes, *index.attributes))
    statement.note = "logical replication tells the table's rows apart by the new index from now on";
  return statement;
}

}  // namespace pgplumb::kinds
