#include "kinds/domain.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/column.hpp"
#include "kinds/described.hpp"
#include "kinds/filling.hpp"
#include "kinds/type_aside.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct Domain {
  std::string type;       ///< with its modifier: "character varying(20)"
  std::string collation;  ///< qualified; empty if it is the type's
  bool not_null = false;
  std::string not_null_name;  ///< of that constraint, since PostgreSQL 17; empty: DOMAIN_not_null
  std::string default_value;  ///< an expression; empty: none

  bool operator==(const Domain&) const = default;
};
BOOST_DESCRIBE_STRUCT(Domain, (), (type, collation, not_null, not_null_name, default_value))

namespace {

Sql alter_domain(const ObjectId& id, const std::string& action) {
  return {"ALTER DOMAIN " + sql::qualified(id.path[0], id.path[1]) + " " + action};
}

std::vector<Sql> change_not_null(const Pair<Domain>& pair) {
  if (!pair.to.not_null) return {alter_domain(pair.id(), "DROP NOT NULL")};
  const auto name = [&](const Domain& domain) {
    return sql::identifier(domain.not_null_name.empty() ? pair.id().path[1] + "_not_null" : domain.not_null_name);
  };
  if (pair.from.not_null)
    return {alter_domain(pair.id(), "RENAME CONSTRAINT " + name(pair.from) + " TO " + name(pair.to))};
  return {alter_domain(
      pair.id(), pair.to.not_null_name.empty() ? "SET NOT NULL" : "ADD CONSTRAINT " + name(pair.to) + " NOT NULL")};
}

class DomainKind final : public Described<Domain> {
 public:
  DomainKind()
      : Described({
            replaces<Domain>("type", "the domain is made anew and columns of it follow"),
            replaces<Domain>("collation", "the domain is made anew and columns of it follow"),
            expression(alters<Domain>("default_value", "ALTER DOMAIN ... SET DEFAULT and DROP DEFAULT",
                                      [](const Pair<Domain>& pair) {
                                        const std::string& value = pair.to.default_value;
                                        return std::vector<Sql>{alter_domain(
                                            pair.id(), value.empty() ? "DROP DEFAULT" : "SET DEFAULT " + value)};
                                      })),
            alters<Domain>("not_null", "ALTER DOMAIN ... SET NOT NULL and DROP NOT NULL", change_not_null),
            alters<Domain>("not_null_name", "ALTER DOMAIN ... RENAME CONSTRAINT", change_not_null),
        }) {}

  std::string_view name() const override { return "domain"; }
  int rank() const override { return 35; }

  std::optional<Source> source(int server_version) const override {
    const std::string not_null_name =
        server_version < 170000 ? "NULL"
                                : "(SELECT nullif(k.conname, t.typname || '_not_null') FROM pg_catalog.pg_constraint k "
                                  "WHERE k.contypid = t.oid AND k.contype = 'n')";
    return Source{
        pg_type, pg_namespace, 2, false,
        "SELECT t.oid, 0, n.oid, 0, n.nspname, t.typname, pg_catalog.format_type(t.typbasetype, t.typtypmod), "
        "CASE WHEN t.typcollation <> b.typcollation THEN pg_catalog.quote_ident(ln.nspname) || '.' || "
        "pg_catalog.quote_ident(l.collname) END, t.typnotnull, " +
            not_null_name +
            ", pg_catalog.pg_get_expr(t.typdefaultbin, 'pg_catalog.pg_type'::pg_catalog.regclass) "
            "FROM pg_catalog.pg_type t JOIN " +
            user_namespace("t.typnamespace") +
            " JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype "
            "LEFT JOIN pg_catalog.pg_collation l ON l.oid = t.typcollation "
            "LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace WHERE t.typtype = 'd'"};
  }

  std::vector<std::string> occupied_names(const Object& object) const override { return occupied_type(object.id); }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Domain& domain = fields_of<Domain>(object);
    Creation creation = Creation::statement("CREATE DOMAIN " + sql::qualified(object.id.path[0], object.id.path[1]) +
                                            " AS " + domain.type);
    if (!domain.collation.empty()) creation.open += " COLLATE " + domain.collation;
    if (!domain.default_value.empty()) creation.open += " DEFAULT " + domain.default_value;
    if (!domain.not_null_name.empty()) creation.open += " CONSTRAINT " + sql::identifier(domain.not_null_name);
    if (domain.not_null) creation.open += " NOT NULL";
    creation.hosts = true;
    creation.before_items = "\n    ";
    creation.separator = "\n    ";
    return creation;
  }

  std::vector<catalog::Danger> dangers(const Object& object, const Context& context) const override {
    std::vector<catalog::Danger> dangers;
    const Object* after = context.to().find(object.id);
    if (!domain_has_default(object) || after == nullptr || domain_has_default(*after)) return dangers;
    for (const catalog::ObjectIndex index : context.from().dependents(context.from().index_of(object.id))) {
      const Object& column = context.from()[index];
      if (column.id.kind != &column_kind()) continue;
      for (catalog::Danger& danger : dangers_of_filling(column.id.path, context)) dangers.push_back(std::move(danger));
    }
    return dangers;
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return rename_type("DOMAIN", from.id, to);
  }

  std::optional<Aside> aside(const Object& object, const Context& /*context*/) const override {
    return move_aside("DOMAIN", object.id);
  }
};

}  // namespace

const std::string& domain_type(const Object& domain) {
  return fields_of<Domain>(domain).type;
}

bool domain_has_default(const Object& domain) {
  return !fields_of<Domain>(domain).default_value.empty();
}

bool domain_is_not_null(const Object& domain) {
  return fields_of<Domain>(domain).not_null;
}

const catalog::Kind& domain_kind() {
  static const DomainKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
