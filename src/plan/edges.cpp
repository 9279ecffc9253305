// edges: dependencies become "must run before".

#include <algorithm>

#include "plan/work.hpp"

namespace pgplumb::plan {

namespace {

// It would hold on to something that goes before what is only moved aside does (a domain's check to its function).
bool holds_what_goes(Work& work, const Object& object) {
  return std::any_of(object.dependencies.begin(), object.dependencies.end(), [&](ObjectIndex needed) {
    const Item* other = needed == object.parent ? nullptr : work.item_from(needed);
    return other != nullptr && other->goes() && !other->aside;
  });
}

// The item whose drop takes this one along without a statement; none if it has one of its own.
ItemIndex holder_of(Work& work, const Item& item) {
  if (item.alone) return none;
  const Object& object = work.from()[item.from];
  for (const ObjectIndex holder : object.id.kind->dropped_with(object, work)) {
    if (work.from()[holder].id.kind->is_namespace()) continue;
    const Item* other = work.item_from(holder);
    if (other == nullptr || !other->goes() || (other->aside && holds_what_goes(work, object))) continue;
    return static_cast<ItemIndex>(other - work.items.data());
  }
  return none;
}

class Connector {
 public:
  Connector(Work& work, const std::map<std::pair<ItemIndex, Move>, NodeIndex>& node_of)
      : work_(work), node_of_(node_of) {}

  void connect() {
    for (ItemIndex index = 0; index < work_.items.size(); ++index) {
      const Item& item = work_.items[index];
      if (item.from != catalog::no_object) connect_from(index, item);
      if (item.to != catalog::no_object) connect_to(index, item);
      if (item.act == Act::replace) before(node(index, Move::down), node(index, Move::up));
      if (item.aside) before(node(index, Move::up), node(index, Move::remove));
      before(node(index, Move::prepare), node(index, Move::change));
      if (item.is_displaced()) before(node(index, Move::change), node(index, Move::remove));
      if (item.prepared) connect_prepared(index, item);
      if (item.predecessor != nullptr) connect_succession(index, item);
    }
    // All that is of a type leaves the old one at the same moment.
    for (const auto& [target, users] : displaced_with_)
      for (const ItemIndex one : users)
        for (const ItemIndex other : users) before(node(one, Move::prepare), node(other, Move::change));
    connect_names();
    for (Node& node : work_.nodes) {
      std::sort(node.before.begin(), node.before.end());
      node.before.erase(std::unique(node.before.begin(), node.before.end()), node.before.end());
    }
  }

 private:
  NodeIndex node(ItemIndex item, Move move) const {
    const auto found = node_of_.find({item, move});
    return found == node_of_.end() ? none : found->second;
  }

  void before(NodeIndex first, NodeIndex second) {
    if (first != none && second != none && first != second) work_.nodes[second].before.push_back(first);
  }

  template <typename Each>
  void each_needed(const Object& object, Each each) const {
    for (const ObjectIndex needed : object.dependencies) each(needed);
    if (object.parent != catalog::no_object) each(object.parent);
  }

  // What an object needs in `from` goes, or is altered, only after it has gone or has been altered.
  void connect_from(ItemIndex user, const Item& item) {
    each_needed(work_.from()[item.from], [&](ObjectIndex needed) {
      const Item* other = work_.item_from(needed);
      if (other == nullptr) return;
      const ItemIndex target = static_cast<ItemIndex>(other - work_.items.data());
      if (other->act == Act::alter && holds_up(item, needed, *other)) {
        // It is there until all that its successor needs is.
        before(node(target, Move::change), node(user, Move::down));
      } else if (item.goes()) {
        const Move gone = other->serves ? Move::remove : Move::down;
        before(node(user, Move::down), node(target, other->goes() ? gone : Move::change));
        // What is only moved aside still needs it.
        if (item.aside && other->goes() && !work_.from()[item.from].id.kind->sheds(work_.from()[needed]))
          before(node(user, Move::remove), node(target, other->aside ? Move::remove : Move::down));
        if (item.aside && other->is_displaced()) before(node(user, Move::remove), node(target, Move::remove));
      } else if (other->goes()) {
        before(node(user, Move::change), node(target, other->aside ? Move::remove : Move::down));
      } else if (other->reshaped && !still_needs(item, *other)) {
        // A column stops being generated from another one before that one gets a new type.
        before(node(user, Move::change), node(target, Move::change));
      }
    });
    if (!item.goes()) return;
    const Object& object = work_.from()[item.from];
    for (const ObjectIndex first : object.id.kind->dropped_after(object, work_))
      if (const Item* other = work_.item_from(first); other != nullptr && other->goes())
        before(node(static_cast<ItemIndex>(other - work_.items.data()), Move::down), node(user, Move::down));
  }

  // What is prepared, and what needs that, waits for it: it is validated apart, or gets a new part; and it minds
  // nothing that is there.
  bool holds_up(const Item& item, ObjectIndex needed, const Item& altered) const {
    if (item.act != Act::replace || altered.follows || altered.reshaped) return false;
    const Object& object = work_.from()[item.from];
    const auto is_prepared = [&](ObjectIndex other) { return work_.is_prepared(work_.from()[other].id); };
    if (item.prepared && needed == object.parent) return !object.id.kind->makes_part();
    if (!item.prepared && std::none_of(object.dependencies.begin(), object.dependencies.end(), is_prepared))
      return false;
    const Object& to = work_.to()[altered.to];
    return !to.id.kind->alter(work_.from()[altered.from], to, altered.fields, work_).online.empty();
  }

  // It waits for what is made, and whatever goes waits for it.
  void connect_prepared(ItemIndex index, const Item& item) {
    const NodeIndex prepared = node(index, Move::prepare);
    before(prepared, node(index, Move::down));
    before(prepared, node(index, Move::up));
    each_needed(work_.to()[item.to], [&](ObjectIndex needed) {
      const Item* other = work_.item_to(needed);
      if (other != nullptr && other->comes())
        before(node(static_cast<ItemIndex>(other - work_.items.data()), Move::up), prepared);
    });
  }

  bool still_needs(const Item& user, const Item& needed) const {
    if (user.to == catalog::no_object || needed.to == catalog::no_object) return false;
    const auto& dependencies = work_.to()[user.to].dependencies;
    return std::find(dependencies.begin(), dependencies.end(), needed.to) != dependencies.end() ||
           work_.to()[user.to].parent == needed.to;
  }

  // What an object needs in `to` is made, or altered, before it.
  void connect_to(ItemIndex user, const Item& item) {
    const NodeIndex mine = node(user, item.comes() ? Move::up : item.is_displaced() ? Move::prepare : Move::change);
    const auto after = [&](ObjectIndex needed, bool is_need) {
      const Item* other = work_.item_to(needed);
      if (other == nullptr) return;
      const ItemIndex target = static_cast<ItemIndex>(other - work_.items.data());
      // What displaces one is made over what displaces the other, and leaves it first.
      if (item.is_displaced() && other->is_displaced()) {
        before(node(target, Move::prepare), mine);
        before(node(user, Move::change), node(target, Move::change));
        before(node(user, Move::remove), node(target, Move::remove));
        if (is_need) displaced_with_[target].push_back(user);
        return;
      }
      before(node(target, other->comes() ? Move::up : Move::change), mine);
      // Its own parts, which are of its kind, are there before the old ones go.
      const bool part = work_.id(*other).kind == work_.id(item).kind;
      if (other->serves && item.comes() && !part) before(node(target, Move::remove), mine);
    };
    const Object& object = work_.to()[item.to];
    each_needed(object, [&](ObjectIndex needed) {
      if (!object.id.kind->precedes(object, work_.to()[needed], work_)) after(needed, true);
    });
    for (const ObjectIndex needed : object.id.kind->also_after(object, work_)) after(needed, false);
  }

  // A position is taken over from a counter that nobody can use any more and before it is gone. What gives the column
  // its values from then on comes once the old counter has left it.
  void connect_succession(ItemIndex successor, const Item& item) {
    const Item* old = work_.item_from(*item.predecessor);
    if (old == nullptr || !old->aside) return;
    const ItemIndex predecessor = static_cast<ItemIndex>(old - work_.items.data());
    before(node(predecessor, Move::down), node(successor, Move::up));
    before(node(successor, Move::up), node(predecessor, Move::remove));
    const Object& counter = work_.from()[old->from];
    for (const ObjectIndex holder : counter.id.kind->dropped_with(counter, work_))
      if (const Item* other = work_.item_from(holder); other != nullptr && other->goes())
        before(node(predecessor, Move::remove), node(static_cast<ItemIndex>(other - work_.items.data()), Move::down));
    const Object* column = work_.from().parent_of(counter);
    connect_counted(predecessor, column, item);
    for (const ObjectIndex user : work_.to().dependents(item.to)) {
      const Object* beside = work_.to().parent_of(work_.to()[user]);
      const Item* other = work_.item_to(user);
      if (other == nullptr || beside == nullptr || column == nullptr || beside->id != column->id) continue;
      before(node(predecessor, Move::remove), node(static_cast<ItemIndex>(other - work_.items.data()), Move::up));
    }
  }

  // A column whose counter is a part of it gets another type once it has left: the type would be the counter's as well,
  // and need not hold where that stands.
  void connect_counted(ItemIndex predecessor, const Object* column, const Item& successor) {
    if (column == nullptr || column->id.kind->is_namespace()) return;
    const Item* altered = work_.item_from(work_.from().index_of(column->id));
    const Object* beside = work_.to().parent_of(work_.to()[successor.to]);
    if (altered == nullptr || altered->act != Act::alter || (beside != nullptr && beside->id == column->id)) return;
    before(node(predecessor, Move::remove), node(static_cast<ItemIndex>(altered - work_.items.data()), Move::change));
  }

  // A name is free before it is taken. Which of those that are altered goes first, their kind says (also_after()).
  void connect_names() {
    std::multimap<std::string, std::pair<ItemIndex, Move>> leaving;
    for (ItemIndex index = 0; index < work_.items.size(); ++index) {
      const Item& item = work_.items[index];
      for (std::string& name : names_of(item, item.from, work_.from(), item.to, work_.to()))
        leaving.emplace(std::move(name), std::pair(index, item.goes() ? Move::down : Move::change));
    }
    for (ItemIndex index = 0; index < work_.items.size(); ++index) {
      const Item& item = work_.items[index];
      const Move move = item.comes() ? Move::up : Move::change;
      for (const std::string& name : names_of(item, item.to, work_.to(), item.from, work_.from())) {
        const auto [first, last] = leaving.equal_range(name);
        for (auto at = first; at != last; ++at) {
          const auto& [other, gone] = at->second;
          if (other == index || (gone == Move::change && move == Move::change)) continue;
          before(node(other, gone), node(index, move));
          before(node(index, Move::prepare), node(other, gone));
        }
      }
    }
  }

  // What the object at `index` occupies and, where it is altered, not at `other`.
  static std::vector<std::string> names_of(const Item& item, ObjectIndex index, const Catalog& catalog,
                                           ObjectIndex other, const Catalog& others) {
    if (index == catalog::no_object) return {};
    std::vector<std::string> names = catalog[index].id.kind->occupied_names(catalog[index]);
    if (item.act != Act::alter || other == catalog::no_object) return names;
    const std::vector<std::string> kept = others[other].id.kind->occupied_names(others[other]);
    std::erase_if(names,
                  [&](const std::string& name) { return std::find(kept.begin(), kept.end(), name) != kept.end(); });
    return names;
  }

  Work& work_;
  const std::map<std::pair<ItemIndex, Move>, NodeIndex>& node_of_;
  std::map<ItemIndex, std::vector<ItemIndex>> displaced_with_;  // what is displaced over what is, by the latter
};

}  // namespace

void connect_nodes(Work& work) {
  work.nodes.clear();
  work.node_of_.clear();
  const auto add = [&](ItemIndex item, Move move) {
    work.node_of_[{item, move}] = work.nodes.size();
    Node node;
    node.item = item;
    node.move = move;
    work.nodes.push_back(std::move(node));
  };
  std::vector<ItemIndex> holders(work.items.size(), none);
  for (ItemIndex index = 0; index < work.items.size(); ++index) {
    const Item& item = work.items[index];
    if (item.goes()) {
      const ItemIndex holder = holders[index] = holder_of(work, item);
      // What goes with something that serves a while longer serves as long, under another name too.
      if (holder == none || (item.serves && work.items[holder].serves)) add(index, Move::down);
      if (item.aside && holder == none) add(index, Move::remove);
    }
    if (item.comes()) add(index, Move::up);
    if (item.is_displaced() || item.prepared) add(index, Move::prepare);
    if (item.act == Act::alter) add(index, Move::change);
    if (item.is_displaced()) add(index, Move::remove);
  }
  for (ItemIndex index = 0; index < work.items.size(); ++index) {
    ItemIndex root = index;
    for (std::size_t depth = 0; holders[root] != none && depth < work.items.size(); ++depth) root = holders[root];
    if (root == index) continue;
    const NodeIndex gone = work.node_of(root, work.items[root].serves ? Move::remove : Move::down);
    if (gone == none) continue;
    work.node_of_.emplace(std::pair(index, Move::down), gone);
    if (work.items[index].serves) work.node_of_.emplace(std::pair(index, Move::remove), gone);
  }
  Connector(work, work.node_of_).connect();
}

}  // namespace pgplumb::plan
