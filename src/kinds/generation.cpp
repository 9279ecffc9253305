#include "kinds/generation.hpp"

#include "kinds/column_heirs.hpp"
#include "kinds/constraint.hpp"
#include "kinds/not_null.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

namespace {

constexpr int sets_expressions = 170000;
constexpr int sets_beside_checks = 190000;

bool is_published(const Catalog& catalog, const std::vector<std::string>& table) {
  const ObjectIndex index = catalog.index_of(table_id(table));
  if (index == catalog::no_object) return false;
  const std::vector<ObjectIndex>& users = catalog.dependents(index);
  return std::any_of(users.begin(), users.end(),
                     [&](ObjectIndex user) { return catalog[user].id.kind == &publication_table_kind(); });
}

// SET EXPRESSION of a virtual column is for tables, heirs among them, that are in no list of a publication, and up to
// 18 have no check, whatever it is about.
bool hinders(const Context& context, const std::vector<std::string>& table) {
  const auto in = [&](const Catalog& catalog) {
    return is_published(catalog, table) ||
           (catalog.origin().server_version < sets_beside_checks && has_checks(catalog, table));
  };
  return in(context.from()) || in(context.to());
}

bool hinders_here_or_below(const Context& context, const ObjectId& id) {
  if (hinders(context, id.path)) return true;
  const std::vector<ObjectId> below = columns_below(id, context.from());
  return std::any_of(below.begin(), below.end(),
                     [&](const ObjectId& column) { return hinders_here_or_below(context, column); });
}

// One answer for all that inherit it from the same column.
bool may_set_virtual(const Pair<Column>& p) {
  const auto may_not = [](const Pair<Column>& parent) { return !may_set_virtual(parent); };
  return !hinders_here_or_below(p.context, p.id()) && !any_parent(p, may_not);
}

}  // namespace

Way way_of_generated(const Pair<Column>& p) {
  // Nothing is lost that is not computed anyway.
  if (p.from.is_virtual != p.to.is_virtual) return Way::replaced;
  if (p.to.generated.empty()) return Way::in_place;
  if (p.from.generated.empty() || p.context.to().origin().server_version < sets_expressions) return Way::replaced;
  return p.to.is_virtual && !may_set_virtual(p) ? Way::replaced : Way::reshaped;
}

std::vector<Sql> change_generated(const Pair<Column>& p) {
  const bool apart = is_generated_apart(p);
  if (parent_does(p) && !apart) return {};
  const std::string table = alter_table(p.id().path);
  // A new type may need USING, which a generated column does not take: it stops being one first.
  if (p.to.generated.empty() && p.from.type != p.to.type)
    return {{table + " " + alter_column(p.id()) + "DROP EXPRESSION"}};
  if (p.to.generated.empty()) return {{alter_column(p.id()) + "DROP EXPRESSION", table}};
  // A statement of its own: in one ALTER with a new type, 17 and 18 look for constraints that the type has made anew.
  return {{(apart ? alter_table_only(p.id().path) : table) + " " + alter_column(p.id()) + "SET EXPRESSION AS (" +
           p.to.generated + ")"}};
}

}  // namespace pgplumb::kinds
