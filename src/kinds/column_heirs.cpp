#include "kinds/column_heirs.hpp"

#include "kinds/inheritance.hpp"
#include "kinds/partition.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

namespace {

void add_heirs(const ObjectId& id, const Context& context, std::vector<Pair<Column>>& heirs) {
  for (const ObjectId& below : columns_below(id, context.from())) {
    const std::optional<Pair<Column>> heir = pair_of(below, context);
    if (!heir) continue;
    heirs.push_back(*heir);
    add_heirs(below, context, heirs);
  }
}

}  // namespace

std::optional<Pair<Column>> pair_of(const ObjectId& id, const Context& context) {
  const Object* from = context.from().find(id);
  const Object* to = context.to().find(id);
  if (from == nullptr || to == nullptr || context.is_created(id)) return std::nullopt;
  return Pair<Column>{*from, *to, fields_of<Column>(*from), fields_of<Column>(*to), context};
}

std::vector<Pair<Column>> parents_kept(const Pair<Column>& p) {
  std::vector<Pair<Column>> kept;
  if (p.from.parents.empty()) return kept;
  const auto& parents = p.to.parents;
  for (std::size_t at = 0; at + 1 < parents.size(); at += 2) {
    const auto parent = pair_of({p.id().kind, {parents[at], parents[at + 1], p.id().path[2]}}, p.context);
    if (parent && parent_hands_down({parents[at], parents[at + 1]}, p.id(), p.context)) kept.push_back(*parent);
  }
  return kept;
}

std::vector<Pair<Column>> children_kept(const Pair<Column>& p) {
  std::vector<Pair<Column>> kept;
  for (const ObjectId& id : columns_below(p.id(), p.context.to())) {
    const std::optional<Pair<Column>> child = pair_of(id, p.context);
    if (!child) continue;
    const std::vector<Pair<Column>> parents = parents_kept(*child);
    if (std::any_of(parents.begin(), parents.end(), [&](const Pair<Column>& parent) { return parent.id() == p.id(); }))
      kept.push_back(*child);
  }
  return kept;
}

bool parent_does(const Pair<Column>& p) {
  // One that only now gets such a column changes none below.
  return !parents_kept(p).empty();
}

bool any_parent(const Pair<Column>& p, const std::function<bool(const Pair<Column>&)>& asks) {
  if (!parent_does(p)) return false;
  for (std::size_t at = 0; at + 1 < p.to.parents.size(); at += 2) {
    const auto parent = pair_of({p.id().kind, {p.to.parents[at], p.to.parents[at + 1], p.id().path[2]}}, p.context);
    if (parent && asks(*parent)) return true;
  }
  return false;
}

std::vector<ObjectId> columns_below(const ObjectId& id, const Catalog& catalog) {
  std::vector<std::vector<std::string>> tables = heirs_of(catalog, id.path);
  for (const ObjectIndex partition : partitions_of(catalog, id.path)) tables.push_back(catalog[partition].id.path);
  std::vector<ObjectId> columns;
  for (const std::vector<std::string>& table : tables) columns.push_back({id.kind, {table[0], table[1], id.path[2]}});
  return columns;
}

std::vector<Pair<Column>> heirs_below(const Pair<Column>& p) {
  std::vector<Pair<Column>> heirs;
  add_heirs(p.id(), p.context, heirs);
  return heirs;
}

bool finds_below(const ObjectId& parent, const Object& heir, const Context& context) {
  const auto& path = heir.id.path;
  if (!context.is_created(parent) || context.is_created(table_id(path)) ||
      context.is_created({&inheritance_kind(), {path[0], path[1], parent.path[0], parent.path[1]}}))
    return false;
  if (context.is_created(heir.id)) return !fields_of<Column>(heir).inherited;
  const std::optional<Pair<Column>> pair = pair_of(heir.id, context);
  return pair && pair->from.type != pair->to.type && parents_kept(*pair).empty();
}

void add_found_below(const ObjectId& parent, const Context& context, std::vector<ObjectIndex>& found) {
  for (const std::vector<std::string>& table : heirs_of(context.to(), parent.path)) {
    const Object* heir = context.to().find({parent.kind, {table[0], table[1], parent.path[2]}});
    if (heir == nullptr) continue;
    const Column& column = fields_of<Column>(*heir);
    if (finds_below(parent, *heir, context)) found.push_back(context.to().index_of(heir->id));
    if (const auto pair = pair_of(heir->id, context); pair && pair->from.type != pair->to.type)
      for (std::size_t at = 0; at + 1 < column.parents.size(); at += 2) {
        const ObjectId other{parent.kind, {column.parents[at], column.parents[at + 1], parent.path[2]}};
        if (other != parent && pair_of(other, context)) found.push_back(context.to().index_of(other));
      }
    if (column.inherited && context.is_created(heir->id)) add_found_below(heir->id, context, found);
  }
}

bool is_generated_apart(const Pair<Column>& p) {
  const std::vector<Pair<Column>> heirs = heirs_below(p);
  return any_parent(p, is_generated_apart) || std::any_of(heirs.begin(), heirs.end(), [&](const Pair<Column>& heir) {
           return heir.from.generated != p.from.generated || heir.to.generated != p.to.generated;
         });
}

bool is_given(const ObjectId& id, const Context& context) {
  if (context.using_expression(id) != nullptr) return true;
  const Object* column = context.to().find(id);
  if (column == nullptr) return false;
  const std::vector<std::string>& parents = fields_of<Column>(*column).parents;
  for (std::size_t at = 0; at + 1 < parents.size(); at += 2)
    if (is_given({id.kind, {parents[at], parents[at + 1], id.path[2]}}, context)) return true;
  return false;
}

}  // namespace pgplumb::kinds
