#include "kinds/enforcement.hpp"

#include <climits>

#include "kinds/inheritance.hpp"
#include "kinds/partition.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

namespace {

using P = const Pair<Constraint>&;

Sql enforce(const ObjectId& id, bool enforced) {
  return {"ALTER CONSTRAINT " + sql::identifier(id.path[2]) + (enforced ? " ENFORCED" : " NOT ENFORCED"),
          alter_table(id.path)};
}

// The same constraint of another table, if it is there before and after.
std::optional<Pair<Constraint>> pair_beside(P p, const std::vector<std::string>& table) {
  const ObjectId id{p.id().kind, {table[0], table[1], p.id().path[2]}};
  const Object* from = p.context.from().find(id);
  const Object* to = p.context.to().find(id);
  if (from == nullptr || to == nullptr || p.context.is_created(id)) return std::nullopt;
  return Pair<Constraint>{*from, *to, fields_of<Constraint>(*from), fields_of<Constraint>(*to), p.context};
}

// ALTER CONSTRAINT reaches all that inherit a check.
bool parent_enforces(P p) {
  for (std::size_t at = 0; at + 1 < p.to.parents.size(); at += 2) {
    const std::vector<std::string> table = {p.to.parents[at], p.to.parents[at + 1]};
    const std::optional<Pair<Constraint>> parent = pair_beside(p, table);
    if (parent && parent_hands_down(table, p.id(), p.context) && parent->to.not_enforced == p.to.not_enforced &&
        (parent->from.not_enforced != parent->to.not_enforced || parent_enforces(*parent)))
      return true;
  }
  return false;
}

// Those below that the parent's takes along and that are to stay enforced.
void keep_enforced(P p, std::vector<Sql>& statements) {
  std::vector<std::vector<std::string>> tables = heirs_of(p.context.to(), p.id().path);
  for (const ObjectIndex partition : partitions_of(p.context.to(), p.id().path))
    tables.push_back(p.context.to()[partition].id.path);
  for (const std::vector<std::string>& table : tables) {
    const std::optional<Pair<Constraint>> heir = pair_beside(p, table);
    if (!heir || !parent_hands_down({p.id().path[0], p.id().path[1]}, heir->id(), p.context)) continue;
    if (heir->to.not_enforced)
      keep_enforced(*heir, statements);
    else if (!heir->from.not_enforced)
      statements.push_back(enforce(heir->id(), true));
  }
}

}  // namespace

// What becomes enforced is validated by that.
Way way_of_enforcement(const Pair<Constraint>& p) {
  const int since = p.to.type == "foreign key" ? 180000 : p.to.type == "check" ? 190000 : INT_MAX;
  return p.context.to().origin().server_version >= since && !p.to.not_valid ? Way::in_place : Way::replaced;
}

std::vector<Sql> change_enforcement(const Pair<Constraint>& p) {
  if (p.to.type == "check" && parent_enforces(p)) return {};
  std::vector<Sql> statements = {enforce(p.id(), !p.to.not_enforced)};
  if (p.to.type == "check" && p.to.not_enforced) keep_enforced(p, statements);
  return statements;
}

}  // namespace pgplumb::kinds
