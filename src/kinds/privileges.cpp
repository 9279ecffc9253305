// privileges: attached to everything that can be granted; to a column only where it has any of its own.

#include "kinds/acl.hpp"
#include "kinds/attached.hpp"
#include "kinds/declared.hpp"
#include "kinds/default_privileges.hpp"
#include "kinds/owner.hpp"
#include "kinds/privileges_query.hpp"

namespace pgplumb::kinds {

namespace {

struct Privileges {
  std::vector<std::string> grants;  ///< as in acl.hpp; empty: what PostgreSQL gives by itself
  std::string owner;
  std::string type;                   ///< as built_in_acl() names it
  std::vector<std::string> sequence;  ///< schema and name, where the target is an identity column's
  std::vector<std::string> initial;   ///< of an extension's member: as the extension made it
};

// A member of an extension: the part is what GRANT ... ON names.
bool is_member(const Target& target) {
  return !target.part.empty() && target.id.path.size() == 1;
}

// What GRANT ... ON names.
std::string grant_name(const Target& target, const Privileges& fields) {
  const auto& path = target.id.path;
  if (is_member(target)) return target.part;
  if (!fields.sequence.empty()) return named("SEQUENCE", fields.sequence);
  if (fields.type == "table") return named("TABLE", path);
  if (fields.type == "column") return named("TABLE", {path[0], path[1]});
  if (fields.type == "type") return named("TYPE", path);
  if (fields.type == "function")
    return named_with_arguments(target.id.kind->name() == "procedure" ? "PROCEDURE" : "FUNCTION", path);
  return named(fields.type, path);
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

// Before anybody granted anything.
Acl initial_of(const Object& object, const Catalog& catalog) {
  return from_entries(privileges_of(object).initial, privileges_of(object).type, catalog.origin().server_version);
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

class PrivilegesKind final : public Declared<Privileges> {
 public:
  PrivilegesKind()
      : Declared({.name = "privileges", .rank = 220, .facet = Facet::privileges, .attached = true}, {},
                 {
                     field("grants", &Privileges::grants, "x.grants")
                         .alters("GRANT and REVOKE, or the new owner's", change)
                         .may_follow(),
                     field("owner", &Privileges::owner, "x.owner")
                         .ignored("compared as an object of its own; <owner> stands for it"),
                     field("type", &Privileges::type, "x.type").ignored("follows from the target"),
                     field("sequence", &Privileges::sequence, "x.sequence")
                         .ignored("the name follows from the identity column"),
                     field("initial", &Privileges::initial, "x.initial").ignored("the extension's own business"),
                 }) {}

  std::optional<Source> source(int server_version) const override {
    return Source{0,
                  0,
                  1,
                  true,
                  "SELECT x.class_id, x.oid, x.sub_id, x.part" + selected(server_version) + " FROM (" +
                      member_privileges_query() +
                      ") x(class_id, oid, sub_id, part, grants, owner, type, sequence, initial)",
                  true};
  }

  std::shared_ptr<const catalog::Attributes> read(std::span<const std::optional<std::string>> row) const override {
    Privileges read;
    std::vector<std::string> items;
    from_row(row[0], items);
    from_row(row[1], read.owner);
    from_row(row[2], read.type);
    from_row(row[3], read.sequence);
    if (row[0]) read.grants = to_entries(parse_aclitems(items, read.owner));
    if (row[4]) {
      from_row(row[4], items);
      read.initial = to_entries(parse_aclitems(items, read.owner));
    }
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
      const ObjectIndex owner =
          table == nullptr ? catalog::no_object : catalog.index_of({&owner_kind(), attached_path(table->id)});
      if (owner != catalog::no_object) needed.push_back(owner);
    }
    return needed;
  }

  Creation create(const Object& object, const Context& context) const override {
    const Target target = target_of(object.id);
    const std::string& type = privileges_of(object).type;
    const Acl wanted = acl_of(object, context.to());
    std::string owner = wanted_owner(object, context);
    Acl surely = initial_of(object, context.to());
    Acl maybe = surely;
    if (context.is_created(target.id)) {
      const std::string& role = creator(context);
      if (owner.empty()) owner = role;
      if (type != "column" && type != "language" && type.find(' ') == std::string::npos) {
        // Default privileges that this plan takes back may be gone or not when the object is made.
        const std::string schema = type == "schema" || is_member(target) ? std::string() : target.id.path[0];
        const Acl made = acl_when_made(context.from(), nullptr, role, schema, type);
        const Acl later = acl_when_made(context.from(), &context.to(), role, schema, type);
        const Acl initial = is_member(target) ? surely : made;
        surely = common(initial, common(made, later));
        maybe = united(united(initial, made), later);
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

  // A column's may all be taken back while the column stays, and a member's may be what its extension gave it; those of
  // everything else go with it.
  std::vector<Sql> drop(const Object& object, const Context& context) const override {
    const bool column = privileges_of(object).type == "column";
    if (!column && !is_member(target_of(object.id))) return {};
    const Acl present = acl_of(object, context.from());
    return change_acl(grant_target(object, privileges_of(object).owner, context), present, present,
                      column ? Acl() : initial_of(object, context.from()));
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
    return Declared::react(self, changed, event, context);
  }
};

}  // namespace

const catalog::Kind& privileges_kind() {
  static const PrivilegesKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
