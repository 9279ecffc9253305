#include "commands/declared.hpp"

#include <algorithm>

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

}  // namespace

catalog::Projection projection_of_live(const Catalog& live, const Settings& settings) {
  catalog::Projection projection = projection_of(settings);
  catalog::Projection everything = projection;
  everything.owners = everything.privileges = true;
  const Catalog managed = catalog::project(live, everything).catalog;
  const std::string& role = live.origin().role;
  const auto any = [&](auto condition) {
    return std::any_of(managed.objects().begin(), managed.objects().end(), condition);
  };
  if (settings.owners == Managed::automatic)
    projection.owners = any([&](const Object& object) {
      // Who owns the schema public was settled when the database was made.
      const bool of_namespace =
          managed.parent_of(object) != nullptr && managed.parent_of(object)->id.kind->is_namespace();
      return object.id.kind->facet() == Facet::owners && !of_namespace && names_other_role(object, role);
    });
  if (settings.privileges == Managed::automatic)
    projection.privileges = any([&](const Object& object) {
      const bool of_namespace =
          managed.parent_of(object) != nullptr && managed.parent_of(object)->id.kind->is_namespace();
      return object.id.kind->facet() == Facet::privileges && !of_namespace;
    });
  return projection;
}

}  // namespace pgplumb::commands
