#include "kinds/owner.hpp"

#include "kinds/attached.hpp"
#include "kinds/declared.hpp"
#include "kinds/kinds.hpp"

namespace pgplumb::kinds {

namespace {

struct Owner {
  std::string role;
};

// ALTER STATISTICS, ALTER FUNCTION ... all take OWNER TO after the name that COMMENT ON takes.
std::string owner_to(const ObjectId& id, const std::string& role) {
  return "ALTER " + target_of(id).sql_name() + " OWNER TO " + sql::role(role);
}

// Class, OID and owner of everything that has one of its own.
std::string all_owned(int server_version) {
  std::string sql;
  for (const catalog::Kind* kind : all_kinds())
    if (const auto rights = kind->rights(server_version); rights && !rights->owner.empty())
      sql += (sql.empty() ? "SELECT " : " UNION ALL SELECT ") + std::to_string(rights->class_id) + "::oid, " +
             rights->oid + ", " + rights->owner + " FROM " + rights->from;
  return "(" + sql + ") x(class_id, oid, owner) WHERE x.owner IS NOT NULL";
}

class OwnerKind final : public Declared<Owner> {
 public:
  OwnerKind()
      : Declared({.name = "owner", .rank = 200, .facet = Facet::owners, .attached = true}, {},
                 {
                     field("role", &Owner::role, "pg_catalog.pg_get_userbyid(x.owner)")
                         .alters("ALTER ... OWNER TO",
                                 [](const Pair<Owner>& pair) { return owner_to(pair.id(), pair.to.role); }),
                 }) {}

  std::optional<Source> source(int server_version) const override {
    return Source{0, 0, 0, true,
                  "SELECT x.class_id, x.oid, 0" + selected(server_version) + " FROM " + all_owned(server_version)};
  }

  std::string describe(const ObjectId& id) const override { return "owner of " + target_of(id).describe(); }
  std::string sql_name(const ObjectId& id) const override { return target_of(id).sql_name(); }

  Creation create(const Object& object, const Context& context) const override {
    const std::string& role = fields_of<Owner>(object).role;
    Creation creation = Creation::statement(owner_to(object.id, role));
    creation.nothing = role == creator(context) && context.is_created(target_of(object.id).id);
    return creation;
  }

  // It goes with what it owns, or follows a table from now on.
  std::vector<Sql> drop(const Object& /*object*/, const Context& /*context*/) const override { return {}; }
};

}  // namespace

const catalog::Kind& owner_kind() {
  static const OwnerKind kind;
  return kind;
}

std::string owner_of(const Catalog& catalog, const ObjectId& target) {
  const Object* object = catalog.find({&owner_kind(), attached_path(target)});
  return object == nullptr ? std::string() : fields_of<Owner>(*object).role;
}

const std::string& creator(const Context& context) {
  return context.to().origin().role;
}

}  // namespace pgplumb::kinds
