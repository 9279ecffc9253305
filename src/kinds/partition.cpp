#include "kinds/partition.hpp"

#include "base/hash.hpp"
#include "kinds/constraint.hpp"
#include "kinds/declared.hpp"
#include "kinds/index_attachment.hpp"
#include "kinds/partition_bound.hpp"
#include "kinds/row_demands.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

namespace {

struct Partition {
  std::vector<std::string> of;  ///< the parent: schema, table
  std::string bound;            ///< "FOR VALUES FROM (1) TO (10)", "DEFAULT"
};

}  // namespace

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

// The condition of all bounds above the rows of `partition`.
std::optional<std::string> condition_of(const Object& partition, const Catalog& catalog) {
  std::vector<std::string> conditions;
  for (const Object* at = &partition; at != nullptr;) {
    const auto& [of, bound] = fields_of<Partition>(*at);
    const auto condition = bound_condition(partition_key_of(catalog, of), bound);
    if (!condition) return std::nullopt;
    conditions.push_back(*condition);
    at = catalog.find({&partition_kind(), of});
  }
  return conditions.size() == 1 ? conditions.front() : "(" + sql::join(conditions, ") AND (") + ")";
}

// `statement` between a CHECK of the bound that is validated beside everybody's work and its drop: it relies on that
// instead of reading the table.
std::vector<Sql> on_a_check(const Object& partition, const std::string& condition, Sql statement) {
  const std::string table = alter_table(partition.id.path);
  const std::string check =
      sql::identifier("pgplumb_bound_" + sha256_hex(partition.id.path[0] + "." + partition.id.path[1]).substr(0, 8));
  statement.phase = Phase::rely;
  Sql add{"ADD CONSTRAINT " + check + " CHECK (" + condition + ") NOT VALID", table};
  Sql validate{"VALIDATE CONSTRAINT " + check, table};
  validate.phase = Phase::validate;
  Sql drop{"DROP CONSTRAINT " + check, table};
  drop.phase = Phase::clear;
  return {std::move(add), std::move(validate), std::move(statement), std::move(drop)};
}

bool has_default(const std::vector<std::string>& table, const Catalog& catalog) {
  const std::vector<ObjectIndex> parts = partitions_of(catalog, table);
  return std::any_of(parts.begin(), parts.end(),
                     [&](ObjectIndex part) { return fields_of<Partition>(catalog[part]).bound == "DEFAULT"; });
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
    const bool has_rows = !context.is_created(context.to()[object.parent].id);
    if (const auto condition = has_rows ? condition_of(object, context.to()) : std::nullopt)
      creation.online = on_a_check(object, *condition, {creation.open});
    creation.demands = demands_of(object, context);
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
    const auto condition = possible ? condition_of(object, context.from()) : std::nullopt;
    if (!condition) return {};
    std::vector<Sql> statements = on_a_check(object, *condition, {detach(object) + " CONCURRENTLY", {}, false});
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

  // Its own rows fit, and none that belongs here is in the default partition. What the server asks for that is in no
  // catalog before it is a partition.
  static std::vector<catalog::RowDemand> demands_of(const Object& object, const Context& context) {
    const Partition& partition = fields_of<Partition>(object);
    const ObjectId& table = context.to()[object.parent].id;
    const Object* before = context.from().find(object.id);
    if (before != nullptr && fields_of<Partition>(*before).of == partition.of &&
        fields_of<Partition>(*before).bound == partition.bound)
      return {};
    std::vector<catalog::RowDemand> demands;
    const bool rest = partition.bound == "DEFAULT";
    if (may_hold_rows(table, context))
      demands.push_back({table,
                         rest ? "no row that belongs into another partition of " + to_string(table_id(partition.of))
                              : "every row belongs " + partition.bound + " into " + to_string(table_id(partition.of)),
                         {}});
    if (rest || !may_hold_rows(table_id(partition.of), context)) return demands;
    for (const ObjectIndex at : partitions_of(context.from(), partition.of)) {
      const Object& other = context.from()[at];
      const ObjectId& whole = context.from()[other.parent].id;
      if (fields_of<Partition>(other).bound == "DEFAULT" && !context.is_dropped(other.id) &&
          may_hold_rows(whole, context))
        demands.push_back({whole, "no row that belongs into " + to_string(table) + " " + partition.bound, {}});
    }
    return demands;
  }
};

}  // namespace

const catalog::Kind& partition_kind() {
  static const PartitionKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
