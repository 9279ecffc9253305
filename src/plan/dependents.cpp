// dependents: whatever depends on something dropped, replaced or reshaped goes down before it and comes up after it.

#include <algorithm>
#include <deque>

#include "plan/work.hpp"

namespace pgplumb::plan {

using catalog::Event;
using catalog::Reaction;

namespace {

void refuse_what_is_not_modelled(const Work& work) {
  std::vector<Diagnostic> refusals;
  for (const Item& item : work.items) {
    const std::string reason = work.id(item).kind->refusal(work.object(item));
    if (reason.empty()) continue;
    // It goes with its object.
    const ObjectIndex parent = item.act == Act::drop ? work.from()[item.from].parent : catalog::no_object;
    const Item* whole = parent == catalog::no_object ? nullptr : work.item_from(parent);
    if (whole != nullptr && whole->act == Act::drop) continue;
    const char* verb = item.act == Act::create ? "create " : item.act == Act::drop ? "drop " : "change ";
    refusals.push_back(
        {Severity::error,
         "not-modelled",
         {},
         to_string(work.id(item)),
         "the plan would have to " + std::string(verb) + to_string(work.id(item)) + ", " + reason,
         "do it in a manual section of the schema files, or ignore the object by a rule in pgplumb.toml"});
  }
  if (!refusals.empty())
    throw DiagnosedError("the plan needs objects that pgplumb does not model", std::move(refusals), ExitCode::refused);
}

// It is replaced, may serve until its successor does, and all that it needs stays as it is or serves as long.
bool may_serve(Work& work, const Item& item) {
  if (item.act != Act::replace) return false;
  const Object& object = work.from()[item.from];
  const auto aside = object.id.kind->aside(object, work);
  if (!aside || !aside->serves) return false;
  const auto stays = [&](ObjectIndex needed) {
    const Item* other = needed == catalog::no_object ? nullptr : work.item_from(needed);
    return other == nullptr || (!other->goes() && !other->reshaped) || may_serve(work, *other);
  };
  return stays(object.parent) && std::all_of(object.dependencies.begin(), object.dependencies.end(), stays);
}

}  // namespace

void take_dependents_along(Work& work) {
  std::deque<std::pair<ObjectIndex, Event>> todo;
  for (const Item& item : work.items) {
    if (item.goes()) todo.emplace_back(item.from, Event::gone);
    if (item.act == Act::alter && item.reshaped) todo.emplace_back(item.from, Event::reshaped);
    if (item.is_displaced()) todo.emplace_back(item.from, Event::displaced);
  }
  while (!todo.empty()) {
    const auto [index, event] = todo.front();
    todo.pop_front();
    const Object& changed = work.from()[index];
    if (event == Event::gone) {
      for (const ObjectIndex other : changed.id.kind->takes_along(changed, work)) {
        Item& item = work.item_for(other);
        if (item.goes()) continue;
        item.act = item.to == catalog::no_object ? Act::drop : Act::replace;
        todo.emplace_back(other, Event::gone);
      }
    }
    for (const ObjectIndex user : work.from().dependents(index)) {
      const Object& self = work.from()[user];
      if (const Item* item = work.item_from(user); item != nullptr && item->goes()) continue;
      const Reaction reaction = self.id.kind->react(self, changed, event, work);
      if (reaction == Reaction::none) continue;
      Item& item = work.item_for(user);
      if (reaction == Reaction::rebuilt) {
        item.act = item.to == catalog::no_object ? Act::drop : Act::replace;
        item.follows = false;
        todo.emplace_back(user, Event::gone);
      } else if (!item.follows) {
        item.follows = true;
        if (event == Event::displaced) {
          item.displaced = true;
          todo.emplace_back(user, Event::displaced);
          continue;
        }
        // What it leaves stays, under another name, until it has left: also where something of another kind takes the
        // name.
        Item& left = *work.item_from(index);
        left.aside = left.aside || changed.id.kind->aside(changed, work).has_value();
        if (!item.reshaped) todo.emplace_back(user, Event::reshaped);
        item.reshaped = true;
      }
    }
  }
  for (Item& item : work.items) {
    if (item.act != Act::replace || (item.aside && !item.serves)) continue;
    const auto aside = work.id(item).kind->aside(work.from()[item.from], work);
    item.serves = may_serve(work, item);
    item.aside = aside && (!aside->serves || item.serves);
  }
  for (Item& item : work.items)
    if (work.options.online && item.comes() && !item.unprepared)
      item.prepared = work.id(item).kind->prepare(work.to()[item.to], work).has_value();
  refuse_what_is_not_modelled(work);
}

}  // namespace pgplumb::plan
