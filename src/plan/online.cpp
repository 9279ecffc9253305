// online: one blocking step on an existing table becomes its non-blocking sequence, in as many transactions as it
// needs.

#include <algorithm>
#include <set>

#include "plan/work.hpp"

namespace pgplumb::plan {

namespace {

using catalog::Phase;

Phase phase_of(const RawStep& step) {
  return step.statements.front().phase;
}

void split(RawStep step, std::vector<RawStep>& steps) {
  std::vector<Sql> statements = std::move(step.statements);
  step.statements.clear();
  bool first = true;
  for (Sql& statement : statements) {
    const bool apart = !first && (statement.phase != phase_of(steps.back()) ||
                                  statement.in_transaction != steps.back().statements.back().in_transaction);
    if (first || apart) {
      steps.push_back(step);
      if (apart) {
        steps.back().step.notes.clear();
        steps.back().step.destroys.clear();
        steps.back().step.dangers.clear();
        steps.back().step.change = statement.phase == Phase::validate ? Change::validate : Change::alter;
      }
    }
    steps.back().statements.push_back(std::move(statement));
    first = false;
  }
}

// Steps of later phases, until something needs what they do.
class Postponed {
 public:
  explicit Postponed(const Work& work) : work_(work), seen_(work.nodes.size()) {}

  void add(RawStep step) {
    for (const NodeIndex node : step.nodes) {
      nodes_.insert(node);
      add_with_users(work_.items[work_.nodes[node].item].to);
    }
    steps_.push_back(std::move(step));
  }

  bool needed_by(const RawStep& step) {
    if (steps_.empty()) return false;
    if (step.guarded != none && needed_by(step.guarded)) return true;
    return std::any_of(step.nodes.begin(), step.nodes.end(), [&](NodeIndex node) { return needed_by(node); });
  }

  void move_to(std::vector<RawStep>& steps) {
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const RawStep& a, const RawStep& b) { return phase_of(a) < phase_of(b); });
    std::move(steps_.begin(), steps_.end(), std::back_inserter(steps));
    steps_.clear();
    nodes_.clear();
    objects_.clear();
  }

 private:
  // An object that stays as it is may hand a need on: the replica identity needs the index, and that the column.
  void add_with_users(ObjectIndex object) {
    std::vector<ObjectIndex> open{object};
    while (!open.empty()) {
      const ObjectIndex at = open.back();
      open.pop_back();
      if (at == catalog::no_object || !objects_.insert(at).second) continue;
      for (const ObjectIndex user : work_.to().dependents(at)) open.push_back(user);
    }
  }

  // What was looked at before is not looked at again: it comes before whatever has been postponed since.
  bool needed_by(NodeIndex first) {
    std::vector<NodeIndex> open{first};
    for (std::vector<NodeIndex> whole{first}; !whole.empty();) {
      const Node& node = work_.nodes[whole.back()];
      whole.pop_back();
      if (objects_.contains(work_.items[node.item].to)) return true;
      whole.insert(whole.end(), node.folded.begin(), node.folded.end());
    }
    while (!open.empty()) {
      const NodeIndex at = open.back();
      open.pop_back();
      if (nodes_.contains(at)) return true;
      if (seen_[at]) continue;
      seen_[at] = true;
      const Node& node = work_.nodes[at];
      open.insert(open.end(), node.before.begin(), node.before.end());
      open.insert(open.end(), node.folded.begin(), node.folded.end());
    }
    return false;
  }

  const Work& work_;
  std::vector<RawStep> steps_;
  std::set<NodeIndex> nodes_;
  std::set<ObjectIndex> objects_;  // theirs in `to`, and what needs those, however far
  std::vector<bool> seen_;
};

}  // namespace

std::vector<RawStep> split_online_steps(std::vector<RawStep> steps, const Work& work) {
  std::vector<RawStep> parts;
  for (RawStep& step : steps) split(std::move(step), parts);
  std::vector<RawStep> ordered;
  Postponed postponed(work);
  for (std::size_t at = 0; at < parts.size(); ++at) {
    if (phase_of(parts[at]) != Phase::change) {
      postponed.add(std::move(parts[at]));
      continue;
    }
    // What is validated later itself, such as a foreign key of a column that becomes NOT NULL, needs no validation now.
    const bool begins =
        at + 1 < parts.size() && parts[at + 1].nodes == parts[at].nodes && phase_of(parts[at + 1]) != Phase::change;
    if (!begins && postponed.needed_by(parts[at])) postponed.move_to(ordered);
    ordered.push_back(std::move(parts[at]));
  }
  postponed.move_to(ordered);
  return ordered;
}

}  // namespace pgplumb::plan
