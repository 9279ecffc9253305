// batch: steps in transactions, cut where PostgreSQL demands it and around validations.

#include <algorithm>
#include <set>

#include "plan/work.hpp"

namespace pgplumb::plan {

namespace {

// The step may use what `changed` made and has not committed yet: a new enum value, as a literal in a default or a
// check.
bool may_use(const Work& work, const RawStep& step, const RawStep& changed) {
  const Item& item = work.items[changed.item];
  if (item.to == catalog::no_object) return false;
  const auto literal = [](const Sql& sql) { return sql.text.find('\'') != std::string::npos; };
  if (std::none_of(step.statements.begin(), step.statements.end(), literal)) return false;
  const std::string name = work.id(item).path.back();
  return std::any_of(step.statements.begin(), step.statements.end(),
                     [&](const Sql& sql) { return sql.text.find(name) != std::string::npos; });
}

// online: a transaction holds on to one relation that existed before, and not while it works on another, or reads that
// for a new view. Where much is to be done it holds several, since each cut costs a look at the whole schema.
class Cuts {
 public:
  Cuts(const std::vector<RawStep>& steps, const Work& work) : work_(work), may_cut_(steps.size(), work.options.online) {
    if (!work.options.online) return;
    std::set<ObjectIndex> all;
    for (const RawStep& step : steps) {
      touched_.push_back(relations_of(step));
      all.insert(touched_.back().begin(), touched_.back().end());
    }
    most_ = 1 + all.size() / most_cuts;
    keep_together(steps);
  }

  /// Whether the step must not be in the transaction of those since the last cut.
  [[nodiscard]] bool before(std::size_t step) const {
    if (!may_cut_[step]) return false;
    std::set<ObjectIndex> both = held_;
    both.insert(touched_[step].begin(), touched_[step].end());
    return both.size() > held_.size() && both.size() > most_ && !held_.empty();
  }

  void take(std::size_t step, bool new_batch) {
    if (!work_.options.online) return;
    if (new_batch) held_.clear();
    held_.insert(touched_[step].begin(), touched_[step].end());
  }

 private:
  static constexpr std::size_t most_cuts = 50;

  // Relations of `from` that a step changes, or that something new is made over. Who may do what with one, and what is
  // said of it, keeps nobody waiting.
  [[nodiscard]] std::set<ObjectIndex> relations_of(const RawStep& step) const {
    std::set<ObjectIndex> relations;
    for (const NodeIndex index : step.nodes) {
      const Item& item = work_.items[work_.nodes[index].item];
      if (work_.id(item).kind->attached()) continue;
      const Catalog& catalog = item.to != catalog::no_object ? work_.to() : work_.from();
      add_relation(catalog, work_.object(item), relations);
      if (item.comes()) add_needed(index, relations);
    }
    return relations;
  }

  void add_needed(NodeIndex made, std::set<ObjectIndex>& relations) const {
    const Item& item = work_.items[work_.nodes[made].item];
    for (const ObjectIndex needed : work_.to()[item.to].dependencies)
      add_relation(work_.to(), work_.to()[needed], relations);
    for (const NodeIndex folded : work_.nodes[made].folded) add_needed(folded, relations);
  }

  void add_relation(const Catalog& catalog, const Object& object, std::set<ObjectIndex>& relations) const {
    const Object* root = &object;
    for (const Object* parent = catalog.parent_of(*root); parent != nullptr && !parent->id.kind->is_namespace();
         parent = catalog.parent_of(*root))
      root = parent;
    const auto names = root->id.kind->occupied_names(*root);
    const bool is_relation =
        std::any_of(names.begin(), names.end(), [](const std::string& name) { return name.starts_with("relation "); });
    // A sequence goes with what it numbers, and few wait for it.
    const bool numbers = root->id.kind->counter(*root).has_value();
    const ObjectIndex before = is_relation && !numbers ? work_.from().index_of(root->id) : catalog::no_object;
    if (before != catalog::no_object) relations.insert(before);
  }

  // What goes and comes again is missing to nobody in between; a guard says what holds when its step runs.
  void keep_together(const std::vector<RawStep>& steps) {
    struct Span {
      std::size_t first = none;
      std::size_t last = 0;
    };
    std::map<ItemIndex, Span> spans;
    for (std::size_t at = 0; at < steps.size(); ++at) {
      if (steps[at].guarded != none && at + 1 < steps.size()) may_cut_[at + 1] = false;
      for (const NodeIndex index : steps[at].nodes) {
        const Item& item = work_.items[work_.nodes[index].item];
        const bool is_kept = item.act == Act::replace || item.aside || item.is_displaced();
        if (item.serves || work_.nodes[index].move == Move::prepare || !is_kept) continue;
        Span& span = spans[work_.nodes[index].item];
        span.first = std::min(span.first, at);
        span.last = at;
      }
    }
    for (const auto& [item, span] : spans)
      for (std::size_t at = span.first + 1; at <= span.last; ++at) may_cut_[at] = false;
  }

  const Work& work_;
  std::vector<bool> may_cut_;
  std::vector<std::set<ObjectIndex>> touched_;
  std::size_t most_ = 1;
  std::set<ObjectIndex> held_;
};

}  // namespace

std::vector<Batch> cut_batches(std::vector<RawStep> steps, const Work& work) {
  Cuts cuts(steps, work);
  std::vector<Batch> batches;
  std::vector<const RawStep*> uncommitted;
  const auto open = [&](bool transaction) -> Batch& {
    batches.emplace_back();
    batches.back().transaction = transaction;
    uncommitted.clear();
    return batches.back();
  };
  catalog::Phase last = catalog::Phase::change;
  for (std::size_t at = 0; at < steps.size(); ++at) {
    RawStep& raw = steps[at];
    const bool in_transaction =
        std::all_of(raw.statements.begin(), raw.statements.end(), [](const Sql& sql) { return sql.in_transaction; });
    const bool commit_first = std::any_of(uncommitted.begin(), uncommitted.end(),
                                          [&](const RawStep* changed) { return may_use(work, raw, *changed); });
    // A validation reads for long. It holds no lock of another step meanwhile, and is not undone with one either. What
    // relies on it is quick, and does not hold its locks for what comes after.
    const catalog::Phase phase = raw.statements.front().phase;
    const bool apart = phase == catalog::Phase::validate || last == catalog::Phase::validate ||
                       (phase == catalog::Phase::change && last != catalog::Phase::change);
    const bool new_batch =
        batches.empty() || !in_transaction || !batches.back().transaction || commit_first || apart || cuts.before(at);
    cuts.take(at, new_batch);
    last = phase;
    Batch& batch = new_batch ? open(in_transaction) : batches.back();
    batch.steps.push_back(raw.step);
    if (std::any_of(raw.statements.begin(), raw.statements.end(), [](const Sql& sql) { return sql.commit_after; }))
      uncommitted.push_back(&raw);
  }
  return batches;
}

}  // namespace pgplumb::plan
