#include "kinds/privileges.hpp"

#include "kinds/acl.hpp"
#include "kinds/attached.hpp"
#include "kinds/catalogs.hpp"
#include "kinds/default_privileges.hpp"
#include "kinds/described.hpp"
#include "kinds/owner.hpp"
#include "kinds/sequence_owned_by.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct Privileges {
  std::vector<std::string> grants;  ///< as in acl.hpp; empty: what PostgreSQL gives by itself
  std::string owner;
  std::string type;                   ///< as built_in_acl() names it
  std::vector<std::string> sequence;  ///< schema and name, where the target is an identity column's

  bool operator==(const Privileges&) const = default;
};
BOOST_DESCRIBE_STRUCT(Privileges, (), (grants, owner, type, sequence))

namespace {

// What GRANT ... ON names.
std::string grant_name(const Target& target, const Privileges& fields) {
  const auto& path = target.id.path;
  if (!fields.sequence.empty()) return named("SEQUENCE", fields.sequence);
  if (fields.type == "table") return named("TABLE", path);
  if (fields.type == "column") return named("TABLE", {path[0], path[1]});
  if (fields.type == "type") return named("TYPE", path);
  if (fields.type == "function")
    return named_with_arguments(target.id.kind->name() == "procedure" ? "PROCEDURE" : "FUNCTION", path);
  return named(fields.type, path);
}

std::string source_sql() {
  struct Granted {
    const char* class_id;
    const char* sub_id;
    const char* part;
    const char* acl;
    const char* owner;
    const char* type;
    const char* letter;  ///< acldefault()'s
    const char* sequence;
    std::string from;
  };
  const Granted all[] = {
      {"1259", "0", "NULL", "c.relacl", "c.relowner", "'table'", "'r'", "NULL",
       "pg_catalog.pg_class c JOIN " + user_namespace("c.relnamespace") +
           " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')"},
      {"1259", "0", "d.part", "c.relacl", "c.relowner", "'sequence'", "'s'",
       "CASE WHEN d.part IS NOT NULL THEN ARRAY[n.nspname, c.relname]::text[] END",
       "pg_catalog.pg_class c JOIN " + user_namespace("c.relnamespace") +
           " LEFT JOIN LATERAL (SELECT 'sequence' AS part FROM pg_catalog.pg_depend d WHERE d.classid = 1259 AND "
           "d.objid = c.oid "
           "AND d.objsubid = 0 AND d.refclassid = 1259 AND d.refobjsubid <> 0 AND d.deptype = 'i') d ON true "
           "WHERE c.relkind = 'S'"},
      {"1259", "a.attnum", "a.attname", "a.attacl", "c.relowner", "'column'", "'c'", "NULL",
       "pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN " +
           user_namespace("c.relnamespace") + " WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND a.attnum > 0"},
      {"1255", "0", "NULL", "c.proacl", "c.proowner", "'function'", "'f'", "NULL",
       "pg_catalog.pg_proc c JOIN " + user_namespace("c.pronamespace")},
      {"1247", "0", "NULL", "c.typacl", "c.typowner", "'type'", "'T'", "NULL",
       "pg_catalog.pg_type c JOIN " + user_namespace("c.typnamespace") +
           " LEFT JOIN pg_catalog.pg_class r ON c.typtype = 'c' AND r.oid = c.typrelid "
           "WHERE c.typtype IN ('e', 'd', 'r') OR r.relkind = 'c' OR (c.typtype = 'b' AND c.typelem = 0)"},
      {"2615", "0", "NULL", "c.nspacl", "c.nspowner", "'schema'", "'n'", "NULL",
       "pg_catalog.pg_namespace c WHERE c.oid >= 16384 OR c.oid = 2200"},
      {"2612", "0", "NULL", "c.lanacl", "c.lanowner", "'language'", "'l'", "NULL",
       "pg_catalog.pg_language c WHERE c.oid >= 16384 AND c.lanpltrusted"},
      {"2328", "0", "NULL", "c.fdwacl", "c.fdwowner", "'foreign data wrapper'", "'F'", "NULL",
       "pg_catalog.pg_foreign_data_wrapper c WHERE c.oid >= 16384"},
      {"1417", "0", "NULL", "c.srvacl", "c.srvowner", "'foreign server'", "'S'", "NULL",
       "pg_catalog.pg_foreign_server c WHERE c.oid >= 16384"},
  };
  std::string sql;
  for (const Granted& each : all) {
    const std::string acl = each.acl;
    const std::string built_in = "pg_catalog.acldefault(" + std::string(each.letter) + ", " + each.owner + ")::text[]";
    const bool column = std::string_view(each.type) == "'column'";
    sql += std::string(sql.empty() ? "" : " UNION ALL ") + "SELECT " + each.class_id + "::oid, " +
           (column ? "a.attrelid" : "c.oid") + ", " + each.sub_id + ", " + each.part + ", CASE WHEN " + acl +
           " IS NOT NULL AND NOT (" + acl + "::text[] @> " + built_in + " AND " + acl + "::text[] <@ " + built_in +
           ") THEN " + acl + "::text[] END, pg_catalog.pg_get_userbyid(" + each.owner + "), " + each.type + ", " +
           each.sequence + "::text[] FROM " + each.from;
  }
  return sql;
}

const Privileges& privileges_of(const Object& object) {
  return fields_of<Privileges>(object);
}

GrantTarget grant_target(const Object& object, std::string owner, const Context& context) {
  const Target target = target_of(object.id);
  GrantTarget grant;
  grant.on = grant_name(target, privileges_of(object));
  if (privileges_of(object).type == "column")
    grant.column = sql::identifier(target.part.empty() ? target.id.path.back() : target.part);
  grant.owner = std::move(owner);
  grant.all = all_privileges(privileges_of(object).type, context.to().origin().server_version);
  return grant;
}

Acl acl_of(const Object& object, const Catalog& catalog) {
  return from_entries(privileges_of(object).grants, privileges_of(object).type, catalog.origin().server_version);
}

// An identity sequence is owned like its table; a part like the whole.
std::string wanted_owner(const Object& object, const Context& context) {
  Target target = target_of(object.id);
  std::string owner = owner_of(context.to(), target.id);
  for (const Object* at = context.to().find(target.id); owner.empty() && at != nullptr;
       at = context.to().parent_of(*at))
    if (!at->id.kind->is_namespace()) owner = owner_of(context.to(), at->id);
  return owner;
}

// Taking a privilege on a table away takes it away on its columns: what columns keep is granted again.
std::vector<Sql> restored_on_columns(const Object& object, const Acl& revoked, const std::string& owner,
                                     const Context& context) {
  std::vector<Sql> statements;
  const Target target = target_of(object.id);
  const Catalog& from = context.from();
  for (const char* kind : {"column", target.id.kind->name().data()}) {
    std::vector<std::string> prefix = {kind, target.id.path[0], target.id.path[1]};
    const auto& objects = from.objects();
    auto at = std::upper_bound(objects.begin(), objects.end(), ObjectId{object.id.kind, prefix},
                               [](const ObjectId& key, const Object& each) { return key < each.id; });
    for (; at != objects.end() && at->id.kind == object.id.kind && at->id.path.size() > prefix.size() &&
           std::equal(prefix.begin(), prefix.end(), at->id.path.begin());
         ++at) {
      if (privileges_of(*at).type != "column" || context.to().find(at->id) == nullptr || context.is_dropped(at->id))
        continue;
      const Acl present = acl_of(*at, from);
      Acl left = present;
      for (auto& [who, privileges] : left)
        if (const auto gone = revoked.find(who); gone != revoked.end())
          for (const auto& [privilege, option] : gone->second) privileges.erase(privilege);
      for (Sql& statement : change_acl(grant_target(*at, owner, context), left, left, present))
        statements.push_back(std::move(statement));
    }
  }
  return statements;
}

std::vector<Sql> change(const Pair<Privileges>& pair) {
  const Context& context = pair.context;
  std::string owner = wanted_owner(pair.to_object, context);
  Acl present = acl_of(pair.from_object, context.from());
  if (owner.empty()) owner = pair.from.owner;
  if (owner != pair.from.owner) present = owned_by(present, owner);
  const Acl wanted = acl_of(pair.to_object, context.to());
  std::vector<Sql> statements = change_acl(grant_target(pair.to_object, owner, context), present, present, wanted);
  if (pair.to.type == "table") {
    Acl revoked;
    for (const auto& [who, privileges] : present) {
      const auto kept = wanted.find(who);
      for (const auto& [privilege, option] : privileges)
        if (kept == wanted.end() || !kept->second.contains(privilege)) revoked[who][privilege] = option;
    }
    for (Sql& statement : restored_on_columns(pair.to_object, revoked, owner, context))
      statements.push_back(std::move(statement));
  }
  return statements;
}

class PrivilegesKind final : public Described<Privileges> {
 public:
  PrivilegesKind()
      : Described({alters<Privileges>("grants", "GRANT and REVOKE", change),
                   ignores<Privileges>("owner", "compared as an object of its own; <owner> stands for it"),
                   ignores<Privileges>("type", "follows from the target"),
                   ignores<Privileges>("sequence", "the name follows from the identity column")}) {}

  std::string_view name() const override { return "privileges"; }
  int rank() const override { return 220; }
  Facet facet() const override { return Facet::privileges; }

  std::optional<Source> source(int /*server_version*/) const override { return Source{0, 0, 1, true, source_sql()}; }

  std::shared_ptr<const catalog::Attributes> read(std::span<const std::optional<std::string>> row) const override {
    Privileges read;
    std::vector<std::string> items;
    from_row(row[0], items);
    from_row(row[1], read.owner);
    from_row(row[2], read.type);
    from_row(row[3], read.sequence);
    if (row[0]) read.grants = to_entries(parse_aclitems(items, read.owner));
    return std::make_shared<Fields<Privileges>>(std::move(read));
  }

  std::string describe(const ObjectId& id) const override { return "privileges on " + target_of(id).describe(); }
  std::string sql_name(const ObjectId& id) const override { return target_of(id).sql_name(); }

  // The owner of a table becomes the owner of its sequences too, and the grants of the one before become the new one's.
  std::vector<ObjectIndex> also_after(const Object& object, const Context& context) const override {
    const Catalog& catalog = context.to();
    const Object* owned_by = catalog.find({&sequence_owned_by_kind(), target_of(object.id).id.path});
    if (owned_by == nullptr) return {};
    std::vector<ObjectIndex> needed;
    for (const ObjectIndex column : owned_by->dependencies) {
      const Object* table = catalog.parent_of(catalog[column]);
      const ObjectIndex owner = table == nullptr ? catalog::no_object : catalog.index_of({&owner_kind(), attached_path(table->id)});
      if (owner != catalog::no_object) needed.push_back(owner);
    }
    return needed;
  }

  Creation create(const Object& object, const Context& context) const override {
    const Target target = target_of(object.id);
    const std::string& type = privileges_of(object).type;
    const Acl wanted = acl_of(object, context.to());
    std::string owner = wanted_owner(object, context);
    Acl surely = built_in_acl(type, context.to().origin().server_version);
    Acl maybe = surely;
    if (context.is_created(target.id)) {
      const std::string& role = creator(context);
      if (owner.empty()) owner = role;
      if (type != "column" && type != "language" && type.find(' ') == std::string::npos) {
        // Default privileges that this plan takes back may be gone or not when the object is made.
        const std::string schema = type == "schema" ? std::string() : target.id.path[0];
        maybe = acl_when_made(context.from(), nullptr, role, schema, type);
        const Acl later = acl_when_made(context.from(), &context.to(), role, schema, type);
        surely = common(maybe, later);
        maybe = united(std::move(maybe), later);
      }
      if (owner != role) {
        surely = owned_by(surely, owner);
        maybe = owned_by(maybe, owner);
      }
    } else if (owner.empty()) {
      owner = privileges_of(object).owner;
    }
    return Creation::statements(change_acl(grant_target(object, owner, context), surely, maybe, wanted));
  }

  // A column's may all be taken back while the column stays; those of everything else go with it.
  std::vector<Sql> drop(const Object& object, const Context& context) const override {
    if (privileges_of(object).type != "column") return {};
    return change_acl(grant_target(object, privileges_of(object).owner, context), acl_of(object, context.from()),
                      acl_of(object, context.from()), {});
  }

  // Of a column after its table's: REVOKE there takes from here.
  std::vector<ObjectIndex> more_dependencies(const Object& object, const Catalog& catalog) const override {
    if (privileges_of(object).type != "column") return {};
    const Object* at = catalog.parent_of(object);
    if (at != nullptr && target_of(object.id).part.empty()) at = catalog.parent_of(*at);
    if (at == nullptr) return {};
    const ObjectIndex index = catalog.index_of({object.id.kind, attached_path(at->id)});
    return index == catalog::no_object ? std::vector<ObjectIndex>() : std::vector<ObjectIndex>{index};
  }

  // The table's are never in the way of the column's.
  Reaction react(const Object& self, const Object& changed, Event event, const Context& context) const override {
    if (changed.id.kind == self.id.kind) return Reaction::none;
    return Described::react(self, changed, event, context);
  }
};

}  // namespace

const catalog::Kind& privileges_kind() {
  static const PrivilegesKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
