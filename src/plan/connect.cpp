// connect: which earlier steps each step must follow, from the edges of the nodes that it carries out.

#include <algorithm>

#include "plan/work.hpp"

namespace pgplumb::plan {

namespace {

/// Sorted and without doubles.
using Numbers = std::vector<int>;

void add(Numbers& numbers, int number) {
  const auto at = std::lower_bound(numbers.begin(), numbers.end(), number);
  if (at == numbers.end() || *at != number) numbers.insert(at, number);
}

class Connection {
 public:
  Connection(const std::vector<RawStep>& steps, const Work& work)
      : steps_(steps), work_(work), last_(work.nodes.size()), carried_(work.nodes.size()) {
    for (std::size_t index = 0; index < steps.size(); ++index)
      for (const NodeIndex node : steps[index].nodes) last_[node] = static_cast<int>(index + 1);
    for (const NodeIndex node : work.sequence)
      for (const NodeIndex before : work.nodes[node].before) add_all(carried_[node], reached(before));
  }

  /// What each step must follow, by its index.
  std::vector<Numbers> connect() {
    std::vector<Numbers> after(steps_.size());
    std::vector<int> previous(work_.nodes.size());
    std::vector<int> guard(work_.nodes.size());
    for (std::size_t index = 0; index < steps_.size(); ++index) {
      const int number = static_cast<int>(index + 1);
      const RawStep& step = steps_[index];
      Numbers all;
      if (step.guarded != none) {
        add_whole(all, step.guarded);
        guard[step.guarded] = number;
      }
      for (const NodeIndex node : step.nodes) {
        add_whole(all, node);
        if (guard[node] != 0) add(all, guard[node]);
        // The parts of a step that was split come one after the other.
        if (previous[node] != 0) add(all, previous[node]);
        previous[node] = number;
      }
      std::copy_if(all.begin(), all.end(), std::back_inserter(after[index]),
                   [&](int earlier) { return earlier < number; });
      reduce(after, index);
    }
    return after;
  }

 private:
  NodeIndex root(NodeIndex node) const {
    while (work_.nodes[node].folded_into != none) node = work_.nodes[node].folded_into;
    return node;
  }

  static void add_all(Numbers& numbers, const Numbers& others) {
    for (const int other : others) add(numbers, other);
  }

  // The step that carries out a node; of one that needs no statement, the steps that it waits for.
  Numbers reached(NodeIndex node) const {
    const int step = last_[root(node)];
    return step != 0 ? Numbers{step} : carried_[node];
  }

  // What a node and those folded into it wait for.
  void add_whole(Numbers& numbers, NodeIndex node) const {
    add_all(numbers, carried_[node]);
    for (const NodeIndex folded : work_.nodes[node].folded) add_whole(numbers, folded);
  }

  // Leaves out what is reached through another one. Whatever is passed on the way lies between the two.
  void reduce(std::vector<Numbers>& after, std::size_t index) {
    Numbers& mine = after[index];
    if (mine.size() < 2) return;
    seen_.resize(after.size() + 1, 0);
    const int stamp = static_cast<int>(index + 1);
    const int least = mine.front();
    Numbers open = mine;
    while (!open.empty()) {
      const int step = open.back();
      open.pop_back();
      for (const int earlier : after[static_cast<std::size_t>(step - 1)]) {
        int& mark = seen_[static_cast<std::size_t>(earlier)];
        if (earlier < least || mark == stamp) continue;
        mark = stamp;
        open.push_back(earlier);
      }
    }
    std::erase_if(mine, [&](int step) { return seen_[static_cast<std::size_t>(step)] == stamp; });
  }

  const std::vector<RawStep>& steps_;
  const Work& work_;
  std::vector<int> last_;         // the last step of each node; 0 if it needs none
  std::vector<Numbers> carried_;  // the steps that each node waits for
  std::vector<int> seen_;
};

}  // namespace

std::vector<RawStep> connect_steps(std::vector<RawStep> steps, const Work& work) {
  std::vector<Numbers> after = Connection(steps, work).connect();
  for (std::size_t index = 0; index < steps.size(); ++index) {
    steps[index].step.number = static_cast<int>(index + 1);
    steps[index].step.after = std::move(after[index]);
  }
  return steps;
}

}  // namespace pgplumb::plan
