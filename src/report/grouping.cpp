#include "report/grouping.hpp"

#include "base/words.hpp"

namespace pgplumb::report {

using plan::Change;

Grouping::Grouping(const std::vector<ObjectChange>& changes) {
  for (const ObjectChange& change : changes) by_object_.emplace(change.object, &change);
  for (const ObjectChange& change : changes)
    if (const ObjectChange* host = told_with(change); host != nullptr && !change.detail)
      ++parts_[host->object][change.kind];
}

const ObjectChange* Grouping::told_with(const ObjectChange& change) const {
  const ObjectChange* host = nullptr;
  if (change.change != Change::create && change.change != Change::drop && change.change != Change::replace) return host;
  const ObjectChange* inner = &change;
  while (inner->part) {
    const auto parent = by_object_.find(inner->parent);
    if (parent == by_object_.end() || parent->second->change != change.change || parent->second->is_namespace) break;
    inner = host = parent->second;
  }
  return host;
}

std::string Grouping::parts(const std::string& object) const {
  const auto found = parts_.find(object);
  if (found == parts_.end()) return {};
  std::string text;
  for (const auto& [kind, count] : found->second) text += (text.empty() ? "" : ", ") + counted(count, kind);
  return text;
}

}  // namespace pgplumb::report
