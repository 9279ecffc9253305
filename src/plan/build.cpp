#include "plan/build.hpp"

#include <set>

#include "base/hash.hpp"
#include "diff/diff.hpp"
#include "plan/work.hpp"

namespace pgplumb::plan {

namespace {

bool parent_has(const Work& work, const Item& item, Act act) {
  const Catalog& catalog = item.to != catalog::no_object ? work.to() : work.from();
  const ObjectIndex index = item.to != catalog::no_object ? item.to : item.from;
  const Object* parent = catalog.parent_of(catalog[index]);
  if (parent == nullptr || parent->id.kind->is_namespace()) return false;
  return act == Act::drop ? work.is_dropped(parent->id) : work.is_created(parent->id);
}

// Objects are counted, not their parts: a new table is one, whatever stands in it.
Counts count(const Work& work) {
  Counts counts;
  for (const Item& item : work.items) {
    switch (item.act) {
      case Act::create: counts.create += parent_has(work, item, Act::create) ? 0 : 1; break;
      case Act::alter: ++counts.alter; break;
      case Act::replace: counts.replace += parent_has(work, item, Act::drop) ? 0 : 1; break;
      case Act::drop: counts.drop += parent_has(work, item, Act::drop) ? 0 : 1; break;
    }
  }
  return counts;
}

std::vector<std::string> find_losses(const Work& work) {
  std::set<std::string> losses;
  for (const Item& item : work.items) {
    if (!item.goes() || item.aside || parent_has(work, item, Act::drop)) continue;
    const Object& object = work.from()[item.from];
    const std::string loss = object.id.kind->loses(object);
    if (!loss.empty()) losses.insert(loss);
  }
  return {losses.begin(), losses.end()};
}

std::vector<std::string> find_information(const Catalog& from, const Catalog& to) {
  std::vector<std::string> lines;
  (void)from;
  (void)to;
  return lines;
}

void add_manual(std::vector<Batch>& batches, const std::vector<Manual>& sections) {
  for (const Manual& section : sections) {
    Batch batch;
    batch.transaction = section.transaction;
    batch.manual = section;
    batches.push_back(std::move(batch));
  }
}

}  // namespace

Plan build_plan(const Catalog& from, const Catalog& to, const BuildOptions& options) {
  Work work(from, to, options);
  find_actions(work);
  take_dependents_along(work);
  connect_nodes(work);
  break_cycles(work);
  order_nodes(work);
  fold_nodes(work);
  std::vector<Batch> batches = cut_batches(merge_steps(write_steps(work)), work);

  Plan plan;
  plan.from = fingerprint(from);
  plan.to = fingerprint(to);
  plan.server_major = std::max(from.origin().server_version, to.origin().server_version) / 10000;
  plan.counts = count(work);
  plan.destroys = find_losses(work);
  plan.information = find_information(from, to);
  add_manual(plan.batches, options.before);
  plan.batches.insert(plan.batches.end(), batches.begin(), batches.end());
  add_manual(plan.batches, options.after);
  for (const Object& object : from.objects())
    plan.manifest.emplace(to_string(object.id), hex(object_hash(object)).substr(0, 8));
  return plan;
}

}  // namespace pgplumb::plan
