#include "pgplumb/plan_check.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "plan/plan_file.hpp"

namespace pgplumb {

using plan::Plan;
using plan::Step;
using What = PlanDifference::What;

namespace {

/// A step or a manual section, under a name that it has in both plans.
struct Item {
  std::string name;
  std::vector<std::string> lines;
  std::string batch;  ///< where it stands: number and kind of its transaction
};

std::vector<std::string> lines_of(const Step& step) {
  std::vector<std::string> lines = step.statements;
  const auto add = [&](const char* word, const std::vector<std::string>& values) {
    for (const std::string& value : values) lines.push_back(word + value);
  };
  add("locks: ", step.measured.locks);
  add("scans: ", step.measured.scans);
  add("rewrites: ", step.measured.rewrites);
  if (!step.destroys.empty()) lines.push_back("destroys: " + step.destroys);
  for (const plan::Danger& danger : step.dangers) {
    lines.push_back("hazard: " + danger.hazard + " " + danger.object +
                    (danger.demand.empty() ? "" : ": " + danger.demand));
    if (!danger.query.empty()) lines.push_back("asks: " + danger.query);
  }
  return lines;
}

std::vector<Item> items_of(const Plan& plan) {
  std::vector<Item> items;
  std::map<std::string, int> seen;
  int number = 0;
  for (const plan::Batch& batch : plan.batches) {
    const std::string place = std::to_string(++number) + (batch.transaction ? "" : " without a transaction");
    const auto add = [&](std::string name, std::vector<std::string> lines) {
      if (const int count = ++seen[name]; count > 1) name += " (" + std::to_string(count) + ")";
      items.push_back({std::move(name), std::move(lines), place});
    };
    if (batch.manual) add("manual section \"" + batch.manual->name + "\"", {batch.manual->bytes});
    for (const Step& step : batch.steps) add(std::string(to_string(step.change)) + " " + step.object, lines_of(step));
  }
  return items;
}

/// Lines of one that the other lacks, in order.
std::vector<std::string> changed_lines(const std::vector<std::string>& before, const std::vector<std::string>& now) {
  std::vector<std::string> lines;
  const auto add = [&](const char* sign, const std::vector<std::string>& from, const std::vector<std::string>& other) {
    for (const std::string& line : from)
      if (std::find(other.begin(), other.end(), line) == other.end()) lines.push_back(sign + line);
  };
  add("- ", before, now);
  add("+ ", now, before);
  if (lines.empty()) lines.push_back("its statements stand in another order");
  return lines;
}

void compare_databases(const Plan& file, const Plan& now, std::vector<PlanDifference>& differences) {
  // A plan without steps has no list of what it starts from.
  if (file.from == now.from || file.manifest.empty() || now.manifest.empty()) {
    if (file.from != now.from) differences.push_back({What::database, "the database", {"it has changed since"}});
    return;
  }
  for (const auto& [object, hash] : file.manifest) {
    const auto at = now.manifest.find(object);
    if (at == now.manifest.end()) {
      differences.push_back({What::database, object, {"gone since"}});
    } else if (at->second != hash) {
      differences.push_back({What::database, object, {"changed since"}});
    }
  }
  for (const auto& [object, hash] : now.manifest)
    if (!file.manifest.contains(object)) differences.push_back({What::database, object, {"added since"}});
}

void compare_headers(const Plan& file, const Plan& now, std::vector<PlanDifference>& differences) {
  const auto add = [&](const char* subject, const std::string& before, const std::string& after) {
    if (before != after) differences.push_back({What::header, subject, {"- " + before, "+ " + after}});
  };
  add("server", "PostgreSQL " + std::to_string(file.server_major), "PostgreSQL " + std::to_string(now.server_major));
  add("what is managed", file.projection, now.projection);
  add("lock_timeout", file.lock_timeout, now.lock_timeout);
  add("proof", file.proof == plan::Proof::passed ? "passed" : "skipped",
      now.proof == plan::Proof::passed ? "passed" : "skipped");
  if (file.information != now.information)
    differences.push_back({What::header, "information", changed_lines(file.information, now.information)});
}

void compare_steps(const Plan& file, const Plan& now, std::vector<PlanDifference>& differences) {
  const std::vector<Item> before = items_of(file);
  const std::vector<Item> after = items_of(now);
  std::map<std::string, const Item*> by_name;
  for (const Item& item : after) by_name[item.name] = &item;
  std::set<std::string> common;
  bool moved = false;
  for (const Item& item : before) {
    const auto at = by_name.find(item.name);
    if (at == by_name.end()) {
      differences.push_back({What::gone, item.name, {}});
      continue;
    }
    common.insert(item.name);
    moved = moved || at->second->batch != item.batch;
    if (at->second->lines != item.lines)
      differences.push_back({What::changed, item.name, changed_lines(item.lines, at->second->lines)});
  }
  for (const Item& item : after)
    if (!common.contains(item.name)) differences.push_back({What::added, item.name, item.lines});
  const auto order = [&](const std::vector<Item>& items) {
    std::vector<std::string> names;
    for (const Item& item : items)
      if (common.contains(item.name)) names.push_back(item.name);
    return names;
  };
  if (order(before) != order(after))
    differences.push_back({What::order, "steps", {"they stand in another order"}});
  else if (moved && common.size() == before.size() && before.size() == after.size())
    differences.push_back({What::order, "steps", {"they stand in other transactions"}});
}

/// Without what says where the schema files say so.
Plan without_places(Plan plan) {
  for (plan::Batch& batch : plan.batches) {
    if (batch.manual) batch.manual->position = {};
    for (Step& step : batch.steps) step.position = {};
  }
  return plan;
}

}  // namespace

const char* to_string(What what) {
  switch (what) {
    case What::database:
      return "database";
    case What::added:
      return "added";
    case What::gone:
      return "gone";
    case What::changed:
      return "changed";
    case What::order:
      return "order";
    case What::header:
      return "header";
  }
  return "changed";
}

PlanCheckResult check_plan(const PlanCheckRequest& request) {
  // A file that was edited is refused before anything is connected to.
  const Plan file = plan::read_plan_file(request.text, request.file);
  PlanCheckResult result;
  result.fresh = make_plan(request.plan);
  const Plan now = plan::read_plan_file(result.fresh.text, "the plan of now");
  if (without_places(file) == without_places(now)) return result;
  result.applied = now.from == file.to;
  compare_databases(file, now, result.differences);
  compare_headers(file, now, result.differences);
  compare_steps(file, now, result.differences);
  // Whatever else is written in a plan follows from what was compared; were it not so, it must still be told.
  if (result.differences.empty()) result.differences.push_back({What::header, "plan", {"- " + file.to, "+ " + now.to}});
  return result;
}

}  // namespace pgplumb
