#include "plan/build.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/hash.hpp"
#include "diff/diff.hpp"
#include "plan/work.hpp"
#include "sql/visible_names.hpp"

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
      case Act::create:
        counts.create += parent_has(work, item, Act::create) ? 0 : 1;
        break;
      case Act::alter:
        ++counts.alter;
        break;
      case Act::replace:
        counts.replace += parent_has(work, item, Act::drop) ? 0 : 1;
        break;
      case Act::drop:
        counts.drop += parent_has(work, item, Act::drop) ? 0 : 1;
        break;
    }
  }
  return counts;
}

// What nobody manages and the server drops along, although what it hangs on is made again, or is only a part of what
// does: a trigger that is ignored, of a view; an index of a column.
void add_hidden_parts(const Work& work, ObjectIndex dropped, std::vector<std::string>& losses) {
  const Catalog& whole = work.whole();
  const Object& object = work.from()[dropped];
  const ObjectIndex holder = &whole == &work.from() ? catalog::no_object : whole.index_of(object.id);
  if (holder == catalog::no_object) return;
  const bool comes_again = work.item_from(dropped)->comes();
  for (const ObjectIndex index : whole.dependents(holder)) {
    const Object& part = whole[index];
    if (part.id.kind->attached() || part.id.kind->facet() != catalog::Facet::none ||
        work.from().find(part.id) != nullptr)
      continue;
    const bool beside = part.parent == whole[holder].parent && part.parent != catalog::no_object &&
                        !whole[part.parent].id.kind->is_namespace();
    if (beside || (comes_again && part.parent == holder)) losses.push_back(to_string(part.id));
  }
}

}  // namespace

std::vector<std::string> losses_of(const Work& work, ObjectIndex dropped) {
  const Object& object = work.from()[dropped];
  std::vector<std::string> losses = {object.id.kind->loses(object)};
  for (const ObjectIndex index : object.id.kind->drops_unmanaged(object, work))
    losses.push_back(work.from()[index].id.kind->loses(work.from()[index]));
  add_hidden_parts(work, dropped, losses);
  std::erase(losses, "");
  return losses;
}

namespace {

std::vector<std::string> find_losses(const Work& work) {
  std::set<std::string> losses;
  for (const Item& item : work.items) {
    for (const catalog::Guard& guard : guards_of(work, item))
      if (work.options.may_lose(guard.loses)) losses.insert(guard.loses);
    if (!item.goes() || item.aside || parent_has(work, item, Act::drop)) continue;
    // A counter that goes with its column is lost with that.
    const Object& object = work.from()[item.from];
    const NodeIndex down = work.node_of(static_cast<ItemIndex>(&item - work.items.data()), Move::down);
    if (object.id.kind->counter(object) && (down == none || &work.items[work.nodes[down].item] != &item)) continue;
    for (std::string& loss : losses_of(work, item.from)) losses.insert(std::move(loss));
  }
  return {losses.begin(), losses.end()};
}

// Which objects of `to` have parts that are made now, or are to stand elsewhere than they do.
std::vector<bool> find_reordered(const Work& work) {
  const Catalog& to = work.to();
  std::vector<bool> reordered(to.size());
  for (const Item& item : work.items)
    if (item.comes() && to[item.to].parent != catalog::no_object) reordered[to[item.to].parent] = true;
  auto now = work.from().objects().begin();
  const auto end = work.from().objects().end();
  for (const Object& object : to.objects()) {
    if (object.parent == catalog::no_object) continue;
    while (now != end && now->id < object.id) ++now;
    if (now != end && now->id == object.id && now->id.kind->place(*now) != object.id.kind->place(object))
      reordered[object.parent] = true;
  }
  return reordered;
}

// Parts whose order cannot be changed: those that stay keep theirs, and new ones come last, wherever the schema files
// have them.
std::vector<std::string> find_information(const Work& work) {
  struct Part {
    bool created;
    std::int64_t place_now;
    std::int64_t place_wanted;
    bool operator<(const Part& other) const {
      return std::tie(created, place_now) < std::tie(other.created, other.place_now);
    }
  };
  std::map<ObjectIndex, std::vector<Part>> parts;
  const Catalog& to = work.to();
  const std::vector<bool> reordered = find_reordered(work);
  for (const Object& object : to.objects()) {
    if (object.parent == catalog::no_object || !reordered[object.parent]) continue;
    const std::int64_t wanted = object.id.kind->place(object);
    if (wanted == 0) continue;
    const Object* now = work.from().find(object.id);
    const bool created = now == nullptr || work.is_created(object.id);
    parts[object.parent].push_back({created, created ? wanted : now->id.kind->place(*now), wanted});
  }
  std::vector<std::string> lines;
  for (auto& [parent, list] : parts) {
    std::sort(list.begin(), list.end());
    const bool in_order = std::is_sorted(list.begin(), list.end(),
                                         [](const Part& a, const Part& b) { return a.place_wanted < b.place_wanted; });
    if (!in_order)
      lines.push_back(
          to_string(to[parent].id) +
          " keeps its columns in another order than the schema files: only writing it anew could change that");
  }
  return lines;
}

// Renames come before everything else, one after the other, in the first transaction.
void put_first(std::vector<Batch>& batches, const std::vector<Step>& renames) {
  if (renames.empty()) return;
  if (batches.empty() || !batches.front().transaction) batches.insert(batches.begin(), Batch());
  const int last = static_cast<int>(renames.size());
  for (Batch& batch : batches) {
    for (Step& step : batch.steps) {
      step.number += last;
      for (int& earlier : step.after) earlier += last;
      if (step.after.empty()) step.after = {last};
    }
  }
  auto& steps = batches.front().steps;
  steps.insert(steps.begin(), renames.begin(), renames.end());
  for (int number = 1; number <= last; ++number) {
    Step& step = steps[static_cast<std::size_t>(number - 1)];
    step.number = number;
    if (number > 1) step.after = {number - 1};
  }
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
  find_successors(work);
  connect_nodes(work);
  break_cycles(work);
  order_nodes(work);
  fold_nodes(work);
  std::vector<RawStep> steps = connect_steps(merge_steps(split_online_steps(write_steps(work), work)), work);
  give_paths(steps, work);
  std::vector<Batch> batches = cut_batches(std::move(steps), work);
  put_first(batches, options.renames);
  for (Batch& batch : batches)
    for (Step& step : batch.steps)
      for (std::string& statement : step.statements) statement = sql::with_visible_names(std::move(statement));

  Plan plan;
  const Catalog& start = options.live != nullptr ? *options.live : from;
  plan.from = fingerprint(start);
  plan.to = work.items.empty() && options.live == nullptr ? plan.from : fingerprint(to);
  plan.server_major = std::max(from.origin().server_version, to.origin().server_version) / 10000;
  plan.counts = count(work);
  plan.counts.alter += static_cast<int>(options.renames.size());
  plan.lock_timeout = options.lock_timeout;
  plan.destroys = find_losses(work);
  plan.information = find_information(work);
  add_manual(plan.batches, options.before);
  plan.batches.insert(plan.batches.end(), batches.begin(), batches.end());
  add_manual(plan.batches, options.after);
  // What is not going to be changed needs no list of what it was. What a plan leaves as it is, its proof sees.
  if (plan.empty()) {
    const std::vector<std::string> stays = diff::what_stays(from, to);
    plan.information.insert(plan.information.end(), stays.begin(), stays.end());
    return plan;
  }
  for (const Object& object : start.objects())
    plan.manifest.emplace(to_string(object.id), hex(object_hash(object)).substr(0, 8));
  return plan;
}

}  // namespace pgplumb::plan
