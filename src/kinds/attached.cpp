#include "kinds/attached.hpp"

#include <map>

#include "base/error.hpp"
#include "kinds/column.hpp"
#include "kinds/domain.hpp"
#include "kinds/kinds.hpp"
#include "kinds/sql_name.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

namespace {

// How many parts a path of a kind has, and whether it is attached.
struct Shape {
  std::size_t path_size = 0;
  bool attached = false;
};

// nullptr for a kind that no server has.
const Shape* shape_of(const catalog::Kind& kind) {
  static const std::map<const catalog::Kind*, Shape> shapes = [] {
    constexpr int newest_known = 190000;
    std::map<const catalog::Kind*, Shape> map;
    for (const catalog::Kind* each : all_kinds())
      if (const auto source = each->source(newest_known)) map[each] = {source->path_size, each->attached()};
    return map;
  }();
  const auto at = shapes.find(&kind);
  return at == shapes.end() ? nullptr : &at->second;
}

std::size_t path_size(const catalog::Kind& kind) {
  const Shape* shape = shape_of(kind);
  if (shape == nullptr) throw InternalError("nothing can be attached to a " + std::string(kind.name()));
  return shape->path_size;
}

}  // namespace

bool has_its_path(const catalog::ObjectId& id) {
  const Shape* shape = shape_of(*id.kind);
  if (shape == nullptr) return true;
  if (!shape->attached) return id.path.size() == shape->path_size;
  const catalog::Kind* kind = id.path.empty() ? nullptr : find_kind(id.path[0]);
  const Shape* target = kind == nullptr ? nullptr : shape_of(*kind);
  if (target == nullptr || target->attached) return false;
  const std::size_t parts = id.path.size() - 1;
  return parts == target->path_size || parts == target->path_size + 1;
}

Target target_of(const catalog::ObjectId& attached) {
  const catalog::Kind* kind = attached.path.empty() ? nullptr : find_kind(attached.path[0]);
  if (kind == nullptr) throw InternalError("something is attached to an unknown kind of object");
  const std::size_t size = path_size(*kind);
  std::vector<std::string> path(attached.path.begin() + 1, attached.path.end());
  std::string part;
  if (path.size() > size) {
    part = std::move(path.back());
    path.pop_back();
  }
  return {{kind, std::move(path)}, std::move(part)};
}

std::vector<std::string> attached_path(const catalog::ObjectId& id) {
  std::vector<std::string> path = {std::string(id.kind->name())};
  path.insert(path.end(), id.path.begin(), id.path.end());
  return path;
}

std::string Target::sql_name() const {
  if (part.empty()) return id.kind->sql_name(id);
  // An extension's part is a member, named as in SQL.
  if (id.path.size() == 1) return part;
  // Those of these are their NOT NULL constraints.
  if (id.kind == &column_kind()) return named_on_relation("constraint", {id.path[0], id.path[1], part});
  if (id.kind == &domain_kind()) return "CONSTRAINT " + sql::identifier(part) + " ON " + id.kind->sql_name(id);
  // A relation's part is a column; a constraint's is the index of the same name, in the schema of its table.
  if (id.path.size() == 2) return named("COLUMN", {id.path[0], id.path[1], part});
  return named("INDEX", {id.path[0], id.path.back()});
}

std::string Target::describe() const {
  const std::string whole = catalog::to_string(id);
  if (part.empty()) return whole;
  if (id.path.size() == 1) return part + " of " + whole;
  if (id.kind == &column_kind() || id.kind == &domain_kind()) return "constraint " + part + " of " + whole;
  return id.path.size() == 2 ? whole + ", column " + part : "index of " + whole;
}

}  // namespace pgplumb::kinds
