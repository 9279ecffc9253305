// order: one deterministic sequence. Dependencies come first; ties are broken by group, rank and natural key, never by
// OID, hash or insertion.

#include <algorithm>
#include <queue>
#include <tuple>

#include "base/error.hpp"
#include "plan/work.hpp"

namespace pgplumb::plan {

namespace {

// What belongs to one table or function stands together: the group is the top-most ancestor below the schema.
struct Key {
  int phase;
  int group_rank;
  ObjectId group;
  int rank;
  ObjectId id;

  bool operator<(const Key& other) const {
    return std::tie(phase, group_rank, group, rank, id) <
           std::tie(other.phase, other.group_rank, other.group, other.rank, other.id);
  }
};

const Object& group_of(const Catalog& catalog, const Object& object) {
  const Object* at = &object;
  while (const Object* parent = catalog.parent_of(*at)) {
    if (parent->id.kind->is_namespace() && !at->id.kind->is_namespace()) {
      // The comment, owner and privileges of a schema belong to it; its tables do not.
      if (at->id.path.front() != parent->id.kind->name()) break;
    }
    at = parent;
  }
  return *at;
}

Key key_of(const Work& work, const Node& node) {
  const Item& item = work.items[node.item];
  const bool down = node.move == Move::down;
  const Catalog& catalog = down || item.to == catalog::no_object ? work.from() : work.to();
  const Object& object = catalog[down || item.to == catalog::no_object ? item.from : item.to];
  const Object& group = group_of(catalog, object);
  const int sign = down ? -1 : 1;
  const int phase = down ? 0 : node.move == Move::remove ? 2 : 1;
  return {phase, sign * group.id.kind->rank(), group.id, sign * object.id.kind->rank(), object.id};
}

}  // namespace

void order_nodes(Work& work) {
  std::vector<Key> keys;
  keys.reserve(work.nodes.size());
  for (const Node& node : work.nodes) keys.push_back(key_of(work, node));
  std::vector<NodeIndex> by_key(work.nodes.size());
  for (NodeIndex node = 0; node < by_key.size(); ++node) by_key[node] = node;
  std::stable_sort(by_key.begin(), by_key.end(), [&](NodeIndex a, NodeIndex b) { return keys[a] < keys[b]; });
  std::vector<std::size_t> place(work.nodes.size());
  for (std::size_t at = 0; at < by_key.size(); ++at) place[by_key[at]] = at;

  std::vector<std::vector<NodeIndex>> after(work.nodes.size());
  std::vector<std::size_t> waiting(work.nodes.size());
  for (NodeIndex node = 0; node < work.nodes.size(); ++node) {
    waiting[node] = work.nodes[node].before.size();
    for (const NodeIndex first : work.nodes[node].before) after[first].push_back(node);
  }
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
  for (NodeIndex node = 0; node < work.nodes.size(); ++node)
    if (waiting[node] == 0) ready.push(place[node]);
  work.sequence.clear();
  while (!ready.empty()) {
    const NodeIndex node = by_key[ready.top()];
    ready.pop();
    work.sequence.push_back(node);
    for (const NodeIndex next : after[node])
      if (--waiting[next] == 0) ready.push(place[next]);
  }
  if (work.sequence.size() != work.nodes.size()) throw InternalError("steps were ordered although they form a cycle");
}

}  // namespace pgplumb::plan
