// domain constraint: {schema, domain, name}.

#include "kinds/declared.hpp"
#include "kinds/domain.hpp"
#include "kinds/row_demands.hpp"

namespace pgplumb::kinds {

namespace {

struct DomainConstraint {
  std::string definition;  ///< CHECK (...), without NOT VALID
  bool not_valid = false;
};

std::string alter_domain(const ObjectId& id) {
  return "ALTER DOMAIN " + sql::qualified(id.path[0], id.path[1]) + " ";
}

Sql validate(const ObjectId& id) {
  Sql statement{alter_domain(id) + "VALIDATE CONSTRAINT " + sql::identifier(id.path[2])};
  statement.phase = Phase::validate;
  return statement;
}

class DomainConstraintKind final : public Declared<DomainConstraint> {
 public:
  DomainConstraintKind()
      : Declared(
            {.name = "domain constraint", .rank = 80},
            Rows{.class_id = pg_constraint,
                 .oid = "c.oid",
                 .parent_class_id = pg_type,
                 .parent_oid = "t.oid",
                 .path = {"n.nspname", "t.typname", "c.conname"},
                 .from = "pg_catalog.pg_constraint c JOIN pg_catalog.pg_type t ON t.oid = c.contypid JOIN " +
                         user_namespace("t.typnamespace") + " WHERE c.contypid <> 0 AND c.contype = 'c'"},
            {
                field("definition", &DomainConstraint::definition,
                      deparsed("pg_catalog.regexp_replace(pg_catalog.pg_get_constraintdef(c.oid), ' NOT VALID$', '')"))
                    .replaces("dropped and added again"),
                field("not_valid", &DomainConstraint::not_valid, "NOT c.convalidated")
                    .decides(
                        "ALTER DOMAIN ... VALIDATE CONSTRAINT; the other way it is dropped and added again",
                        [](const Pair<DomainConstraint>& pair) {
                          return pair.to.not_valid ? Way::replaced : Way::in_place;
                        },
                        [](const Pair<DomainConstraint>& pair) { return std::vector<Sql>{validate(pair.id())}; }),
            }) {}

  std::string sql_name(const ObjectId& id) const override {
    return "CONSTRAINT " + sql::identifier(id.path[2]) + " ON DOMAIN " + sql::qualified(id.path[0], id.path[1]);
  }

  bool runs_functions(const Object& /*object*/, int /*server_version*/) const override { return true; }

  Creation create(const Object& object, const Context& context) const override {
    const DomainConstraint& constraint = fields_of<DomainConstraint>(object);
    const auto& path = object.id.path;
    Creation creation = Creation::statement("CONSTRAINT " + sql::identifier(path[2]) + " " + constraint.definition);
    creation.prefix = alter_domain(object.id) + "ADD ";
    if (constraint.not_valid) {
      creation.close = " NOT VALID";
    } else {
      creation.host = ObjectId{&domain_kind(), {path[0], path[1]}};
      creation.place = {0, path[2]};
      creation.demands = demands_of_domain_check(object, constraint.definition, context);
      // The server validates it while nobody can write the tables that use the domain: no other lock is held for as
      // long.
      if (!context.is_created(*creation.host))
        creation.online = {{creation.prefix + creation.open + " NOT VALID"}, validate(object.id)};
    }
    return creation;
  }

  Alteration alter(const Object& from, const Object& to, std::span<const std::size_t> changed,
                   const Context& context) const override {
    Alteration alteration = Declared::alter(from, to, changed, context);
    const DomainConstraint& constraint = fields_of<DomainConstraint>(to);
    if (alteration.way != Way::replaced && fields_of<DomainConstraint>(from).not_valid && !constraint.not_valid)
      alteration.demands = demands_of_domain_check(to, constraint.definition, context);
    return alteration;
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{alter_domain(object.id) + "DROP CONSTRAINT " + sql::identifier(object.id.path[2])}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{alter_domain(from.id) + "RENAME CONSTRAINT " + sql::identifier(from.id.path[2]) + " TO " +
                             sql::identifier(to.path[2])}};
  }
};

}  // namespace

const catalog::Kind& domain_constraint_kind() {
  static const DomainConstraintKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
