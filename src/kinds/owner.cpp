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

class OwnerKind final : public Declared<Owner> {
 public:
  OwnerKind()
      : Declared({.name = "owner", .rank = 200, .facet = Facet::owners, .attached = true}, {},
                 {
                     field("role", &Owner::role, "")
                         .alters("ALTER ... OWNER TO",
                                 [](const Pair<Owner>& pair) { return owner_to(pair.id(), pair.to.role); }),
                 }) {}

  // Told by the rows of what is owned: rights_columns().
  std::optional<Source> source(int /*server_version*/) const override { return Source{0, 0, 0, true, ""}; }

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
