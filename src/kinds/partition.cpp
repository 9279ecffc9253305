#include "kinds/partition.hpp"

#include "kinds/bound_checks.hpp"
#include "kinds/constraint.hpp"
#include "kinds/declared.hpp"
#include "kinds/index_attachment.hpp"
#include "kinds/partition_fields.hpp"
#include "kinds/row_demands.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

bool is_partition(const Catalog& catalog, const std::vector<std::string>& path) {
  return catalog.index_of({&partition_kind(), {path[0], path[1]}}) != catalog::no_object;
}

std::vector<ObjectIndex> partitions_of(const Catalog& catalog, const std::vector<std::string>& path) {
  std::vector<ObjectIndex> found;
  const auto& objects = catalog.objects();
  const ObjectId first{&partition_kind(), {}};
  auto at = std::lower_bound(objects.begin(), objects.end(), first,
                             [](const Object& object, const ObjectId& id) { return object.id < id; });
  for (; at != objects.end() && at->id.kind == &partition_kind(); ++at) {
    const auto& of = fields_of<Partition>(*at).of;
    if (of[0] == path[0] && of[1] == path[1]) found.push_back(static_cast<ObjectIndex>(at - objects.begin()));
  }
  return found;
}

bool gains_partition(const std::vector<std::string>& path, const Context& context) {
  const Catalog& to = context.to();
  for (const ObjectIndex part : partitions_of(to, path))
    if (context.is_created(to[part].id) || gains_partition(to[part].id.path, context)) return true;
  return false;
}

namespace {

bool has_default(const std::vector<std::string>& table, const Catalog& catalog) {
  const std::vector<ObjectIndex> parts = partitions_of(catalog, table);
  return std::any_of(parts.begin(), parts.end(),
                     [&](ObjectIndex part) { return fields_of<Partition>(catalog[part]).bound == default_bound; });
}

constexpr const char* anew = "DETACH PARTITION, ATTACH PARTITION";

class PartitionKind final : public Declared<Partition> {
 public:
  PartitionKind()
      : Declared({.name = "partition", .rank = 92},
                 Rows{.parent_class_id = pg_class,
                      .parent_oid = "c.oid",
                      .path = {"n.nspname", "c.relname"},
                      .from = "pg_catalog.pg_class c JOIN " + user_namespace("c.relnamespace") +
                              " JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid JOIN pg_catalog.pg_class p ON "
                              "p.oid = i.inhparent JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace "
                              "WHERE c.relispartition AND c.relkind IN ('r', 'p', 'f')"},
                 {
                     field("of", &Partition::of, "ARRAY[pn.nspname, p.relname]::text[]").replaces(anew),
                     field("bound", &Partition::bound, deparsed("pg_catalog.pg_get_expr(c.relpartbound, c.oid)"))
                         .replaces(anew),
                 }) {}

  bool makes_part() const override { return true; }

  // Columns and checks must match by the time of attachment.
  std::vector<ObjectIndex> more_dependencies(const Object& object, const Catalog& catalog) const override {
    std::vector<ObjectIndex> needed;
    const ObjectIndex parent = catalog.index_of(table_id(fields_of<Partition>(object).of));
    if (parent == catalog::no_object) return needed;
    needed.push_back(parent);
    for (const ObjectIndex table : {parent, object.parent})
      for (const ObjectIndex part : catalog.dependents(table))
        if (catalog[part].parent == table && catalog[part].id.kind->precedes_attachment(catalog[part]))
          needed.push_back(part);
    return needed;
  }

  // Columns and checks may come and go; detaching is for when a table goes.
  Reaction react(const Object& /*self*/, const Object& changed, Event event,
                 const Context& /*context*/) const override {
    return event == Event::gone && changed.id.kind == &table_kind() ? Reaction::rebuilt : Reaction::none;
  }

  // An index that its parent has already would be made for it, under a name of the server's choice, if it had none of
  // its own.
  std::vector<ObjectIndex> also_after(const Object& object, const Context& context) const override {
    std::vector<ObjectIndex> needed;
    const Catalog& catalog = context.to();
    for (const ObjectIndex part : catalog.dependents(object.parent)) {
      if (catalog[part].parent != object.parent) continue;
      const ObjectIndex whole = attached_to(catalog[part].id, catalog);
      if (whole == catalog::no_object || context.is_created(catalog[whole].id)) continue;
      needed.push_back(part);
      for (const ObjectIndex attachment : attachments_to(part, catalog)) needed.push_back(attachment);
    }
    return needed;
  }

  Creation create(const Object& object, const Context& context) const override {
    const Partition& partition = fields_of<Partition>(object);
    Creation creation =
        Creation::statement(alter_table_only(partition.of) + " ATTACH PARTITION " +
                            sql::qualified(object.id.path[0], object.id.path[1]) + " " + partition.bound);
    const std::vector<BoundCheck> checks = checks_of_attachment(object, context);
    if (context.is_prepared(object.id)) {
      creation.after = end_checks(object, checks);
      return creation;
    }
    if (!checks.empty()) creation.online = on_checks(object, checks, {creation.open});
    creation.demands = demands_of_bounds(object, context);
    return creation;
  }

  // One that is attached elsewhere, or for other values, is detached once all that is asked of rows is known.
  std::optional<Creation> prepare(const Object& object, const Context& context) const override {
    const std::vector<BoundCheck> checks = checks_of_attachment(object, context);
    if (checks.empty() || !context.is_dropped(object.id) || !context.is_created(object.id)) return std::nullopt;
    Creation creation;
    creation.online = begin_checks(object, checks);
    creation.demands = demands_of_bounds(object, context);
    return creation;
  }

  // What has left keeps copies of the foreign keys that reached it from above. The ones that it is to have come anew.
  std::vector<Sql> drop(const Object& object, const Context& context) const override {
    std::vector<Sql> statements = {{detach(object)}};
    for (const Object* at = &object; at != nullptr; at = context.from().find({this, fields_of<Partition>(*at).of}))
      for (const std::string& name : foreign_keys_of(context.from(), fields_of<Partition>(*at).of))
        if (context.from().find({&constraint_kind(), {object.id.path[0], object.id.path[1], name}}) == nullptr)
          statements.push_back({alter_table(object.id.path) + " DROP CONSTRAINT IF EXISTS " + sql::identifier(name)});
    return statements;
  }

  // The server refuses CONCURRENTLY beside a default partition, and otherwise leaves a CHECK of the bound behind,
  // unless there is one.
  std::vector<Sql> drop_online(const Object& object, const Context& context) const override {
    const bool stays = !context.is_dropped(context.from()[object.parent].id) &&
                       !context.is_dropped(table_id(fields_of<Partition>(object).of));
    const bool possible = stays && !has_default(fields_of<Partition>(object).of, context.from());
    const auto check = possible ? check_of_bounds(object, context.from()) : std::nullopt;
    if (!check) return {};
    std::vector<Sql> statements = on_checks(object, {*check}, {detach(object) + " CONCURRENTLY", {}, false});
    std::vector<Sql> copies = drop(object, context);
    for (std::size_t copy = 1; copy < copies.size(); ++copy) {
      copies[copy].phase = Phase::clear;
      statements.push_back(std::move(copies[copy]));
    }
    return statements;
  }

 private:
  static std::string detach(const Object& object) {
    return alter_table_only(fields_of<Partition>(object).of) + " DETACH PARTITION " +
           sql::qualified(object.id.path[0], object.id.path[1]);
  }
};

}  // namespace

const catalog::Kind& partition_kind() {
  static const PartitionKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
