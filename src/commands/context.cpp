#include "commands/context.hpp"

#include <algorithm>
#include <vector>

#include "plan/build.hpp"
#include "plan/rehearsal.hpp"
#include "sources/live.hpp"

namespace pgplumb::commands {

using catalog::Catalog;
using catalog::no_object;
using catalog::Object;
using catalog::ObjectIndex;
using catalog::Projection;

namespace {

bool hides_nothing(const Projection& projection, const Catalog& catalog) {
  return projection.schemas.empty() && projection.excluded_schemas.empty() && projection.ignore.empty() &&
         std::none_of(catalog.objects().begin(), catalog.objects().end(), catalog::belongs_to_extension);
}

ObjectIndex root_of(const Catalog& catalog, ObjectIndex index) {
  while (catalog[index].parent != no_object) index = catalog[index].parent;
  return index;
}

/// Default privileges: they are nobody's part, and what is made under them gets its privileges from them.
bool shapes_others(const Object& object) {
  return object.id.kind->facet() == catalog::Facet::privileges && !object.id.kind->attached();
}

std::vector<bool> hidden_in(const Catalog& live, const Projection& projection) {
  Projection facets = projection;
  facets.owners = facets.privileges = true;
  const Catalog managed = catalog::project(live, facets).catalog;
  std::vector<bool> hidden(live.size());
  for (ObjectIndex index = 0; index < live.size(); ++index) hidden[index] = managed.find(live[index].id) == nullptr;
  return hidden;
}

/// Marks what `index` needs, as far as it is hidden.
void need(const Catalog& live, const std::vector<bool>& hidden, ObjectIndex index, std::vector<bool>& needed) {
  std::vector<ObjectIndex> open{index};
  const auto visit = [&](ObjectIndex other) {
    if (other == no_object || !hidden[other] || needed[other]) return;
    needed[other] = true;
    open.push_back(other);
  };
  while (!open.empty()) {
    const ObjectIndex current = open.back();
    open.pop_back();
    visit(live[current].parent);
    for (const ObjectIndex dependency : live[current].dependencies) visit(dependency);
  }
}

Catalog as_context(const Catalog& catalog) {
  std::map<ObjectIndex, std::shared_ptr<const catalog::Attributes>> attributes;
  for (ObjectIndex index = 0; index < catalog.size(); ++index)
    attributes[index] = catalog[index].id.kind->as_context(catalog[index]);
  return catalog.with(attributes);
}

}  // namespace

Catalog context_of(const Catalog& live, const Projection& projection, const Catalog& fresh) {
  const std::vector<bool> hidden = hidden_in(live, projection);
  std::vector<bool> needed(live.size());
  for (ObjectIndex index = 0; index < live.size(); ++index)
    if (!hidden[index]) need(live, hidden, index, needed);
  // A part of something that is kept is kept; the roots say for the rest.
  std::vector<bool> kept(live.size());
  for (ObjectIndex index = 0; index < live.size(); ++index) {
    const bool privileges = shapes_others(live[index]);
    if (live[index].id.kind->facet() != catalog::Facet::none && !privileges) continue;
    const ObjectIndex root = root_of(live, index);
    if (hidden[root] || (privileges && hidden[index])) {
      kept[index] = hidden[index];
    } else if (fresh.find(live[root].id) != nullptr) {
      ObjectIndex at = index;
      while (!needed[at] && live[at].parent != no_object) at = live[at].parent;
      kept[index] = index == root || needed[at];
    }
  }
  return as_context(live.filtered([&](const Object& object) {
    return kept[static_cast<std::size_t>(&object - live.objects().data())] &&
           object.id.kind->as_context(object) != nullptr;
  }));
}

void rebuild_context(postgres::Connection& scratch, const Catalog& live, const Projection& projection,
                     bool may_make_roles) {
  if (hides_nothing(projection, live)) return;
  const Catalog fresh = catalog::project(sources::read_catalog(scratch), {}).catalog;
  const Catalog context = context_of(live, projection, fresh);
  plan::Plan plan = plan::build_plan(fresh, context, {});
  // The fresh database's own objects that the live one lacks are no part of the context.
  for (plan::Batch& batch : plan.batches)
    std::erase_if(batch.steps, [](const plan::Step& step) { return step.change == plan::Change::drop; });
  // What needs a step that fails will fail too, and is reported where it stands in the files.
  plan::execute_in_scratch(scratch, plan, may_make_roles, [](const plan::Step&) { return true; });
  scratch.take_settings();
}

plan::Rehearsal::Prepare context_for_copies(const Desired& desired, const Catalog& live, const Projection& projection,
                                            Scratches& scratches) {
  if (!desired.managed_only) return {};
  return [&](postgres::Connection& scratch, const Catalog& wanted) {
    if (&wanted != &desired.catalog) return false;
    rebuild_context(scratch, live, projection, scratches.is_private());
    return true;
  };
}

std::vector<const Object*> what_shapes_others(const Catalog& live, const Projection& projection) {
  std::vector<const Object*> others;
  if (hides_nothing(projection, live) || !projection.privileges) return others;
  const std::vector<bool> hidden = hidden_in(live, projection);
  for (ObjectIndex index = 0; index < live.size(); ++index)
    if (hidden[index] && shapes_others(live[index])) others.push_back(&live[index]);
  return others;
}

std::vector<const Object*> unmanaged_parts(const Catalog& live, const Projection& projection) {
  std::vector<const Object*> parts;
  if (hides_nothing(projection, live)) return parts;
  const std::vector<bool> hidden = hidden_in(live, projection);
  std::vector<ObjectIndex> links;
  for (ObjectIndex index = 0; index < live.size(); ++index)
    if (hidden[index] && live[index].id.kind->makes_part() && live[index].parent != no_object) links.push_back(index);
  std::vector<bool> followed(live.size());
  const auto follows = [&](ObjectIndex link) {
    const auto& needed = live[link].dependencies;
    return std::any_of(needed.begin(), needed.end(), [&](ObjectIndex whole) {
      const bool own = whole == live[link].parent || live[whole].parent == live[link].parent;
      return !own && (!hidden[whole] || followed[whole]);
    });
  };
  for (std::size_t before = links.size() + 1; links.size() < before;) {
    before = links.size();
    std::erase_if(links, [&](ObjectIndex link) {
      if (!follows(link)) return false;
      const ObjectIndex table = live[link].parent;
      parts.push_back(&live[link]);
      if (!followed[table])
        for (const ObjectIndex part : live.dependents(table))
          if (live[part].parent == table && hidden[part] && live[part].id.kind->precedes_attachment(live[part]))
            parts.push_back(&live[part]);
      if (!followed[table] && hidden[table]) parts.push_back(&live[table]);
      followed[table] = true;
      return true;
    });
  }
  return parts;
}

std::vector<Diagnostic> declared_in_vain(const Catalog& desired, const Catalog& live, const Projection& projection,
                                         const std::map<catalog::ObjectId, Position>& positions) {
  std::vector<Diagnostic> warnings;
  if (hides_nothing(projection, desired)) return warnings;
  const std::vector<bool> hidden = hidden_in(desired, projection);
  const auto in_vain = [&](ObjectIndex index) {
    const Object& object = desired[index];
    return hidden[index] && object.id.kind->facet() == catalog::Facet::none && positions.contains(object.id) &&
           live.find(object.id) == nullptr;
  };
  for (ObjectIndex index = 0; index < desired.size(); ++index) {
    const Object& object = desired[index];
    if (!in_vain(index) || (object.parent != no_object && in_vain(object.parent))) continue;
    warnings.push_back({Severity::warning, "declared-not-managed", positions.at(object.id), to_string(object.id),
                        to_string(object.id) + " is declared here, but is not managed, and the database lacks it",
                        "no plan makes it: have the platform make it, or let pgplumb.toml manage it"});
  }
  std::sort(warnings.begin(), warnings.end(),
            [](const Diagnostic& a, const Diagnostic& b) { return a.position < b.position; });
  return warnings;
}

}  // namespace pgplumb::commands
