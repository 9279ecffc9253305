#include "kinds/domain.hpp"

#include "kinds/column.hpp"
#include "kinds/declared.hpp"
#include "kinds/filling.hpp"
#include "kinds/row_demands.hpp"
#include "kinds/type_aside.hpp"

namespace pgplumb::kinds {

namespace {

struct Domain {
  std::string type;       ///< with its modifier: "character varying(20)"
  std::string collation;  ///< qualified; empty if it is the type's
  bool not_null = false;
  std::string not_null_name;  ///< of that constraint, since PostgreSQL 17; empty: DOMAIN_not_null
  std::string default_value;  ///< an expression; empty: none
};

std::string alter_domain(const ObjectId& id, const std::string& action) {
  return "ALTER DOMAIN " + sql::qualified(id.path[0], id.path[1]) + " " + action;
}

std::string change_not_null(const Pair<Domain>& pair) {
  if (!pair.to.not_null) return alter_domain(pair.id(), "DROP NOT NULL");
  const auto name = [&](const Domain& domain) {
    return sql::identifier(domain.not_null_name.empty() ? pair.id().path[1] + "_not_null" : domain.not_null_name);
  };
  if (pair.from.not_null)
    return alter_domain(pair.id(), "RENAME CONSTRAINT " + name(pair.from) + " TO " + name(pair.to));
  return alter_domain(pair.id(),
                      pair.to.not_null_name.empty() ? "SET NOT NULL" : "ADD CONSTRAINT " + name(pair.to) + " NOT NULL");
}

constexpr const char* anew = "the domain is made anew and columns of it follow";

class DomainKind final : public Declared<Domain> {
 public:
  DomainKind()
      : Declared(
            {.name = "domain",
             .rank = 35,
             .renames = true,
             .owner = "x.typowner",
             .acl = "x.typacl",
             .acl_letter = 'T',
             .acl_type = "type"},
            in_schema(pg_type, "pg_type", "typ",
                      " JOIN pg_catalog.pg_type b ON b.oid = x.typbasetype LEFT JOIN pg_catalog.pg_collation l ON "
                      "l.oid = x.typcollation LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace WHERE "
                      "x.typtype = 'd'"),
            {
                field("type", &Domain::type, "pg_catalog.format_type(x.typbasetype, x.typtypmod)").replaces(anew),
                field("collation", &Domain::collation,
                      "CASE WHEN x.typcollation <> b.typcollation THEN pg_catalog.quote_ident(ln.nspname) || '.' || "
                      "pg_catalog.quote_ident(l.collname) END")
                    .replaces(anew),
                field("not_null", &Domain::not_null, "x.typnotnull")
                    .alters("ALTER DOMAIN ... SET NOT NULL and DROP NOT NULL", change_not_null),
                field("not_null_name", &Domain::not_null_name,
                      "(SELECT nullif(k.conname, x.typname || '_not_null') FROM pg_catalog.pg_constraint k WHERE "
                      "k.contypid = x.oid AND k.contype = 'n')")
                    .since(170000)
                    .alters("ALTER DOMAIN ... RENAME CONSTRAINT", change_not_null),
                field("default_value", &Domain::default_value,
                      deparsed("pg_catalog.pg_get_expr(x.typdefaultbin, 'pg_catalog.pg_type'::pg_catalog.regclass)"))
                    .alters("ALTER DOMAIN ... SET DEFAULT and DROP DEFAULT",
                            [](const Pair<Domain>& pair) {
                              const std::string& value = pair.to.default_value;
                              return alter_domain(pair.id(), value.empty() ? "DROP DEFAULT" : "SET DEFAULT " + value);
                            }),
            }) {}

  std::vector<std::string> occupied_names(const Object& object) const override { return occupied_type(object.id); }

  Creation create(const Object& object, const Context& context) const override {
    const Domain& domain = fields_of<Domain>(object);
    Creation creation = Creation::statement("CREATE " + sql_name(object.id) + " AS " + domain.type);
    if (!domain.collation.empty()) creation.open += " COLLATE " + domain.collation;
    if (!domain.default_value.empty()) creation.open += " DEFAULT " + domain.default_value;
    if (!domain.not_null_name.empty()) creation.open += " CONSTRAINT " + sql::identifier(domain.not_null_name);
    // The one that is moved aside holds the name that the server would choose.
    const bool named = context.is_dropped(object.id) && context.to().origin().server_version >= 170000;
    if (named && domain.not_null && domain.not_null_name.empty())
      creation.open += " CONSTRAINT " + sql::identifier(object.id.path[1] + "_not_null");
    if (domain.not_null) creation.open += " NOT NULL";
    creation.hosts = true;
    creation.before_items = "\n    ";
    creation.separator = "\n    ";
    return creation;
  }

  // The default is changed before NOT NULL, which gives one statement at most.
  Alteration alter(const Object& from, const Object& to, std::span<const std::size_t> fields,
                   const Context& context) const override {
    Alteration alteration = Declared::alter(from, to, fields, context);
    std::reverse(alteration.statements.begin(), alteration.statements.end());
    if (alteration.way != Way::replaced && domain_is_not_null(to) && !domain_is_not_null(from)) {
      alteration.demands = demands_of_domain_not_null(to.id, context);
      // The tables that use it are read while nobody can write them: no other lock is held for as long.
      alteration.online = alteration.statements;
      alteration.online.back().phase = Phase::validate;
    }
    return alteration;
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

  std::optional<Aside> aside(const Object& object, const Context& context) const override {
    std::optional<Aside> aside = move_aside("DOMAIN", object.id);
    const bool calls = std::any_of(object.dependencies.begin(), object.dependencies.end(),
                                   [&](ObjectIndex needed) { return sheds(context.from()[needed]); });
    // What it calls may have to go before its successor is made: two functions may fit the same call.
    if (aside && calls) aside->move.insert(aside->move.begin(), Sql{alter_domain(object.id, "DROP DEFAULT")});
    return aside;
  }

  bool sheds(const Object& needed) const override {
    return needed.id.kind == &function_kind() || needed.id.kind == &aggregate_kind();
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
