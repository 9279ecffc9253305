#include "kinds/twin_keys.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "kinds/constraint_fields.hpp"
#include "kinds/declared.hpp"
#include "kinds/index_fields.hpp"

namespace pgplumb::kinds {

namespace {

// "a, b" of "UNIQUE (b, a) INCLUDE (c)", in order; nothing of what no foreign key can point at.
std::vector<std::string_view> key_columns(const Object& object) {
  std::string_view text;
  if (object.id.kind == &constraint_kind()) {
    const Constraint& constraint = fields_of<Constraint>(object);
    const bool is_key = constraint.type == "primary key" || constraint.type == "unique";
    if (!is_key || constraint.excludes || constraint.deferrable) return {};
    text = constraint.definition;
  } else if (object.id.kind == &index_kind()) {
    text = fields_of<Index>(object).definition;
    if (!text.starts_with("CREATE UNIQUE INDEX ") || text.find(" WHERE ") != std::string_view::npos) return {};
    text.remove_prefix(std::min(text.find(" USING "), text.size()));
  }
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) return {};
  text.remove_prefix(open + 1);
  text = text.substr(0, text.find(')'));
  std::vector<std::string_view> columns;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(", ", at), text.size());
    columns.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  std::sort(columns.begin(), columns.end());
  return columns;
}

bool is_foreign_key(const Object& object) {
  return object.id.kind == &constraint_kind() && fields_of<Constraint>(object).type == "foreign key";
}

}  // namespace

std::vector<ObjectIndex> foreign_keys_on_twins(const Object& key, const Catalog& catalog) {
  const std::vector<std::string_view> columns = key_columns(key);
  std::vector<ObjectIndex> found;
  if (columns.empty()) return found;
  const ObjectIndex own = catalog.index_of(key.id);
  for (const ObjectIndex column : key.dependencies) {
    for (const ObjectIndex user : catalog.dependents(column)) {
      const Object& foreign_key = catalog[user];
      if (!is_foreign_key(foreign_key) || std::find(found.begin(), found.end(), user) != found.end()) continue;
      const auto& needs = foreign_key.dependencies;
      if (std::find(needs.begin(), needs.end(), own) != needs.end()) return {};
      const bool points_at_a_twin = std::any_of(needs.begin(), needs.end(), [&](ObjectIndex needed) {
        return catalog[needed].parent == key.parent && key_columns(catalog[needed]) == columns;
      });
      if (points_at_a_twin) found.push_back(user);
    }
  }
  return found;
}

}  // namespace pgplumb::kinds
