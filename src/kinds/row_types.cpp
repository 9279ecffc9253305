#include "kinds/row_types.hpp"

#include <algorithm>
#include <string_view>

#include "kinds/list.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

bool is_row_of(const std::string& type, const std::vector<std::string>& path) {
  if (path.size() < 2) return false;
  std::string_view rest = type;
  const std::string name = sql::qualified(path[0], path[1]);
  if (!rest.starts_with(name)) return false;
  rest.remove_prefix(name.size());
  return rest.empty() || rest == "[]";
}

std::vector<catalog::ObjectIndex> columns_of_table(const std::vector<std::string>& path,
                                                   const catalog::Catalog& catalog) {
  const std::vector<std::string> prefix(path.begin(), path.begin() + 2);
  const auto& objects = catalog.objects();
  auto at = std::lower_bound(objects.begin(), objects.end(), catalog::ObjectId{&column_kind(), prefix},
                             [](const catalog::Object& each, const catalog::ObjectId& key) { return each.id < key; });
  std::vector<catalog::ObjectIndex> columns;
  for (; at != objects.end() && at->id.kind == &column_kind() && at->id.path[0] == prefix[0] &&
         at->id.path[1] == prefix[1];
       ++at)
    columns.push_back(static_cast<catalog::ObjectIndex>(at - objects.begin()));
  return columns;
}

}  // namespace pgplumb::kinds
