#include "kinds/inheritance.hpp"

#include <map>

#include "kinds/column_fields.hpp"
#include "kinds/declared.hpp"
#include "kinds/partition.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

namespace {

struct Inheritance {
  std::int64_t position = 0;  ///< among the table's parents, from 1
};

// Those that the table has from this parent as well as from another one.
std::vector<ObjectIndex> columns_of_other_parents(const Object& object, const Catalog& catalog) {
  std::vector<ObjectIndex> columns;
  const auto& path = object.id.path;
  for (const std::vector<std::string>& table : parents_of(catalog, path)) {
    if (table[0] == path[2] && table[1] == path[3]) continue;
    const ObjectIndex other = catalog.index_of(table_id(table));
    if (other == catalog::no_object) continue;
    for (const ObjectIndex part : catalog.dependents(other))
      if (catalog[part].parent == other && catalog[part].id.kind == &column_kind() &&
          catalog.find({&column_kind(), {path[2], path[3], catalog[part].id.path[2]}}) != nullptr)
        columns.push_back(part);
  }
  return columns;
}

class InheritanceKind final : public Declared<Inheritance> {
 public:
  InheritanceKind()
      : Declared({.name = "inheritance", .rank = 91},
                 Rows{.parent_class_id = pg_class,
                      .parent_oid = "c.oid",
                      .path = {"n.nspname", "c.relname", "pn.nspname", "p.relname"},
                      .from = "pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND NOT "
                              "c.relispartition AND c.relkind IN ('r', 'f') JOIN " +
                              user_namespace("c.relnamespace") +
                              " JOIN pg_catalog.pg_class p ON p.oid = i.inhparent "
                              "JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace"},
                 {
                     // Numbers have gaps where a parent was left.
                     field("position", &Inheritance::position,
                           "pg_catalog.row_number() OVER (PARTITION BY i.inhrelid ORDER BY i.inhseqno)")
                         .stays("stands at another place among the table's parents than in the schema files: only "
                                "making the table anew could change that"),
                 }) {}

  bool makes_part() const override { return true; }

  std::string describe(const ObjectId& id) const override {
    return "inheritance of " + id.path[0] + "." + id.path[1] + " from " + id.path[2] + "." + id.path[3];
  }

  // Left before columns change on either side; joined after.
  std::vector<ObjectIndex> more_dependencies(const Object& object, const Catalog& catalog) const override {
    std::vector<ObjectIndex> needed;
    const ObjectIndex parent = catalog.index_of(table_id({object.id.path[2], object.id.path[3]}));
    if (parent == catalog::no_object) return needed;
    needed.push_back(parent);
    for (const ObjectIndex table : {parent, object.parent})
      for (const ObjectIndex part : catalog.dependents(table))
        if (catalog[part].parent == table && catalog[part].id.kind->precedes_attachment(catalog[part]))
          needed.push_back(part);
    for (const ObjectIndex column : columns_of_other_parents(object, catalog)) needed.push_back(column);
    return needed;
  }

  // A column that has several parents keeps the first while their types change: the server changes none that other
  // parents hold.
  Reaction react(const Object& self, const Object& changed, Event event, const Context& context) const override {
    if (event == Event::gone) return changed.id.kind == &table_kind() ? Reaction::rebuilt : Reaction::none;
    if (changed.id.kind != &column_kind() || changed.parent == self.parent ||
        !fields_of<Column>(changed).parents.empty())
      return Reaction::none;
    for (const std::vector<std::string>& table : parents_of(context.from(), self.id.path)) {
      if (context.from().find({&column_kind(), {table[0], table[1], changed.id.path[2]}}) == nullptr) continue;
      const bool first = table[0] == self.id.path[2] && table[1] == self.id.path[3];
      return first ? Reaction::none : Reaction::rebuilt;
    }
    return Reaction::none;
  }

  Creation create(const Object& object, const Context& context) const override {
    Creation creation;
    creation.alter = alter_table(object.id.path);
    creation.open = "INHERIT " + sql::qualified(object.id.path[2], object.id.path[3]);
    creation.nothing = context.is_created(table_id(object.id.path));
    return creation;
  }

  // A statement of its own: one ALTER TABLE drops columns, which may not be inherited then, before it leaves parents.
  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{alter_table(object.id.path) + " NO INHERIT " + sql::qualified(object.id.path[2], object.id.path[3])}};
  }
};

}  // namespace

const catalog::Kind& inheritance_kind() {
  static const InheritanceKind kind;
  return kind;
}

std::string parents_in_sql(const std::string& relation) {
  return "(SELECT pg_catalog.array_agg(v.part ORDER BY h.inhseqno, v.k) FROM pg_catalog.pg_inherits h "
         "JOIN pg_catalog.pg_class pc ON pc.oid = h.inhparent "
         "JOIN pg_catalog.pg_namespace pn ON pn.oid = pc.relnamespace "
         "CROSS JOIN LATERAL (VALUES (1, pn.nspname), (2, pc.relname)) v(k, part) WHERE h.inhrelid = " +
         relation + ")::text[]";
}

std::vector<std::vector<std::string>> parents_of(const Catalog& catalog, const std::vector<std::string>& path) {
  std::map<std::int64_t, std::vector<std::string>> parents;
  const auto& objects = catalog.objects();
  const ObjectId first{&inheritance_kind(), {path[0], path[1]}};
  auto at = std::lower_bound(objects.begin(), objects.end(), first,
                             [](const Object& object, const ObjectId& id) { return object.id < id; });
  for (; at != objects.end() && at->id.kind == first.kind && at->id.path[0] == path[0] && at->id.path[1] == path[1];
       ++at)
    parents[fields_of<Inheritance>(*at).position] = {at->id.path[2], at->id.path[3]};
  std::vector<std::vector<std::string>> tables;
  for (auto& [position, table] : parents) tables.push_back(std::move(table));
  return tables;
}

std::vector<std::vector<std::string>> heirs_of(const Catalog& catalog, const std::vector<std::string>& path) {
  std::vector<std::vector<std::string>> heirs;
  const auto& objects = catalog.objects();
  const ObjectId first{&inheritance_kind(), {}};
  auto at = std::lower_bound(objects.begin(), objects.end(), first,
                             [](const Object& object, const ObjectId& id) { return object.id < id; });
  for (; at != objects.end() && at->id.kind == first.kind; ++at)
    if (at->id.path[2] == path[0] && at->id.path[3] == path[1]) heirs.push_back({at->id.path[0], at->id.path[1]});
  return heirs;
}

namespace {

ObjectId link_to(const std::vector<std::string>& parents, std::size_t at, const ObjectId& part,
                 const Catalog& catalog) {
  if (is_partition(catalog, part.path)) return {&partition_kind(), {part.path[0], part.path[1]}};
  return {&inheritance_kind(), {part.path[0], part.path[1], parents[at], parents[at + 1]}};
}

}  // namespace

bool parent_hands_down(const std::vector<std::string>& parents, const ObjectId& part, const Context& context) {
  for (std::size_t at = 0; at + 1 < parents.size(); at += 2) {
    if (context.to().find({part.kind, {parents[at], parents[at + 1], part.path[2]}}) == nullptr) continue;
    const bool joined = context.is_created(link_to(parents, at, part, context.to()));
    if (!joined && !context.is_created(table_id({parents[at], parents[at + 1]}))) return true;
  }
  return false;
}

bool comes_from_parent(const std::vector<std::string>& parents, const ObjectId& part, const Context& context) {
  if (parents.empty()) return false;
  if (context.is_created(table_id(part.path))) return !is_partition(context.to(), part.path);
  return parent_hands_down(parents, part, context);
}

std::vector<ObjectIndex> dropped_parts_of_parents(const std::vector<std::string>& parents, const ObjectId& part,
                                                  const Context& context) {
  std::vector<ObjectIndex> dropped;
  for (std::size_t at = 0; at + 1 < parents.size(); at += 2) {
    const ObjectId above{part.kind, {parents[at], parents[at + 1], part.path[2]}};
    const bool left = context.is_dropped(link_to(parents, at, part, context.from()));
    if (!left && context.is_dropped(above)) dropped.push_back(context.from().index_of(above));
  }
  std::sort(dropped.begin(), dropped.end());
  return dropped;
}

namespace {

// What a column or a check says of itself: it is there only because a parent has it.
bool is_only_inherited(const Object& part) {
  const auto fields = part.id.kind->fields();
  for (std::size_t field = 0; field < fields.size(); ++field)
    if (fields[field].name == "inherited") return part.id.kind->get(*part.attributes, field) == Value(true);
  return false;
}

// A parent of the table of `part` has one like it in `catalog`, which `stays` there.
template <typename Stays>
bool comes_from_above(const ObjectId& part, const Catalog& catalog, Stays stays) {
  const auto parents = parents_of(catalog, part.path);
  return std::any_of(parents.begin(), parents.end(), [&](const std::vector<std::string>& parent) {
    const ObjectId above{part.kind, {parent[0], parent[1], part.path[2]}};
    return catalog.find(above) != nullptr &&
           stays(above, ObjectId{&inheritance_kind(), {part.path[0], part.path[1], parent[0], parent[1]}});
  });
}

// Once `above` is gone, no parent hands `part` down any more.
bool is_let_go(const ObjectId& part, const Context& context) {
  return !comes_from_above(part, context.from(), [&](const ObjectId& above, const ObjectId& link) {
    return !context.is_dropped(above) && !context.is_dropped(link);
  });
}

// What is not managed is wanted by nobody: inherited only, and from nothing that the plan leaves.
bool is_wanted(const ObjectId& part, const Context& context) {
  const Object* wanted = context.to().find(part);
  if (wanted == nullptr || context.is_dropped(part)) return false;
  return !is_only_inherited(*wanted) ||
         comes_from_above(part, context.to(),
                          [&](const ObjectId& above, const ObjectId& /*link*/) { return !context.is_dropped(above); });
}

}  // namespace

bool is_left_to_heirs(const ObjectId& part, const Context& context) {
  const auto heirs = heirs_of(context.from(), part.path);
  return std::any_of(heirs.begin(), heirs.end(), [&](const std::vector<std::string>& heir) {
    const ObjectId below{part.kind, {heir[0], heir[1], part.path[2]}};
    const Object* now = context.from().find(below);
    const bool left = context.is_dropped({&inheritance_kind(), {heir[0], heir[1], part.path[0], part.path[1]}});
    return now != nullptr && !left && is_only_inherited(*now) && is_wanted(below, context) && is_let_go(below, context);
  });
}

bool goes_with_parents(const std::vector<std::string>& parents, const ObjectId& part, const Context& context) {
  const std::vector<ObjectIndex> above = dropped_parts_of_parents(parents, part, context);
  return !above.empty() && std::none_of(above.begin(), above.end(), [&](ObjectIndex parent) {
    return is_left_to_heirs(context.from()[parent].id, context);
  });
}

std::vector<ObjectIndex> inherited_by_partitions(const ObjectId& part, const Context& context) {
  std::vector<ObjectIndex> inherited;
  for (const ObjectIndex link : partitions_of(context.from(), part.path)) {
    if (context.is_dropped(context.from()[link].id)) continue;
    const auto& table = context.from()[link].id.path;
    const ObjectIndex below = context.from().index_of({part.kind, {table[0], table[1], part.path[2]}});
    if (below != catalog::no_object && is_only_inherited(context.from()[below])) inherited.push_back(below);
  }
  return inherited;
}

std::vector<ObjectIndex> unmanaged_below(const ObjectId& part, const Context& context) {
  const Catalog& from = context.from();
  std::vector<ObjectId> below;
  for (const ObjectIndex link : partitions_of(from, part.path))
    if (!context.is_dropped(from[link].id))
      below.push_back({part.kind, {from[link].id.path[0], from[link].id.path[1], part.path[2]}});
  if (!is_left_to_heirs(part, context))
    for (const std::vector<std::string>& heir : heirs_of(from, part.path))
      if (!context.is_dropped({&inheritance_kind(), {heir[0], heir[1], part.path[0], part.path[1]}}))
        below.push_back({part.kind, {heir[0], heir[1], part.path[2]}});
  std::vector<ObjectIndex> found;
  for (const ObjectId& id : below) {
    const ObjectIndex index = from.index_of(id);
    if (index == catalog::no_object || context.is_dropped(id) || !is_only_inherited(from[index])) continue;
    if (!is_let_go(id, context)) continue;
    found.push_back(index);
    const std::vector<ObjectIndex> deeper = unmanaged_below(id, context);
    found.insert(found.end(), deeper.begin(), deeper.end());
  }
  return found;
}

}  // namespace pgplumb::kinds
