#include "commands/context.hpp"

#include <vector>

#include "plan/build.hpp"
#include "sources/live.hpp"

namespace pgplumb::commands {

using catalog::Catalog;
using catalog::no_object;
using catalog::Object;
using catalog::ObjectIndex;
using catalog::Projection;

namespace {

bool hides_nothing(const Projection& projection) {
  return projection.schemas.empty() && projection.excluded_schemas.empty() && projection.ignore.empty();
}

ObjectIndex root_of(const Catalog& catalog, ObjectIndex index) {
  while (catalog[index].parent != no_object) index = catalog[index].parent;
  return index;
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

}  // namespace

Catalog context_of(const Catalog& live, const Projection& projection, const Catalog& fresh) {
  Projection facets = projection;
  facets.owners = facets.privileges = true;
  const Catalog managed = catalog::project(live, facets).catalog;
  std::vector<bool> hidden(live.size());
  for (ObjectIndex index = 0; index < live.size(); ++index) hidden[index] = managed.find(live[index].id) == nullptr;
  std::vector<bool> needed(live.size());
  for (ObjectIndex index = 0; index < live.size(); ++index)
    if (!hidden[index]) need(live, hidden, index, needed);
  // A part of something that is kept is kept; the roots say for the rest.
  std::vector<bool> kept(live.size());
  for (ObjectIndex index = 0; index < live.size(); ++index) {
    const ObjectIndex root = root_of(live, index);
    if (hidden[root]) {
      kept[index] = true;
    } else if (fresh.find(live[root].id) != nullptr) {
      ObjectIndex at = index;
      while (!needed[at] && live[at].parent != no_object) at = live[at].parent;
      kept[index] = index == root || needed[at];
    }
  }
  const Catalog context = live.filtered(
      [&](const Object& object) { return kept[static_cast<std::size_t>(&object - live.objects().data())]; });
  return catalog::project(context, {}).catalog;
}

void rebuild_context(postgres::Connection& scratch, const Catalog& live, const Projection& projection) {
  if (hides_nothing(projection)) return;
  const Catalog fresh = catalog::project(sources::read_catalog(scratch), {}).catalog;
  const Catalog context = context_of(live, projection, fresh);
  const plan::Plan plan = plan::build_plan(fresh, context, {});
  for (const plan::Batch& batch : plan.batches) {
    for (const plan::Step& step : batch.steps) {
      // The fresh database's own objects that the live one lacks are no part of the context.
      if (step.change == plan::Change::drop) continue;
      for (const std::string& statement : step.statements) {
        try {
          scratch.execute(statement);
        } catch (const ServerError&) {
          // What needs it will fail too, and is reported where it stands in the files.
        }
      }
    }
  }
}

}  // namespace pgplumb::commands
