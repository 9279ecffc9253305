#include "plan/hazards.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/words.hpp"

namespace pgplumb::plan {

namespace {

/// What a lock keeps others from, weakest first.
enum class Blocks { nothing, writes, reads };

struct Mode {
  const char* name;
  Blocks blocks;
  const char* meaning;
};

constexpr std::array<Mode, 8> modes = {
    {{"ACCESS SHARE", Blocks::nothing,
      "Others read and write as before; only what drops or rebuilds the relation waits."},
     {"ROW SHARE", Blocks::nothing, "Others read and write as before; only changes of the relation itself wait."},
     {"ROW EXCLUSIVE", Blocks::nothing,
      "Others read and write as before; building an index and changing the relation wait."},
     {"SHARE UPDATE EXCLUSIVE", Blocks::nothing,
      "Others read and write as before; vacuum, analyze and other changes of the relation wait."},
     {"SHARE", Blocks::writes,
      "Others read as before, but inserts, updates and deletes wait until the transaction ends."},
     {"SHARE ROW EXCLUSIVE", Blocks::writes,
      "Others read as before, but inserts, updates and deletes wait until the transaction ends."},
     {"EXCLUSIVE", Blocks::writes,
      "Others read as before, but everything that writes or locks rows waits until the transaction ends."},
     {"ACCESS EXCLUSIVE", Blocks::reads,
      "Nobody else can read or write it until the transaction ends, not even with SELECT."}}};

const Mode* mode_named(const std::string& name) {
  const auto* const found =
      std::find_if(modes.begin(), modes.end(), [&](const Mode& known) { return name == known.name; });
  return found == modes.end() ? nullptr : found;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The hazards of one batch, step by step.
class Watch {
 public:
  explicit Watch(const Batch& batch) : transaction_(batch.transaction) {
    for (const Step& step : batch.steps) {
      if (step.change == Change::drop) gone_.insert(step.object);
      if (step.change == Change::create || step.change == Change::replace) gone_.erase(step.object);
    }
    for (const Step& step : batch.steps) add(step);
  }

  std::vector<Hazard> hazards;

 private:
  void add(const Step& step) {
    for (const Danger& danger : step.dangers)
      for (const HazardKind kind : {HazardKind::drops_default, HazardKind::changes_sequence, HazardKind::fires_triggers,
                                    HazardKind::depends_on_rows})
        if (danger.hazard == word(kind))
          hazards.push_back({kind, step.number, danger.object, {}, false, 0, danger.demand, danger.query});
    if (!transaction_) held_.clear();
    for (const std::string& measured : step.measured.locks) {
      const Lock lock = lock_of(measured);
      const Mode* mode = mode_named(lock.mode);
      if (mode == nullptr) continue;
      Blocks& blocks = held_.emplace(lock.relation, Blocks::nothing).first->second;
      blocks = std::max(blocks, mode->blocks);
    }
    const std::vector<std::string>& rewrites = step.measured.rewrites;
    const std::vector<std::string>& scans = step.measured.scans;
    for (const std::string& relation : rewrites)
      hazards.push_back({HazardKind::rewrites, step.number, relation, {}, true, 0});
    if (rewrites.empty() && scans.empty()) return;
    for (const auto& [relation, blocks] : held_) {
      if (blocks == Blocks::nothing || contains(rewrites, relation)) continue;
      const HazardKind kind = blocks == Blocks::reads ? HazardKind::blocks_reads : HazardKind::blocks_writes;
      if (contains(scans, relation)) {
        hazards.push_back({kind, step.number, relation, {}, false, 0});
      } else if (!gone_.contains(relation)) {
        waits(kind, relation, step);
      }
    }
  }

  // Told once, with the first step that it waits for: a hundred locks and a hundred long steps are a hundred hazards.
  void waits(HazardKind kind, const std::string& relation, const Step& step) {
    const auto [known, first] = waiting_.emplace(std::pair(kind, relation), hazards.size());
    if (!first) {
      ++hazards[known->second].later;
      return;
    }
    // A table that is written anew is read as well, its indexes are not: it is the table that takes its time.
    const std::vector<std::string>& rewrites = step.measured.rewrites;
    const std::vector<std::string>& scans = step.measured.scans;
    const auto both =
        std::find_if(rewrites.begin(), rewrites.end(), [&](const std::string& name) { return contains(scans, name); });
    const std::string& meanwhile = both != rewrites.end() ? *both : rewrites.empty() ? scans.front() : rewrites.front();
    hazards.push_back({kind, step.number, relation, meanwhile, !rewrites.empty(), 0});
  }

  bool transaction_;
  std::set<std::string> gone_;          // dropped and not made again: nobody waits for them
  std::map<std::string, Blocks> held_;  // by the transaction, or the statement that needs none
  std::map<std::pair<HazardKind, std::string>, std::size_t> waiting_;
};

}  // namespace

const char* word(HazardKind kind) {
  switch (kind) {
    case HazardKind::destroys:
      return "destroys";
    case HazardKind::drops_default:
      return "drops-default";
    case HazardKind::changes_sequence:
      return "changes-sequence";
    case HazardKind::fires_triggers:
      return "fires-triggers";
    case HazardKind::depends_on_rows:
      return "depends-on-rows";
    case HazardKind::rewrites:
      return "rewrites";
    case HazardKind::blocks_reads:
      return "blocks-reads";
    case HazardKind::blocks_writes:
      return "blocks-writes";
  }
  return "destroys";
}

bool keeps_waiting(HazardKind kind) {
  return kind == HazardKind::rewrites || kind == HazardKind::blocks_reads || kind == HazardKind::blocks_writes;
}

std::string told(const Hazard& hazard, const std::function<std::string(const std::string&)>& name) {
  const auto named = [&](const std::string& relation) { return name ? name(relation) : relation; };
  const std::string relation = named(hazard.relation);
  if (hazard.kind == HazardKind::destroys)
    return hazard.step == 0 ? "destroys " + relation : fmt::format("step {} destroys {}", hazard.step, relation);
  if (hazard.kind == HazardKind::drops_default)
    return fmt::format("step {} leaves {} NOT NULL and without a default: an INSERT that leaves it out fails",
                       hazard.step, relation);
  if (hazard.kind == HazardKind::changes_sequence)
    return fmt::format("step {} numbers {} from a sequence that stands elsewhere: it may give out what rows have",
                       hazard.step, relation);
  if (hazard.kind == HazardKind::fires_triggers)
    return fmt::format("step {} fires {} for every row that gets its value", hazard.step, relation);
  if (hazard.kind == HazardKind::depends_on_rows)
    return fmt::format("step {} depends on the rows of {}{}{}", hazard.step, relation,
                       hazard.demand.empty() ? "" : ": ", hazard.demand.empty() ? "" : named(hazard.demand));
  if (hazard.kind == HazardKind::rewrites)
    return fmt::format("step {} writes {} anew, while nobody can read or write it", hazard.step, relation);
  const bool reads = hazard.kind == HazardKind::blocks_reads;
  if (hazard.meanwhile.empty())
    return fmt::format("step {} reads all of {}, while nobody can {} it", hazard.step, relation,
                       reads ? "read or write" : "write");
  const std::string other = named(hazard.meanwhile);
  std::string text = fmt::format("{} cannot be {} while step {} {}", relation, reads ? "read or written" : "written",
                                 hazard.step, hazard.writes ? "writes " + other + " anew" : "reads all of " + other);
  if (hazard.later > 0)
    text += fmt::format(", nor while {} of the same transaction {}", counted(hazard.later, "later step"),
                        hazard.later == 1 ? "does the like" : "do the like");
  return text;
}

std::vector<Hazard> hazards_of(const Plan& plan) {
  std::vector<Hazard> hazards;
  for (const std::string& lost : plan.destroys) hazards.push_back({HazardKind::destroys, 0, lost, {}, false, 0});
  for (const Batch& batch : plan.batches)
    for (Hazard& hazard : Watch(batch).hazards) hazards.push_back(std::move(hazard));
  return hazards;
}

std::map<int, std::vector<Hazard>> hazards_by_step(const Plan& plan) {
  std::map<int, std::vector<Hazard>> steps;
  for (const Batch& batch : plan.batches) {
    for (const Step& step : batch.steps)
      if (!step.destroys.empty())
        steps[step.number].push_back({HazardKind::destroys, step.number, step.destroys, {}, false, 0});
    for (Hazard& hazard : Watch(batch).hazards) steps[hazard.step].push_back(std::move(hazard));
  }
  return steps;
}

std::set<std::string> relations_at_work(const Plan& plan) {
  std::set<std::string> relations;
  for (const Batch& batch : plan.batches)
    for (const Step& step : batch.steps)
      for (const auto* worked_on : {&step.measured.scans, &step.measured.rewrites})
        relations.insert(worked_on->begin(), worked_on->end());
  for (const Hazard& hazard : hazards_of(plan))
    if (keeps_waiting(hazard.kind)) relations.insert(hazard.relation);
  return relations;
}

Lock lock_of(const std::string& measured) {
  // Modes are words in capitals: the first " on " ends them, whatever the name holds.
  const std::size_t on = measured.find(" on ");
  if (on == std::string::npos) return {measured, ""};
  return {measured.substr(0, on), measured.substr(on + 4)};
}

std::string meaning_of(const std::string& mode) {
  const Mode* known = mode_named(mode);
  return known == nullptr ? "" : known->meaning;
}

}  // namespace pgplumb::plan
