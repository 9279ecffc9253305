// cycles: broken by dropping parts of what goes by statements of their own, by making anew what was to be altered, or
// by building nothing beside what goes.

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/strong_components.hpp>
#include <map>

#include "plan/work.hpp"

namespace pgplumb::plan {

namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

// The nodes of one strongly connected component with more than one node; empty if there is none.
std::vector<NodeIndex> one_cycle(const Work& work) {
  Graph graph(work.nodes.size());
  for (NodeIndex node = 0; node < work.nodes.size(); ++node)
    for (const NodeIndex before : work.nodes[node].before) boost::add_edge(before, node, graph);
  std::vector<std::size_t> component(work.nodes.size());
  if (work.nodes.empty()) return {};
  boost::strong_components(
      graph, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  std::map<std::size_t, std::vector<NodeIndex>> members;
  for (NodeIndex node = 0; node < work.nodes.size(); ++node) members[component[node]].push_back(node);
  std::vector<NodeIndex> best;
  for (auto& [number, nodes] : members)
    if (nodes.size() > 1 && (best.empty() || nodes < best)) best = nodes;
  return best;
}

// What would have to be there before something goes that has to go before it is.
bool prepare_less(Work& work, const std::vector<NodeIndex>& cycle) {
  bool any = false;
  for (const NodeIndex node : cycle) {
    if (work.nodes[node].move != Move::prepare) continue;
    Item& item = work.items[work.nodes[node].item];
    if (!item.prepared) continue;
    item.prepared = false;
    item.unprepared = any = true;
  }
  return any;
}

// A part that goes with its whole, and whose dependency closes the cycle, gets a statement of its own: foreign keys
// between dropped tables.
bool drop_parts_alone(Work& work, const std::vector<NodeIndex>& cycle) {
  const auto in_cycle = [&](NodeIndex node) { return std::find(cycle.begin(), cycle.end(), node) != cycle.end(); };
  bool any = false;
  for (ItemIndex index = 0; index < work.items.size(); ++index) {
    Item& item = work.items[index];
    if (!item.goes() || item.alone) continue;
    const NodeIndex down = work.node_of(index, Move::down);
    if (down == none || !in_cycle(down) || work.nodes[down].item == index) continue;
    const Object& object = work.from()[item.from];
    const bool closes = std::any_of(object.dependencies.begin(), object.dependencies.end(), [&](ObjectIndex needed) {
      const Item* other = work.item_from(needed);
      if (other == nullptr) return false;
      const ItemIndex target = static_cast<ItemIndex>(other - work.items.data());
      const NodeIndex node = work.node_of(target, other->goes() ? Move::down : Move::change);
      return node != none && node != down && in_cycle(node);
    });
    if (!closes || object.id.kind->drop(object, work).empty()) continue;
    item.alone = true;
    any = true;
  }
  return any;
}

// A part that stays as it is, of one that is altered, and holds on to another one that is: foreign keys between tables
// that become permanent.
bool rebuild_between(Work& work, const std::vector<NodeIndex>& cycle) {
  const auto in_cycle = [&](ObjectIndex object) {
    const Item* item = work.item_from(object);
    if (item == nullptr) return false;
    const NodeIndex node = work.node_of(static_cast<ItemIndex>(item - work.items.data()), Move::change);
    return node != none && std::find(cycle.begin(), cycle.end(), node) != cycle.end();
  };
  for (const NodeIndex node : cycle) {
    if (work.nodes[node].move != Move::change) continue;
    const ObjectIndex whole = work.items[work.nodes[node].item].from;
    for (const ObjectIndex part : work.from().dependents(whole)) {
      const Object& object = work.from()[part];
      const Item* item = work.item_from(part);
      if (object.parent != whole || (item != nullptr && item->goes()) || work.to().find(object.id) == nullptr ||
          !object.id.kind->loses(object).empty())
        continue;
      if (std::none_of(object.dependencies.begin(), object.dependencies.end(),
                       [&](ObjectIndex needed) { return needed != whole && in_cycle(needed); }))
        continue;
      work.item_for(part).act = Act::replace;
      return true;
    }
  }
  return false;
}

bool replace_one(Work& work, const std::vector<NodeIndex>& cycle) {
  for (const NodeIndex node : cycle) {
    Item& item = work.items[work.nodes[node].item];
    if (work.nodes[node].move != Move::change || item.follows) continue;
    if (!work.id(item).kind->loses(work.from()[item.from]).empty()) continue;
    item.act = Act::replace;
    return true;
  }
  return false;
}

// One of the shortest ways round, each node before the next, the last before the first. All of `cycle` is connected.
std::vector<NodeIndex> shortest_round(const Work& work, const std::vector<NodeIndex>& cycle) {
  std::map<NodeIndex, std::size_t> number_of;
  for (std::size_t at = 0; at < cycle.size(); ++at) number_of[cycle[at]] = at;
  Graph graph(cycle.size());
  for (const NodeIndex node : cycle)
    for (const NodeIndex before : work.nodes[node].before)
      if (const auto found = number_of.find(before); found != number_of.end())
        boost::add_edge(found->second, number_of[node], graph);
  std::vector<NodeIndex> best;
  for (std::size_t start = 0; start < cycle.size(); ++start) {
    std::vector<std::size_t> distance(cycle.size(), 0);
    std::vector<std::size_t> came_from(cycle.size(), start);
    boost::breadth_first_search(graph, boost::vertex(start, graph),
                                boost::visitor(boost::make_bfs_visitor(std::make_pair(
                                    boost::record_distances(distance.data(), boost::on_tree_edge()),
                                    boost::record_predecessors(came_from.data(), boost::on_tree_edge())))));
    for (const NodeIndex before : work.nodes[cycle[start]].before) {
      const auto last = number_of.find(before);
      if (last == number_of.end() || (!best.empty() && distance[last->second] + 1 >= best.size())) continue;
      best.clear();
      for (std::size_t at = last->second; at != start; at = came_from[at]) best.insert(best.begin(), cycle[at]);
      best.insert(best.begin(), cycle[start]);
    }
  }
  return best;
}

bool needs(const Catalog& catalog, ObjectIndex user, ObjectIndex needed) {
  if (user == catalog::no_object || needed == catalog::no_object) return false;
  const auto& all = catalog[user].dependencies;
  return catalog[user].parent == needed || std::find(all.begin(), all.end(), needed) != all.end();
}

// "create view app.a waits for create view app.b, which it needs"
std::string reason_to_wait(const Work& work, NodeIndex node, NodeIndex first) {
  static const char* const moves[] = {"drop ", "create ", "prepare ", "alter ", "remove "};
  const auto told = [&](NodeIndex one) {
    return std::string(moves[static_cast<int>(work.nodes[one].move)]) +
           to_string(work.id(work.items[work.nodes[one].item]));
  };
  const Item& mine = work.items[work.nodes[node].item];
  const Item& other = work.items[work.nodes[first].item];
  std::string why = ", as PostgreSQL wants it";
  if (&mine == &other)
    why = ", since both have its name";
  else if (needs(work.to(), mine.to, other.to))
    why = ", which it needs";
  else if (needs(work.from(), other.from, mine.from))
    why = ", which needs it as it is";
  return told(node) + " waits for " + told(first) + why;
}

}  // namespace

void break_cycles(Work& work) {
  for (;;) {
    const std::vector<NodeIndex> cycle = one_cycle(work);
    if (cycle.empty()) return;
    if (prepare_less(work, cycle) || drop_parts_alone(work, cycle)) {
      connect_nodes(work);
      continue;
    }
    if (rebuild_between(work, cycle) || replace_one(work, cycle)) {
      take_dependents_along(work);
      connect_nodes(work);
      continue;
    }
    const std::vector<NodeIndex> round = shortest_round(work, cycle);
    std::string reasons;
    for (std::size_t at = 0; at < round.size(); ++at)
      reasons += (at == 0 ? "" : "; ") + reason_to_wait(work, round[(at + 1) % round.size()], round[at]);
    throw Error("these changes wait for each other, and no order of steps satisfies them: " + reasons,
                "make one of them in a plan of its own before the others, or " +
                    to_string(work.id(work.items[work.nodes[round.front()].item])) + " in a manual section",
                ExitCode::refused);
  }
}

}  // namespace pgplumb::plan
