// batch: steps in transactions, cut where PostgreSQL demands it and around validations.

#include <algorithm>

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

}  // namespace

std::vector<Batch> cut_batches(std::vector<RawStep> steps, const Work& work) {
  std::vector<Batch> batches;
  std::vector<const RawStep*> uncommitted;
  const auto open = [&](bool transaction) -> Batch& {
    batches.emplace_back();
    batches.back().transaction = transaction;
    uncommitted.clear();
    return batches.back();
  };
  catalog::Phase last = catalog::Phase::change;
  for (RawStep& raw : steps) {
    const bool in_transaction =
        std::all_of(raw.statements.begin(), raw.statements.end(), [](const Sql& sql) { return sql.in_transaction; });
    const bool commit_first = std::any_of(uncommitted.begin(), uncommitted.end(),
                                          [&](const RawStep* changed) { return may_use(work, raw, *changed); });
    // A validation reads for long. It holds no lock of another step meanwhile, and is not undone with one either. What
    // relies on it is quick, and does not hold its locks for what comes after.
    const catalog::Phase phase = raw.statements.front().phase;
    const bool apart = phase == catalog::Phase::validate || last == catalog::Phase::validate ||
                       (phase == catalog::Phase::change && last != catalog::Phase::change);
    const bool new_batch = batches.empty() || !in_transaction || !batches.back().transaction || commit_first || apart;
    last = phase;
    Batch& batch = new_batch ? open(in_transaction) : batches.back();
    batch.steps.push_back(raw.step);
    if (std::any_of(raw.statements.begin(), raw.statements.end(), [](const Sql& sql) { return sql.commit_after; }))
      uncommitted.push_back(&raw);
  }
  return batches;
}

}  // namespace pgplumb::plan
