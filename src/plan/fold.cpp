// fold: columns, defaults and constraints stand in the statement of their table or column where the order allows.

#include <algorithm>

#include "plan/work.hpp"

namespace pgplumb::plan {

void fold_nodes(Work& work) {
  std::vector<std::size_t> position(work.nodes.size());
  for (std::size_t at = 0; at < work.sequence.size(); ++at) position[work.sequence[at]] = at;
  const auto root = [&](NodeIndex node) {
    while (work.nodes[node].folded_into != none) node = work.nodes[node].folded_into;
    return node;
  };
  // What comes about with its parent's statement, as an inherited column does, needs none of its own.
  std::vector<NodeIndex> comes_with(work.nodes.size(), none);
  std::vector<std::pair<int, std::string>> places(work.nodes.size());
  for (Node& node : work.nodes)
    if (node.move == Move::up) {
      const Object& object = work.object(work.items[node.item]);
      node.creation = object.id.kind->create(object, work);
    }
  for (const NodeIndex index : work.sequence) {
    Node& node = work.nodes[index];
    if (node.move != Move::up) continue;
    const Object& object = work.object(work.items[node.item]);
    const catalog::Creation& creation = *node.creation;
    if (creation.nothing && creation.after.empty() && object.parent != catalog::no_object) {
      const Item* parent = work.item_to(object.parent);
      if (parent != nullptr && parent->comes())
        comes_with[index] = work.node_of(static_cast<ItemIndex>(parent - work.items.data()), Move::up);
    }
    if (!creation.host || creation.nothing || !creation.before.empty()) continue;
    const ObjectIndex host_object = work.to().index_of(*creation.host);
    const Item* host_item = host_object == catalog::no_object ? nullptr : work.item_to(host_object);
    if (host_item == nullptr || !host_item->comes()) continue;
    const NodeIndex host = work.node_of(static_cast<ItemIndex>(host_item - work.items.data()), Move::up);
    const catalog::Creation& host_creation = *work.nodes[host].creation;
    if (!host_creation.hosts || host_creation.nothing) continue;
    const NodeIndex whole = root(host);
    const bool fits = std::all_of(node.before.begin(), node.before.end(), [&](NodeIndex before) {
      return before == host || root(before) == whole || comes_with[before] == whole ||
             position[root(before)] < position[whole];
    });
    if (!fits) continue;
    node.folded_into = host;
    places[index] = creation.place;
    work.nodes[host].folded.push_back(index);
  }
  for (Node& node : work.nodes)
    std::stable_sort(node.folded.begin(), node.folded.end(),
                     [&](NodeIndex a, NodeIndex b) { return places[a] < places[b]; });
}

}  // namespace pgplumb::plan
