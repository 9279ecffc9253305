#include "kinds/not_null_names.hpp"

#include <algorithm>
#include <set>

#include "kinds/column_heirs.hpp"
#include "kinds/not_null.hpp"
#include "kinds/table.hpp"
#include "kinds/type_aside.hpp"

namespace pgplumb::kinds {

namespace {

bool takes_name(const Pair<Column>& p) {
  return p.to.not_null && (!p.from.not_null || not_null_name(p.id(), p.from) != not_null_name(p.id(), p.to));
}

/// A name that a family needs, and who has it.
struct Need {
  ObjectId giver;  ///< the column that speaks for the holder
  ObjectId holder;
};

std::vector<Need> needs_of(const NotNullFamily& family) {
  std::vector<Need> needs;
  for (const NotNullFamily::Member& member : family.members()) {
    const Pair<Column>& p = member.pair;
    if (!takes_name(p)) continue;
    const std::string name = not_null_name(p.id(), p.to);
    const Catalog& from = p.context.from();
    for (const ObjectIndex part : from.dependents(p.from_object.parent)) {
      const ObjectId& id = from[part].id;
      if (id.kind != p.id().kind || from[part].parent != p.from_object.parent || id == p.id()) continue;
      const Column& column = fields_of<Column>(from[part]);
      const std::optional<Pair<Column>> holder = pair_of(id, p.context);
      if (!column.not_null || not_null_name(id, column) != name || !holder) continue;
      const NotNullFamily holders(*holder);
      if (const NotNullFamily::Member* giver = holders.speaker()) needs.push_back({giver->pair.id(), id});
    }
  }
  return needs;
}

std::vector<Need> needs_of(const ObjectId& id, const Context& context) {
  const std::optional<Pair<Column>> p = pair_of(id, context);
  return p ? needs_of(NotNullFamily(*p)) : std::vector<Need>();
}

// Those that `id` waits for, and that they wait for, at every depth.
std::set<ObjectId> awaited_by(const ObjectId& id, const Context& context) {
  std::set<ObjectId> awaited;
  std::vector<ObjectId> left = {id};
  while (!left.empty()) {
    const ObjectId next = left.back();
    left.pop_back();
    for (const Need& need : needs_of(next, context))
      if (awaited.insert(need.giver).second) left.push_back(need.giver);
  }
  return awaited;
}

// Those that wait for each other, `id` among them; empty if nobody does.
std::set<ObjectId> circle_of(const ObjectId& id, const Context& context) {
  std::set<ObjectId> circle;
  for (const ObjectId& other : awaited_by(id, context))
    if (awaited_by(other, context).contains(id)) circle.insert(other);
  return circle;
}

// The first of its circle waits for none of it.
bool goes_first(const ObjectId& id, const std::set<ObjectId>& circle) {
  return !circle.empty() && *circle.begin() == id;
}

std::size_t place_of(const NotNullFamily& family, const ObjectId& id) {
  const auto& members = family.members();
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const NotNullFamily::Member& member) { return member.pair.id() == id; });
  return static_cast<std::size_t>(found - members.begin());
}

// The statements by which the first of a circle frees the names that it takes from the others.
std::vector<Sql> move_names_aside(const std::vector<Need>& needs, const std::set<ObjectId>& circle,
                                  const Context& context) {
  std::vector<Sql> statements;
  for (const Need& need : needs) {
    const std::optional<Pair<Column>> holder = pair_of(need.holder, context);
    if (!circle.contains(need.giver) || !holder) continue;
    const NotNullFamily family(*holder);
    const Pair<Column>& top = family.members()[family.renamed_by(place_of(family, need.holder))].pair;
    const std::string name = not_null_name(top.id(), top.from);
    const Sql statement = rename_not_null(top.id(), name, name_aside(name));
    if (std::find(statements.begin(), statements.end(), statement) == statements.end()) statements.push_back(statement);
  }
  return statements;
}

std::map<std::size_t, std::string> names_aside(const NotNullFamily& family, const ObjectId& speaker,
                                               const ObjectId& first, const Context& context) {
  std::map<std::size_t, std::string> aside;
  for (const Need& need : needs_of(first, context)) {
    if (need.giver != speaker) continue;
    const std::size_t top = family.renamed_by(place_of(family, need.holder));
    for (std::size_t at = 0; at < family.members().size(); ++at) {
      const Pair<Column>& p = family.members()[at].pair;
      if (p.from.not_null && family.renamed_by(at) == top) aside[at] = name_aside(not_null_name(p.id(), p.from));
    }
  }
  return aside;
}

}  // namespace

bool speaks_of_not_null(const Pair<Column>& p) {
  const std::vector<Pair<Column>> parents = parents_kept(p);
  const bool led = std::any_of(parents.begin(), parents.end(), [](const Pair<Column>& parent) {
    return differs_in_not_null(parent) && (hands_down_not_null(parent.from) || hands_down_not_null(parent.to));
  });
  if (led || !differs_in_not_null(p)) return false;
  const NotNullFamily family(p);
  return family.speaker() != nullptr && family.speaker()->pair.id() == p.id();
}

std::vector<Sql> change_not_null_named(const NotNullFamily& family) {
  const NotNullFamily::Member* speaker = family.speaker();
  if (speaker == nullptr) return {};
  const ObjectId& id = speaker->pair.id();
  const Context& context = speaker->pair.context;
  const std::set<ObjectId> circle = circle_of(id, context);
  if (circle.empty()) return family.statements({});
  if (!goes_first(id, circle)) return family.statements(names_aside(family, id, *circle.begin(), context));
  std::vector<Sql> statements = move_names_aside(needs_of(family), circle, context);
  for (Sql& statement : family.statements({})) statements.push_back(std::move(statement));
  return statements;
}

std::vector<ObjectIndex> givers_of_not_null_names(const ObjectId& id, const Context& context) {
  std::vector<ObjectIndex> givers;
  const std::optional<Pair<Column>> p = pair_of(id, context);
  const bool is_constraint = context.to().origin().server_version >= not_null_constraints_since;
  if (!p || !is_constraint || !speaks_of_not_null(*p)) return givers;
  const std::vector<Need> needs = needs_of(NotNullFamily(*p));
  if (needs.empty()) return givers;
  const std::set<ObjectId> circle = circle_of(id, context);
  for (const Need& need : needs)
    if (need.giver != id && !(goes_first(id, circle) && circle.contains(need.giver)))
      givers.push_back(context.to().index_of(need.giver));
  return givers;
}

}  // namespace pgplumb::kinds
