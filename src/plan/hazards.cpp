#include "plan/hazards.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>

namespace pgplumb::plan {

namespace {

struct Mode {
  const char* name;
  const char* meaning;
};

constexpr std::array<Mode, 8> modes = {
    {{"ACCESS SHARE", "Others read and write as before; only what drops or rebuilds the relation waits."},
     {"ROW SHARE", "Others read and write as before; only changes of the relation itself wait."},
     {"ROW EXCLUSIVE", "Others read and write as before; building an index and changing the relation wait."},
     {"SHARE UPDATE EXCLUSIVE",
      "Others read and write as before; vacuum, analyze and other changes of the relation wait."},
     {"SHARE", "Others read as before, but inserts, updates and deletes wait until the transaction ends."},
     {"SHARE ROW EXCLUSIVE",
      "Others read as before, but inserts, updates and deletes wait until the transaction ends."},
     {"EXCLUSIVE", "Others read as before, but everything that writes or locks rows waits until the transaction ends."},
     {"ACCESS EXCLUSIVE", "Nobody else can read or write it until the transaction ends, not even with SELECT."}}};

void add_measured(const Step& step, std::vector<Hazard>& hazards) {
  const std::set<std::string> rewrites(step.measured.rewrites.begin(), step.measured.rewrites.end());
  for (const std::string& relation : rewrites)
    hazards.push_back(
        {HazardKind::rewrites, step.number, relation,
         fmt::format("step {} writes {} anew, while nobody can read or write it", step.number, relation)});
  const std::set<std::string> scans(step.measured.scans.begin(), step.measured.scans.end());
  for (const std::string& measured : step.measured.locks) {
    const Lock lock = lock_of(measured);
    if (!scans.contains(lock.relation) || rewrites.contains(lock.relation)) continue;
    if (lock.mode == "ACCESS EXCLUSIVE")
      hazards.push_back(
          {HazardKind::blocks_reads, step.number, lock.relation,
           fmt::format("step {} reads all of {}, while nobody can read or write it", step.number, lock.relation)});
    else if (lock.mode == "SHARE" || lock.mode == "SHARE ROW EXCLUSIVE" || lock.mode == "EXCLUSIVE")
      hazards.push_back(
          {HazardKind::blocks_writes, step.number, lock.relation,
           fmt::format("step {} reads all of {}, while nobody can write it", step.number, lock.relation)});
  }
}

}  // namespace

const char* word(HazardKind kind) {
  switch (kind) {
    case HazardKind::destroys:
      return "destroys";
    case HazardKind::rewrites:
      return "rewrites";
    case HazardKind::blocks_reads:
      return "blocks-reads";
    case HazardKind::blocks_writes:
      return "blocks-writes";
  }
  return "destroys";
}

std::vector<Hazard> hazards_of(const plan::Plan& plan) {
  std::vector<Hazard> hazards;
  for (const std::string& lost : plan.destroys) hazards.push_back({HazardKind::destroys, 0, lost, "destroys " + lost});
  for (const plan::Batch& batch : plan.batches)
    for (const Step& step : batch.steps) add_measured(step, hazards);
  return hazards;
}

std::vector<Hazard> hazards_of(const Step& step) {
  std::vector<Hazard> hazards;
  if (!step.destroys.empty())
    hazards.push_back({HazardKind::destroys, step.number, step.destroys,
                       fmt::format("step {} destroys {}", step.number, step.destroys)});
  add_measured(step, hazards);
  return hazards;
}

Lock lock_of(const std::string& measured) {
  // Modes are words in capitals: the first " on " ends them, whatever the name holds.
  const std::size_t on = measured.find(" on ");
  if (on == std::string::npos) return {measured, ""};
  return {measured.substr(0, on), measured.substr(on + 4)};
}

std::string meaning_of(const std::string& mode) {
  const auto* const found =
      std::find_if(modes.begin(), modes.end(), [&](const Mode& known) { return mode == known.name; });
  return found == modes.end() ? "" : found->meaning;
}

}  // namespace pgplumb::plan
