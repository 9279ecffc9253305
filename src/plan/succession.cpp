// succession: whatever takes the place of a counter that goes begins where that one stands.

#include "plan/succession.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "plan/work.hpp"

namespace pgplumb::plan {

std::vector<Succession> find_successions(const Catalog& from, const Catalog& to) {
  std::map<ObjectId, std::set<ObjectIndex>> wanted;  // the new counters of each column
  for (ObjectIndex index = 0; index < to.size(); ++index) {
    const catalog::Kind& kind = *to[index].id.kind;
    if (!kind.counter(to[index]) || from.find(to[index].id) != nullptr) continue;
    for (const ObjectId& column : kind.numbers(to[index], to)) wanted[column].insert(index);
  }
  if (wanted.empty()) return {};
  std::map<ObjectIndex, std::set<ObjectIndex>> predecessors;
  for (ObjectIndex index = 0; index < from.size(); ++index) {
    if (!from[index].id.kind->counter(from[index])) continue;
    for (const ObjectId& column : from[index].id.kind->numbers(from[index], from))
      if (const auto found = wanted.find(column); found != wanted.end())
        for (const ObjectIndex successor : found->second) predecessors[successor].insert(index);
  }
  std::vector<Succession> successions;
  for (const auto& [successor, those] : predecessors)
    if (those.size() == 1) successions.push_back({*those.begin(), successor});
  std::sort(successions.begin(), successions.end());
  return successions;
}

std::vector<RenameWish> successions_by_rename(const Catalog& from, const Catalog& to) {
  const std::vector<Succession> successions = find_successions(from, to);
  std::set<std::string> taken;
  if (!successions.empty())
    for (const Object& object : from.objects())
      for (std::string& name : object.id.kind->occupied_names(object)) taken.insert(std::move(name));
  std::vector<RenameWish> wishes;
  for (const Succession& succession : successions) {
    const Object& old = from[succession.predecessor];
    const Object& wanted = to[succession.successor];
    const auto same = [&](const Succession& other) { return other.predecessor == succession.predecessor; };
    if (old.id.kind != wanted.id.kind || to.find(old.id) != nullptr ||
        std::count_if(successions.begin(), successions.end(), same) > 1)
      continue;
    const std::size_t name = old.id.kind->name_part(old.id);
    std::vector<std::string> path = old.id.path;
    path[name] = wanted.id.path[name];
    const std::vector<std::string> names = wanted.id.kind->occupied_names(wanted);
    const bool is_free =
        std::none_of(names.begin(), names.end(), [&](const std::string& one) { return taken.contains(one); });
    if (ObjectId{old.id.kind, path} == wanted.id && is_free && old.id.kind->rename(old, wanted.id))
      wishes.push_back({{wanted.id}, old.id.path[name], {}});
  }
  return wishes;
}

void find_successors(Work& work) {
  // With the column that owns it, the values go that it has given out, unless another column has some of them.
  for (Item& item : work.items) {
    if (!item.goes() || !work.from()[item.from].id.kind->counter(work.from()[item.from])) continue;
    const Object& counter = work.from()[item.from];
    const std::vector<ObjectId> columns = counter.id.kind->numbers(counter, work.from());
    item.alone =
        std::any_of(columns.begin(), columns.end(), [&](const ObjectId& column) { return !work.is_dropped(column); });
  }
  // Where what it is a part of is displaced, a counter is made anew, and goes on.
  for (Item& item : work.items) {
    const Object& counter = work.object(item);
    const Item* whole =
        item.act == Act::replace && item.alone ? work.item_from(work.from()[item.from].parent) : nullptr;
    if (whole == nullptr || !whole->is_displaced() || !counter.id.kind->aside(counter, work)) continue;
    item.aside = true;
    item.predecessor = &work.from()[item.from];
  }
  const auto is_held = [&](const Object& counter, const Item& item) {
    const std::vector<ObjectIndex> holders = counter.id.kind->dropped_with(counter, work);
    return !item.alone && std::any_of(holders.begin(), holders.end(), [&](ObjectIndex holder) {
      return !work.from()[holder].id.kind->is_namespace() && work.is_dropped(work.from()[holder].id);
    });
  };
  const Catalog& whole = work.whole();
  for (const Succession& succession : find_successions(whole, work.to())) {
    const Object& old = whole[succession.predecessor];
    const ObjectIndex managed = work.from().index_of(old.id);
    Item* item = managed == catalog::no_object ? nullptr : work.item_from(managed);
    if (item != nullptr && item->goes()) {
      const Object& counter = work.from()[managed];
      if (is_held(counter, *item) || !counter.id.kind->aside(counter, work)) continue;
      item->aside = true;
    }
    work.item_to(succession.successor)->predecessor = &old;
  }
}

}  // namespace pgplumb::plan
