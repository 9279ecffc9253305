#include "kinds/default_privileges.hpp"

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct DefaultPrivileges {
  std::vector<std::string> grants;
};

// As GRANT ... ON names many of them: "TABLES", "SEQUENCES", ...
std::string objects_word(const std::string& type) {
  if (type == "table") return "TABLES";
  if (type == "sequence") return "SEQUENCES";
  if (type == "function") return "FUNCTIONS";
  if (type == "type") return "TYPES";
  if (type == "large object") return "LARGE OBJECTS";
  return "SCHEMAS";
}

// For one schema the list adds to that of all schemas, so it begins with nothing.
Acl initial(const ObjectId& id, int server_version) {
  return id.path[1].empty() ? built_in_acl(id.path[2], server_version) : Acl();
}

std::vector<Sql> change(const ObjectId& id, const Acl& from, const Acl& to, const Context& context) {
  const int server_version = context.to().origin().server_version;
  GrantTarget target;
  target.prefix = "ALTER DEFAULT PRIVILEGES FOR ROLE " + sql::identifier(id.path[0]) + " ";
  if (!id.path[1].empty()) target.prefix += "IN SCHEMA " + sql::identifier(id.path[1]) + " ";
  target.on = objects_word(id.path[2]);
  target.owner = id.path[0];
  target.all = all_privileges(id.path[2], server_version);
  return change_acl(target, from, from, to);
}

Acl grants_of(const Object& object) {
  return from_entries(fields_of<DefaultPrivileges>(object).grants, object.id.path[2], 0);
}

class DefaultPrivilegesKind final : public Declared<DefaultPrivileges> {
 public:
  DefaultPrivilegesKind()
      : Declared(
            {.name = "default privileges", .rank = 230, .facet = Facet::privileges},
            Rows{.class_id = pg_default_acl,
                 .oid = "d.oid",
                 .parent_class_id = pg_namespace,
                 .parent_oid = "d.defaclnamespace",
                 .path = {"pg_catalog.pg_get_userbyid(d.defaclrole)", "coalesce(n.nspname, '')",
                          "CASE d.defaclobjtype WHEN 'r' THEN 'table' WHEN 'S' THEN 'sequence' WHEN 'f' THEN "
                          "'function' WHEN 'T' THEN 'type' WHEN 'n' THEN 'schema' WHEN 'L' THEN 'large object' END"},
                 .from = "pg_catalog.pg_default_acl d LEFT JOIN pg_catalog.pg_namespace n ON n.oid = "
                         "d.defaclnamespace WHERE d.defaclobjtype IN ('r', 'S', 'f', 'T', 'n', 'L') AND n.nspname IS "
                         "DISTINCT FROM 'pgplumb'"},
            {field("grants", &DefaultPrivileges::grants,
                   "pg_catalog.array_prepend(pg_catalog.pg_get_userbyid(d.defaclrole)::text, d.defaclacl::text[])")
                 .alters("ALTER DEFAULT PRIVILEGES ... GRANT and REVOKE", [](const Pair<DefaultPrivileges>& pair) {
                   return change(pair.id(), grants_of(pair.from_object), grants_of(pair.to_object), pair.context);
                 })}) {}

  // The role, then the server's own notation, which is taken apart here: cheaper than aclexplode() there.
  std::shared_ptr<const catalog::Attributes> read(std::span<const std::optional<std::string>> row) const override {
    std::vector<std::string> items;
    from_row(row[0], items);
    if (items.empty()) throw InternalError("default privileges without a role");
    const std::string role = items.front();
    items.erase(items.begin());
    return std::make_shared<Fields<DefaultPrivileges>>(DefaultPrivileges{to_entries(parse_aclitems(items, role))});
  }

  std::string describe(const ObjectId& id) const override {
    return "default privileges of " + id.path[0] + " on " + id.path[2] + "s" +
           (id.path[1].empty() ? "" : " in schema " + id.path[1]);
  }

  Creation create(const Object& object, const Context& context) const override {
    return Creation::statements(
        change(object.id, initial(object.id, context.to().origin().server_version), grants_of(object), context));
  }

  std::vector<Sql> drop(const Object& object, const Context& context) const override {
    return change(object.id, grants_of(object), initial(object.id, context.from().origin().server_version), context);
  }
};

}  // namespace

const catalog::Kind& default_privileges_kind() {
  static const DefaultPrivilegesKind kind;
  return kind;
}

Acl acl_when_made(const Catalog& catalog, const Catalog* also_in, const std::string& role, const std::string& schema,
                  const std::string& type) {
  const auto find = [&](const std::string& where) -> const Object* {
    const ObjectId id{&default_privileges_kind(), {role, where, type}};
    return also_in == nullptr || also_in->find(id) != nullptr ? catalog.find(id) : nullptr;
  };
  const Object* everywhere = find("");
  Acl acl = everywhere != nullptr ? grants_of(*everywhere) : built_in_acl(type, catalog.origin().server_version);
  if (const Object* in_schema = schema.empty() ? nullptr : find(schema))
    acl = united(std::move(acl), grants_of(*in_schema));
  return acl;
}

}  // namespace pgplumb::kinds
