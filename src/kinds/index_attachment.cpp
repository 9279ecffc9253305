#include "kinds/index_attachment.hpp"

#include "kinds/constraint.hpp"
#include "kinds/declared.hpp"
#include "kinds/index.hpp"
#include "kinds/partition.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

namespace {

struct IndexAttachment {
  std::vector<std::string> whole;  ///< schema and index of the parent, schema and name of its table
  std::vector<std::string> table;  ///< schema and name of the partition
};

// An index that backs a constraint carries the constraint's name.
ObjectIndex index_or_constraint(const std::string& schema, const std::string& name,
                                const std::vector<std::string>& table, const Catalog& catalog) {
  const ObjectIndex index = catalog.index_of({&index_kind(), {schema, name}});
  if (index != catalog::no_object) return index;
  return catalog.index_of({&constraint_kind(), {table[0], table[1], name}});
}

class IndexAttachmentKind final : public Declared<IndexAttachment> {
 public:
  IndexAttachmentKind()
      : Declared(
            {.name = "index attachment", .rank = 93},
            Rows{.parent_class_id = pg_class,
                 .parent_oid = "c.oid",
                 .path = {"n.nspname", "c.relname"},
                 .from = "pg_catalog.pg_inherits h JOIN pg_catalog.pg_class c ON c.oid = h.inhrelid AND c.relkind "
                         "IN ('i', 'I') JOIN " +
                         user_namespace("c.relnamespace") +
                         " JOIN pg_catalog.pg_class p ON p.oid = h.inhparent "
                         "JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace "
                         "JOIN pg_catalog.pg_index pi ON pi.indexrelid = p.oid "
                         "JOIN pg_catalog.pg_class pt ON pt.oid = pi.indrelid "
                         "JOIN pg_catalog.pg_namespace ptn ON ptn.oid = pt.relnamespace "
                         "JOIN pg_catalog.pg_index ci ON ci.indexrelid = c.oid "
                         "JOIN pg_catalog.pg_class t ON t.oid = ci.indrelid "
                         "JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace"},
            {
                field("whole", &IndexAttachment::whole, "ARRAY[pn.nspname, p.relname, ptn.nspname, pt.relname]::text[]")
                    .replaces("the partition's index is made again: there is no DETACH for indexes"),
                field("table", &IndexAttachment::table, "ARRAY[tn.nspname, t.relname]::text[]")
                    .ignored("follows the index"),
            }) {}

  std::string sql_name(const ObjectId& id) const override { return "INDEX " + sql::qualified(id.path[0], id.path[1]); }

  std::vector<ObjectIndex> more_dependencies(const Object& object, const Catalog& catalog) const override {
    const ObjectIndex whole = attached_to(object.id, catalog);
    std::vector<ObjectIndex> needed;
    if (whole != catalog::no_object) needed.push_back(whole);
    return needed;
  }

  // Attaching the partition may attach its indexes.
  std::vector<ObjectIndex> also_after(const Object& object, const Context& context) const override {
    const ObjectIndex partition = context.to().index_of({&partition_kind(), fields_of<IndexAttachment>(object).table});
    if (partition == catalog::no_object) return {};
    return {partition};
  }

  // There is no way to let go of an index but to drop it.
  std::vector<ObjectIndex> takes_along(const Object& object, const Context& context) const override {
    if (whole_going_along(object.id, table_id(fields_of<IndexAttachment>(object).table), context).empty()) return {};
    return {object.parent};
  }

  Creation create(const Object& object, const Context& context) const override {
    const IndexAttachment& attachment = fields_of<IndexAttachment>(object);
    Creation creation =
        Creation::statement("ALTER INDEX " + sql::qualified(attachment.whole[0], attachment.whole[1]) +
                            " ATTACH PARTITION " + sql::qualified(object.id.path[0], object.id.path[1]));
    // Attaching the partition has attached its indexes to those that its parent had already.
    const ObjectIndex whole = attached_to(object.id, context.to());
    // An index that is made throughout has taken its parts.
    if (whole != catalog::no_object)
      creation.nothing = context.is_created(context.to()[whole].id)
                             ? is_made_throughout(whole, context)
                             : context.is_created({&partition_kind(), attachment.table});
    return creation;
  }

  std::vector<Sql> drop(const Object& /*object*/, const Context& /*context*/) const override { return {}; }
};

}  // namespace

const catalog::Kind& index_attachment_kind() {
  static const IndexAttachmentKind kind;
  return kind;
}

ObjectIndex attached_to(const ObjectId& part, const Catalog& catalog) {
  const Object* attachment = catalog.find({&index_attachment_kind(), {part.path.front(), part.path.back()}});
  if (attachment == nullptr) return catalog::no_object;
  const auto& whole = fields_of<IndexAttachment>(*attachment).whole;
  return index_or_constraint(whole[0], whole[1], {whole[2], whole[3]}, catalog);
}

std::vector<ObjectIndex> whole_going_along(const ObjectId& part, const ObjectId& table, const Context& context) {
  const ObjectIndex whole = attached_to(part, context.from());
  if (whole == catalog::no_object) return {};
  // A partition that is dropped or detached lets its indexes go.
  if (context.is_dropped(table) || context.is_dropped({&partition_kind(), table.path})) return {};
  return {whole};
}

std::vector<ObjectIndex> partition_unless_attached(const ObjectId& part, const ObjectId& table,
                                                   const Context& context) {
  if (attached_to(part, context.to()) != catalog::no_object) return {};
  const ObjectIndex partition = context.to().index_of({&partition_kind(), table.path});
  if (partition == catalog::no_object) return {};
  return {partition};
}

ObjectIndex going_with(const ObjectId& part, const ObjectId& table, const Context& context) {
  return context.is_dropped({&partition_kind(), table.path}) ? catalog::no_object : attached_to(part, context.from());
}

std::vector<ObjectIndex> detached_before(const ObjectId& part, const ObjectId& table, const Context& context) {
  const ObjectId partition{&partition_kind(), table.path};
  const bool ends = context.is_dropped(partition) && attached_to(part, context.from()) != catalog::no_object;
  return ends ? std::vector<ObjectIndex>{context.from().index_of(partition)} : std::vector<ObjectIndex>();
}

namespace {

std::vector<ObjectIndex> direct_attachments_to(ObjectIndex whole, const Catalog& catalog) {
  std::vector<ObjectIndex> found;
  for (const ObjectIndex user : catalog.dependents(whole))
    if (catalog[user].id.kind == &index_attachment_kind() && attached_to(catalog[user].id, catalog) == whole)
      found.push_back(user);
  return found;
}

ObjectIndex part_of(const Object& attachment, const Catalog& catalog) {
  const auto& path = attachment.id.path;
  return index_or_constraint(path[0], path[1], fields_of<IndexAttachment>(attachment).table, catalog);
}

bool lacks_parts(ObjectIndex whole, const Catalog& catalog) {
  return direct_attachments_to(whole, catalog).size() <
         partitions_of(catalog, catalog[catalog[whole].parent].id.path).size();
}

// An index and a constraint have these fields alike.
bool flag(const Object& whole, std::string_view name) {
  const auto fields = whole.id.kind->fields();
  for (std::size_t field = 0; field < fields.size(); ++field)
    if (fields[field].name == name) return whole.id.kind->get(*whole.attributes, field) == Value(true);
  return false;
}

bool is_invalid(const Object& whole) {
  return flag(whole, "invalid");
}

bool makes_its_parts(const Object& whole, const Catalog& catalog) {
  constexpr int attaches_any = 190000;
  return catalog.origin().server_version < attaches_any && flag(whole, "excludes");
}

}  // namespace

std::vector<ObjectIndex> partitions_before(ObjectIndex whole, const Context& context) {
  const Catalog& to = context.to();
  std::vector<ObjectIndex> needed = partitions_of(to, to[to[whole].parent].id.path);
  if (!is_made_throughout(whole, context) || makes_its_parts(to[whole], to)) return needed;
  for (const ObjectIndex attachment : direct_attachments_to(whole, to))
    if (const ObjectIndex part = part_of(to[attachment], to); part != catalog::no_object) needed.push_back(part);
  return needed;
}

bool is_found_by(const ObjectId& part, const Object& whole, const Context& context) {
  const ObjectIndex index = context.to().index_of(whole.id);
  return context.is_created(whole.id) && attached_to(part, context.to()) == index &&
         is_made_throughout(index, context) && !makes_its_parts(whole, context.to());
}

bool comes_with_whole(const ObjectId& part, const Context& context) {
  const ObjectIndex index = attached_to(part, context.to());
  if (index == catalog::no_object) return false;
  const Object& whole = context.to()[index];
  if (!makes_its_parts(whole, context.to())) return false;
  return context.is_created(whole.id) || context.is_created({&partition_kind(), {part.path[0], part.path[1]}});
}

bool is_made_throughout(ObjectIndex whole, const Context& context) {
  const Catalog& to = context.to();
  const Object& object = to[whole];
  if (object.parent == catalog::no_object || is_invalid(object)) return false;
  const auto& table = to[object.parent].id.path;
  if (makes_its_parts(object, to)) return true;
  return is_partitioned(to, table) && (partitions_of(to, table).empty() || lacks_parts(whole, to));
}

Way way_to_validity(const ObjectId& id, const Context& context) {
  const ObjectIndex whole = context.to().index_of(id);
  const auto attachments = direct_attachments_to(whole, context.to());
  const bool gains = std::any_of(attachments.begin(), attachments.end(), [&](ObjectIndex attachment) {
    return context.from().find(context.to()[attachment].id) == nullptr;
  });
  return gains && !lacks_parts(whole, context.to()) ? Way::in_place : Way::replaced;
}

std::vector<ObjectIndex> attachments_to(ObjectIndex whole, const Catalog& catalog) {
  std::vector<ObjectIndex> found;
  std::vector<ObjectIndex> open{whole};
  while (!open.empty()) {
    const ObjectIndex at = open.back();
    open.pop_back();
    for (const ObjectIndex attachment : direct_attachments_to(at, catalog)) {
      found.push_back(attachment);
      const ObjectIndex part = part_of(catalog[attachment], catalog);
      if (part != catalog::no_object) open.push_back(part);
    }
  }
  return found;
}

}  // namespace pgplumb::kinds
