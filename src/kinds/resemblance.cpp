// Whether one that goes and one that comes may be the same object, renamed: for a question to people, not for a plan.

#include <algorithm>

#include "kinds/column.hpp"
#include "kinds/column_fields.hpp"
#include "kinds/declared.hpp"
#include "kinds/kinds.hpp"

namespace pgplumb::kinds {

namespace {

std::vector<std::pair<std::string, std::string>> columns_of(const Object& object, const Catalog& catalog) {
  std::vector<std::pair<std::string, std::string>> columns;
  const ObjectIndex index = catalog.index_of(object.id);
  for (const ObjectIndex part : catalog.dependents(index))
    if (catalog[part].parent == index && catalog[part].id.kind == &column_kind())
      columns.emplace_back(catalog[part].id.path.back(), fields_of<Column>(catalog[part]).type);
  std::sort(columns.begin(), columns.end());
  return columns;
}

bool are_of_one_place(const Object& gone, const Catalog& from, const Object& come, const Catalog& to) {
  std::vector<std::string> path = gone.id.path;
  const std::size_t name = gone.id.kind->name_part(gone.id);
  path[name] = come.id.path[name];
  const Object* before = from.parent_of(gone);
  const Object* after = to.parent_of(come);
  return path == come.id.path && (before == nullptr) == (after == nullptr) &&
         (before == nullptr || before->id == after->id);
}

}  // namespace

bool resemble(const Object& gone, const Catalog& from, const Object& come, const Catalog& to) {
  if (gone.id.kind != come.id.kind || gone.id.kind->attached() || !are_of_one_place(gone, from, come, to) ||
      !gone.id.kind->rename(gone, come.id))
    return false;
  if (gone.id.kind == &column_kind()) return fields_of<Column>(gone).type == fields_of<Column>(come).type;
  return gone.id.kind->equal(*gone.attributes, *come.attributes) && columns_of(gone, from) == columns_of(come, to);
}

}  // namespace pgplumb::kinds
