#include "plan/work.hpp"

namespace pgplumb::plan {

Work::Work(const Catalog& from_catalog, const Catalog& to_catalog, const BuildOptions& build_options)
    : options(build_options),
      from_(from_catalog),
      to_(to_catalog),
      items_from_(from_catalog.size(), none),
      items_to_(to_catalog.size(), none) {}

bool Work::is_created(const ObjectId& id) const {
  const ObjectIndex index = to_.index_of(id);
  return index != catalog::no_object && items_to_[index] != none && items[items_to_[index]].comes();
}

bool Work::is_dropped(const ObjectId& id) const {
  const ObjectIndex index = from_.index_of(id);
  return index != catalog::no_object && items_from_[index] != none && items[items_from_[index]].goes();
}

bool Work::is_prepared(const ObjectId& id) const {
  const ObjectIndex index = to_.index_of(id);
  return index != catalog::no_object && items_to_[index] != none && items[items_to_[index]].prepared;
}

const std::string* Work::using_expression(const ObjectId& id) const {
  const auto found = options.using_expressions.find(id);
  return found == options.using_expressions.end() ? nullptr : &found->second;
}

char Work::cast(const std::string& from_type, const std::string& to_type) const {
  const auto found = options.casts.find({from_type, to_type});
  return found == options.casts.end() ? '\0' : found->second;
}

Item* Work::item_from(ObjectIndex index) {
  return items_from_[index] == none ? nullptr : &items[items_from_[index]];
}

const Item* Work::item_from(ObjectIndex index) const {
  return items_from_[index] == none ? nullptr : &items[items_from_[index]];
}

Item* Work::item_to(ObjectIndex index) {
  return items_to_[index] == none ? nullptr : &items[items_to_[index]];
}

Item& Work::item_for(ObjectIndex from_index) {
  if (Item* item = item_from(from_index)) return *item;
  Item item;
  item.from = from_index;
  item.to = to_.index_of(from_[from_index].id);
  item.act = item.to == catalog::no_object ? Act::drop : Act::alter;
  add(item);
  return items.back();
}

void Work::add(Item item) {
  if (item.from != catalog::no_object) items_from_[item.from] = items.size();
  if (item.to != catalog::no_object) items_to_[item.to] = items.size();
  items.push_back(std::move(item));
}

NodeIndex Work::node_of(ItemIndex item, Move move) const {
  const auto found = node_of_.find({item, move});
  return found == node_of_.end() ? none : found->second;
}

}  // namespace pgplumb::plan
