// online: one blocking step on an existing table becomes its non-blocking sequence, in as many transactions as it
// needs.

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "plan/work.hpp"
#include "sql/backfill.hpp"

namespace pgplumb::plan {

namespace {

using catalog::Phase;

Phase phase_of(const RawStep& step) {
  return step.statements.front().phase;
}

// It is the validation that rows stop, not what begins it.
void move_demands(std::vector<Danger>& dangers, std::vector<Danger>& validated) {
  const auto moved =
      std::stable_partition(dangers.begin(), dangers.end(), [](const Danger& danger) { return danger.demand.empty(); });
  std::move(moved, dangers.end(), std::back_inserter(validated));
  dangers.erase(moved, dangers.end());
}

void split(RawStep step, std::vector<RawStep>& steps) {
  std::vector<Sql> statements = std::move(step.statements);
  step.statements.clear();
  const std::size_t begin = steps.size();
  bool first = true;
  const std::size_t whole = steps.size();
  for (Sql& statement : statements) {
    const bool apart = !first && (statement.phase != phase_of(steps.back()) ||
                                  statement.in_transaction != steps.back().statements.back().in_transaction);
    if (first || apart) {
      steps.push_back(step);
      if (apart) {
        steps.back().step.notes.clear();
        steps.back().step.destroys.clear();
        steps.back().step.dangers.clear();
        if (statement.phase == Phase::validate) move_demands(steps[begin].step.dangers, steps.back().step.dangers);
        steps.back().step.change = statement.phase == Phase::validate ? Change::validate : Change::alter;
      }
      if (apart && sql::backfill_of(statement.text)) {
        steps.back().step.notes = {
            "gives rows their value, about 2,000 at a time, each time in a transaction of its own"};
        steps.back().step.dangers = std::exchange(steps[whole].step.dangers, {});
      }
    }
    if (!statement.note.empty()) steps.back().step.notes.push_back(statement.note);
    steps.back().statements.push_back(std::move(statement));
    first = false;
  }
}

// Steps that are put off, and whether something needs what they do.
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

  [[nodiscard]] std::vector<RawStep>& steps() { return steps_; }

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

// What changes at once, then what is built beside everybody's work, then what is validated and what relies on that.
// Whoever needs one of the slow ones waits for the next round, and with it whatever it replaces: nothing is missing
// while an index is built, which may take hours.
class Round {
 public:
  Round(std::vector<RawStep> parts, const Work& work) : work_(work), builds_(work), validations_(work), late_(work) {
    for (std::size_t at = 0; at < parts.size(); ++at) {
      // What is validated later itself, such as a foreign key of a column that becomes NOT NULL, needs no validation
      // now.
      const bool begins = at + 1 < parts.size() && parts[at + 1].nodes == parts[at].nodes && is_change(parts[at]) &&
                          phase_of(parts[at + 1]) != Phase::change;
      const bool validated_first = !begins && !is_whole_again(parts[at]);
      RawStep& part = parts[at];
      // A column may be replaced by another one once that is validated: what is built on it waits.
      const bool is_build = phase_of(part) == Phase::change && !is_change(part);
      const bool is_late =
          late_.needed_by(part) || (is_build && validations_.needed_by(part)) ||
          (is_change(part) && (builds_.needed_by(part) || (validated_first && validations_.needed_by(part))));
      if (is_late)
        late_.add(std::move(part));
      else if (is_change(part))
        changes_.push_back(std::move(part));
      else
        (phase_of(part) == Phase::change ? builds_ : validations_).add(std::move(part));
    }
    keep_until_replaced();
    drop_last();
  }

  /// Adds the steps of this round. @returns those of the next
  std::vector<RawStep> move_to(std::vector<RawStep>& steps) {
    auto& validations = validations_.steps();
    std::stable_sort(validations.begin(), validations.end(),
                     [](const RawStep& a, const RawStep& b) { return phase_of(a) < phase_of(b); });
    for (auto* part : {&changes_, &builds_.steps(), &validations})
      std::move(part->begin(), part->end(), std::back_inserter(steps));
    return std::move(late_.steps());
  }

 private:
  static bool is_change(const RawStep& step) {
    return phase_of(step) == Phase::change && step.statements.front().in_transaction;
  }

  // A view that is made again reads columns, whatever is known of their values; keys and their like rely on that.
  [[nodiscard]] bool is_whole_again(const RawStep& step) const {
    return !step.nodes.empty() && std::all_of(step.nodes.begin(), step.nodes.end(), [&](NodeIndex node) {
      const Item& item = work_.items[work_.nodes[node].item];
      if (item.act != Act::replace || work_.nodes[node].move != Move::up) return false;
      const catalog::Object* parent = work_.to().parent_of(work_.to()[item.to]);
      return parent != nullptr && parent->id.kind->is_namespace();
    });
  }

  void keep_until_replaced() {
    std::set<NodeIndex> replaced;
    for (const RawStep& step : late_.steps())
      for (const NodeIndex node : step.nodes) find_replaced(node, replaced);
    for (const RawStep& step : changes_)
      for (const NodeIndex node : step.nodes)
        if (is_relieved(node)) replaced.insert(node);
    std::vector<bool> moved(work_.nodes.size());
    const auto follows = [](const RawStep& step, const std::vector<bool>& nodes) {
      return (step.guarded != none && nodes[step.guarded]) ||
             std::any_of(step.nodes.begin(), step.nodes.end(), [&](NodeIndex each) { return nodes[each]; });
    };
    for (const NodeIndex node : replaced) {
      const std::vector<bool> needs = followers(node);
      // Where a slow step of this round needs it gone, it has to be missing for as long.
      const auto is_slow = [&](const RawStep& step) { return follows(step, needs); };
      if (std::any_of(builds_.steps().begin(), builds_.steps().end(), is_slow) ||
          std::any_of(validations_.steps().begin(), validations_.steps().end(), is_slow))
        continue;
      for (NodeIndex index = 0; index < moved.size(); ++index) moved[index] = moved[index] || needs[index];
    }
    // In their order: views go before their tables are locked, as whoever reads them locks them.
    const auto kept = std::stable_partition(changes_.begin(), changes_.end(),
                                            [&](const RawStep& step) { return !follows(step, moved); });
    late_.steps().insert(late_.steps().begin(), std::make_move_iterator(kept), std::make_move_iterator(changes_.end()));
    changes_.erase(kept, changes_.end());
  }

  // Indexes that go by themselves are no changes at once: those that come are built before.
  void drop_last() {
    std::vector<RawStep>& builds = builds_.steps();
    const auto goes_later = [&](const RawStep& step) {
      if (step.nodes.size() != 1 || !is_relieved(step.nodes.front())) return false;
      const std::vector<bool> after = followers(step.nodes.front());
      const auto needs_it_gone = [&](const RawStep& other) {
        return other.nodes != step.nodes &&
               std::any_of(other.nodes.begin(), other.nodes.end(), [&](NodeIndex node) { return after[node]; });
      };
      return std::none_of(builds.begin(), builds.end(), needs_it_gone) &&
             std::none_of(validations_.steps().begin(), validations_.steps().end(), needs_it_gone);
    };
    std::vector<RawStep> kept;
    std::vector<RawStep> later;
    for (RawStep& step : builds) (goes_later(step) ? later : kept).push_back(step);
    late_.steps().insert(late_.steps().begin(), std::make_move_iterator(later.begin()),
                         std::make_move_iterator(later.end()));
    builds = std::move(kept);
  }

  // `down` drops what another of its table may stand in for, which is built or validated in this round, or comes later.
  bool is_relieved(NodeIndex down) {
    const Item& item = work_.items[work_.nodes[down].item];
    if (item.act != Act::drop || work_.nodes[down].move != Move::down) return false;
    const catalog::Object& gone = work_.from()[item.from];
    const catalog::Object* table = work_.from().parent_of(gone);
    if (table == nullptr || !gone.id.kind->stays_until_built()) return false;
    const std::array slow = {&builds_, &validations_, &late_};
    const auto stands_in = [&](const RawStep& step) {
      return std::any_of(step.nodes.begin(), step.nodes.end(), [&](NodeIndex node) {
        const Item& other = work_.items[work_.nodes[node].item];
        if (!other.comes() || work_.nodes[node].move == Move::down) return false;
        const catalog::Object& made = work_.to()[other.to];
        const catalog::Object* of = work_.to().parent_of(made);
        return of != nullptr && of->id == table->id && made.id.kind->stays_until_built();
      });
    };
    return std::any_of(slow.begin(), slow.end(), [&](Postponed* steps) {
      return std::any_of(steps->steps().begin(), steps->steps().end(), stands_in);
    });
  }

  // The steps that take down what `up` makes again.
  void find_replaced(NodeIndex up, std::set<NodeIndex>& found) const {
    const Node& node = work_.nodes[up];
    for (const NodeIndex folded : node.folded) find_replaced(folded, found);
    const Item& item = work_.items[node.item];
    if (node.move != Move::up || item.act != Act::replace || item.serves) return;
    NodeIndex down = work_.node_of(node.item, Move::down);
    while (down != none && work_.nodes[down].folded_into != none) down = work_.nodes[down].folded_into;
    if (down != none) found.insert(down);
  }

  // A node, and those that must run after it.
  [[nodiscard]] std::vector<bool> followers(NodeIndex first) const {
    std::vector<bool> found(work_.nodes.size());
    found[first] = true;
    for (bool more = true; more;) {
      more = false;
      for (const NodeIndex index : work_.sequence) {
        const Node& node = work_.nodes[index];
        const auto is_found = [&](NodeIndex other) { return found[other]; };
        if (found[index] || (std::none_of(node.before.begin(), node.before.end(), is_found) &&
                             std::none_of(node.folded.begin(), node.folded.end(), is_found)))
          continue;
        found[index] = more = true;
      }
    }
    return found;
  }

  const Work& work_;
  std::vector<RawStep> changes_;
  Postponed builds_;
  Postponed validations_;
  Postponed late_;
};

}  // namespace

std::vector<RawStep> split_online_steps(std::vector<RawStep> steps, const Work& work) {
  std::vector<RawStep> parts;
  for (RawStep& step : steps) split(std::move(step), parts);
  std::vector<RawStep> ordered;
  while (!parts.empty()) parts = Round(std::move(parts), work).move_to(ordered);
  return ordered;
}

}  // namespace pgplumb::plan
