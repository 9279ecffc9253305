#include "kinds/kinds.hpp"

#include <algorithm>
#include <vector>

#include "kinds/schema.hpp"

namespace pgplumb::kinds {

std::span<const catalog::Kind* const> all_kinds() {
  static const std::vector<const catalog::Kind*> kinds = [] {
    std::vector<const catalog::Kind*> list = {
        &schema_kind(),
    };
    std::sort(list.begin(), list.end(), [](const auto* a, const auto* b) { return a->name() < b->name(); });
    return list;
  }();
  return kinds;
}

const catalog::Kind* find_kind(std::string_view name) {
  const auto kinds = all_kinds();
  const auto at = std::lower_bound(kinds.begin(), kinds.end(), name,
                                   [](const catalog::Kind* kind, std::string_view key) { return kind->name() < key; });
  return at != kinds.end() && (*at)->name() == name ? *at : nullptr;
}

}  // namespace pgplumb::kinds
