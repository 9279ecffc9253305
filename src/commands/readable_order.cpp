#include "commands/readable_order.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace pgplumb::commands {

using catalog::Catalog;
using catalog::no_object;
using catalog::Object;
using catalog::ObjectIndex;

namespace {

constexpr std::size_t no_step = SIZE_MAX;

/// The object below its schema that `index` is a part of. What is attached to a schema belongs to the schema.
ObjectIndex group_of(const Catalog& catalog, ObjectIndex index) {
  while (catalog[index].parent != no_object) {
    const Object& parent = catalog[catalog[index].parent];
    if (parent.id.kind->is_namespace() && !catalog[index].id.kind->attached()) break;
    index = catalog[index].parent;
  }
  return index;
}

class Arranger {
 public:
  Arranger(const plan::Plan& plan, const Catalog& catalog) : catalog_(catalog) {
    for (const plan::Batch& batch : plan.batches)
      for (const plan::Step& step : batch.steps) steps_.push_back(&step);
    find_makers();
    find_needs();
    let_owners_wait();
    let_heirs_come_first();
  }

  std::vector<ReadableStep> run() {
    done_.assign(steps_.size(), false);
    std::vector<std::size_t> waiting;
    for (std::size_t step = 0; step < steps_.size(); ++step) {
      if (done_[step]) continue;
      // The plan's own order holds, so the first step that is left can always be taken.
      take(step);
      take_group(group_[step], step + 1);
      waiting.erase(std::remove_if(waiting.begin(), waiting.end(), [&](std::size_t other) { return done_[other]; }),
                    waiting.end());
      for (const std::size_t other : waiting)
        if (!done_[other] && ready(other)) take(other);
      if (!waited_.insert(group_[step]).second) continue;
      for (const std::size_t other : steps_of_[group_[step]])
        if (!done_[other]) waiting.push_back(other);
    }
    return std::move(result_);
  }

 private:
  void find_makers() {
    std::map<std::string, std::size_t> by_name;
    for (std::size_t step = 0; step < steps_.size(); ++step) by_name.emplace(steps_[step]->object, step);
    maker_.assign(catalog_.size(), no_step);
    group_.assign(steps_.size(), no_object);
    for (ObjectIndex index = 0; index < catalog_.size(); ++index) {
      const auto found = by_name.find(catalog::to_string(catalog_[index].id));
      if (found == by_name.end()) continue;
      maker_[index] = found->second;
      group_[found->second] = group_of(catalog_, index);
    }
    // What has no step of its own is made with what it is a part of.
    for (ObjectIndex index = 0; index < catalog_.size(); ++index)
      for (ObjectIndex at = index; maker_[index] == no_step && at != no_object; at = catalog_[at].parent)
        maker_[index] = maker_[at];
    for (std::size_t step = 0; step < steps_.size(); ++step) steps_of_[group_[step]].push_back(step);
  }

  void find_needs() {
    needs_.resize(steps_.size());
    for (ObjectIndex index = 0; index < catalog_.size(); ++index) {
      if (maker_[index] == no_step) continue;
      const auto need = [&](ObjectIndex other) {
        if (other != no_object && maker_[other] != no_step && maker_[other] != maker_[index])
          needs_[maker_[index]].insert(maker_[other]);
      };
      need(catalog_[index].parent);
      for (const ObjectIndex other : catalog_[index].dependencies) need(other);
      for (const ObjectIndex other : catalog_[index].id.kind->more_dependencies(catalog_[index], catalog_)) need(other);
    }
  }

  /// What follows the owner of a table without an owner of its own (a sequence that it owns) must be tied to it first:
  /// an owner stays behind those steps for its group that the plan has before it.
  void let_owners_wait() {
    std::map<ObjectIndex, std::set<std::size_t>> users;
    for (std::size_t step = 0; step < steps_.size(); ++step)
      for (const std::size_t needed : needs_[step])
        if (group_[needed] != group_[step]) users[group_[needed]].insert(step);
    for (ObjectIndex index = 0; index < catalog_.size(); ++index) {
      const std::size_t step = maker_[index];
      if (step == no_step || catalog_[index].id.kind->facet() != catalog::Facet::owners) continue;
      for (const std::size_t user : users[group_[step]])
        if (user < step) needs_[step].insert(user);
    }
    let_privileges_wait();
  }

  /// A grant to whoever owns the object at that moment would go with the ownership.
  void let_privileges_wait() {
    std::map<ObjectIndex, std::vector<std::size_t>> owners;
    for (ObjectIndex index = 0; index < catalog_.size(); ++index)
      if (maker_[index] != no_step && catalog_[index].id.kind->facet() == catalog::Facet::owners)
        owners[group_[maker_[index]]].push_back(maker_[index]);
    for (ObjectIndex index = 0; index < catalog_.size(); ++index) {
      const std::size_t step = maker_[index];
      if (step == no_step || catalog_[index].id.kind->facet() != catalog::Facet::privileges) continue;
      // A sequence that a table owns has the owner of that table: whatever the group is tied to counts too.
      std::set<ObjectIndex> groups{group_[step]};
      for (const std::size_t own : steps_of_[group_[step]])
        for (const std::size_t needed : needs_[own]) groups.insert(group_[needed]);
      for (const ObjectIndex group : groups)
        for (const std::size_t owner : owners[group])
          if (owner < step) needs_[step].insert(owner);
    }
  }

  /// A partition that is attached before its parent has an index is made otherwise than one that comes later: what
  /// belongs to a table stays behind those steps that need the table itself, not just a column, where the plan has them
  /// before it.
  void let_heirs_come_first() {
    std::map<ObjectIndex, std::set<std::size_t>> users;
    for (ObjectIndex index = 0; index < catalog_.size(); ++index) {
      if (maker_[index] == no_step) continue;
      for (const ObjectIndex other : catalog_[index].dependencies)
        if (group_of(catalog_, other) == other && group_[maker_[index]] != other) users[other].insert(maker_[index]);
    }
    for (const auto& [group, steps] : users)
      for (const std::size_t own : steps_of_[group])
        for (const std::size_t user : steps)
          if (user < own) needs_[own].insert(user);
  }

  [[nodiscard]] bool ready(std::size_t step) const {
    return std::all_of(needs_[step].begin(), needs_[step].end(),
                       [&](std::size_t other) { return done_[other] || other > step; });
  }

  void take_group(ObjectIndex group, std::size_t first) {
    if (group == no_object) return;
    for (const std::size_t step : steps_of_[group])
      if (step >= first && !done_[step] && ready(step)) take(step);
  }

  void take(std::size_t step) {
    done_[step] = true;
    ReadableStep readable;
    readable.step = steps_[step];
    if (group_[step] != no_object) {
      const Object& group = catalog_[group_[step]];
      readable.group = catalog::to_string(group.id);
      readable.kind = group.id.kind->name();
      readable.begins = begun_.insert(group_[step]).second;
    }
    result_.push_back(std::move(readable));
  }

  const Catalog& catalog_;
  std::vector<const plan::Step*> steps_;
  std::vector<std::size_t> maker_;
  std::vector<ObjectIndex> group_;
  std::map<ObjectIndex, std::vector<std::size_t>> steps_of_;
  std::vector<std::set<std::size_t>> needs_;
  std::vector<bool> done_;
  std::set<ObjectIndex> begun_;
  std::set<ObjectIndex> waited_;  ///< groups whose late steps are in the waiting list
  std::vector<ReadableStep> result_;
};

}  // namespace

std::vector<ReadableStep> readable_order(const plan::Plan& plan, const Catalog& catalog) {
  return Arranger(plan, catalog).run();
}

}  // namespace pgplumb::commands
