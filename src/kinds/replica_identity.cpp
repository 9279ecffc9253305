#include "kinds/replica_identity.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/constraint.hpp"
#include "kinds/described.hpp"
#include "kinds/index.hpp"
#include "kinds/table.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct ReplicaIdentity {
  std::string identity;  ///< FULL, NOTHING or INDEX
  std::string index;     ///< its name, if INDEX

  bool operator==(const ReplicaIdentity&) const = default;
};
BOOST_DESCRIBE_STRUCT(ReplicaIdentity, (), (identity, index))

namespace {

std::vector<Sql> set(const ObjectId& id, const ReplicaIdentity& to) {
  std::string action = "REPLICA IDENTITY ";
  action += to.identity == "INDEX" ? "USING INDEX " + sql::identifier(to.index) : to.identity;
  return {{action, alter_table_only(id.path)}};
}

class ReplicaIdentityKind final : public Described<ReplicaIdentity> {
 public:
  ReplicaIdentityKind() : Described({rule("identity"), rule("index")}) {}

  std::string_view name() const override { return "replica identity"; }
  int rank() const override { return 94; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{0, pg_class, 2, false,
                  "SELECT 0, 0, c.oid, 0, n.nspname, c.relname, CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN "
                  "'NOTHING' WHEN 'i' THEN 'INDEX' END, "
                  "CASE WHEN c.relreplident = 'i' THEN (SELECT x.relname FROM pg_catalog.pg_index i JOIN "
                  "pg_catalog.pg_class x ON x.oid = i.indexrelid "
                  "WHERE i.indrelid = c.oid AND i.indisreplident) END FROM pg_catalog.pg_class c JOIN " +
                      user_namespace("c.relnamespace") + " WHERE c.relkind IN ('r', 'p') AND c.relreplident <> 'd'"};
  }

  std::string sql_name(const ObjectId& id) const override { return "TABLE " + sql::qualified(id.path[0], id.path[1]); }

  std::vector<ObjectIndex> more_dependencies(const Object& object, const Catalog& catalog) const override {
    const ReplicaIdentity& identity = fields_of<ReplicaIdentity>(object);
    for (const ObjectId& id : {ObjectId{&index_kind(), {object.id.path[0], identity.index}},
                               ObjectId{&constraint_kind(), {object.id.path[0], object.id.path[1], identity.index}}})
      if (const ObjectIndex index = catalog.index_of(id); index != catalog::no_object) return {index};
    return {};
  }

  // An index that is made again under its name is given the identity by its own step, so that there always is one.
  Reaction react(const Object& self, const Object& changed, Event event, const Context& context) const override {
    const Object* wanted = context.to().find(self.id);
    const bool stays = changed.id.kind == &index_kind() && context.to().find(changed.id) != nullptr &&
                       wanted != nullptr && equal(*self.attributes, *wanted->attributes);
    return stays ? Reaction::none : Described::react(self, changed, event, context);
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

 private:
  static Rule<ReplicaIdentity> rule(std::string_view field) {
    return alters<ReplicaIdentity>(field, "ALTER TABLE ... REPLICA IDENTITY",
                                   [](const Pair<ReplicaIdentity>& p) { return set(p.id(), p.to); });
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
  if (wanted.index != index.id.path[1] || !(fields_of<ReplicaIdentity>(*context.from().find(id)) == wanted))
    return std::nullopt;
  return set(id, wanted).front();
}

}  // namespace pgplumb::kinds
