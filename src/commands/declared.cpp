#include "commands/declared.hpp"

#include <algorithm>

#include "commands/baseline.hpp"
#include "commands/desired.hpp"

namespace pgplumb::commands {

using catalog::Catalog;
using catalog::Facet;
using catalog::Object;

namespace {

bool names_other_role(const Object& object, const std::string& role) {
  for (std::size_t field = 0; field < object.id.kind->fields().size(); ++field)
    if (const std::string owner = catalog::to_text(object.id.kind->get(*object.attributes, field)); owner != role)
      return true;
  return false;
}

/// The privileges that PostgreSQL gives by itself are none.
bool grants_something(const Object& object) {
  const catalog::Value grants = object.id.kind->get(*object.attributes, 0);
  const auto* list = std::get_if<std::vector<std::string>>(&grants);
  return list == nullptr || !list->empty();
}

}  // namespace

catalog::Projection projection_of_live(const Catalog& live, const Settings& settings) {
  catalog::Projection projection = projection_of(settings);
  catalog::Projection everything = projection;
  everything.owners = everything.privileges = true;
  const Catalog managed = catalog::project(live, everything).catalog;
  const std::string& role = live.origin().role;
  // What every database has says nothing about this one.
  const Catalog fresh = new_database(live.origin());
  const auto any = [&](Facet facet, auto condition) {
    return std::any_of(managed.objects().begin(), managed.objects().end(), [&](const Object& object) {
      if (object.id.kind->facet() != facet) return false;
      const Object* always = fresh.find(object.id);
      return always == nullptr ? condition(object) : !object.id.kind->equal(*always->attributes, *object.attributes);
    });
  };
  if (settings.owners == Managed::automatic)
    projection.owners = any(Facet::owners, [&](const Object& object) { return names_other_role(object, role); });
  if (settings.privileges == Managed::automatic) projection.privileges = any(Facet::privileges, grants_something);
  return projection;
}

}  // namespace pgplumb::commands
