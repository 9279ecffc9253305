#include "kinds/kinds.hpp"

#include <algorithm>
#include <vector>

#include "kinds/index.hpp"
#include "kinds/list.hpp"
#include "kinds/unread.hpp"

namespace pgplumb::kinds {

std::span<const catalog::Kind* const> all_kinds() {
  static const std::vector<const catalog::Kind*> kinds = [] {
    std::vector<const catalog::Kind*> list = {
#define PGPLUMB_ADDRESS(kind) &kind##_kind(),
        PGPLUMB_KINDS(PGPLUMB_ADDRESS)
#undef PGPLUMB_ADDRESS
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

const catalog::Kind& kind_of_unread_attributes() {
  return unread_attribute_kind();
}

const catalog::Kind& kind_of_unread_rows() {
  return unmodelled_kind();
}

std::string notable_of(const catalog::Object& object) {
  return notable(object);
}

bool is_leftover(const catalog::Object& object) {
  return is_leftover_index(object);
}

}  // namespace pgplumb::kinds
