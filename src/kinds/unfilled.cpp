#include "kinds/unfilled.hpp"

#include "kinds/column.hpp"
#include "kinds/default.hpp"
#include "kinds/described.hpp"
#include "kinds/domain.hpp"
#include "kinds/identity.hpp"

namespace pgplumb::kinds {

std::vector<catalog::Danger> dangers_of_unfilled(const std::vector<std::string>& path, const Context& context) {
  const ObjectId id{&column_kind(), path};
  const Object* column = context.to().find(id);
  if (column == nullptr || context.from().find(id) == nullptr) return {};
  if (fills_itself(*column)) return {};
  for (const catalog::Kind* filling : {&default_kind(), &identity_kind()})
    if (context.to().find({filling, path}) != nullptr) return {};
  bool not_null = is_not_null(*column);
  for (const catalog::ObjectIndex index : column->dependencies) {
    const Object& type = context.to()[index];
    if (type.id.kind != &domain_kind()) continue;
    if (domain_has_default(type)) return {};
    not_null |= domain_is_not_null(type);
  }
  if (!not_null) return {};
  return {{"drops-default", id}};
}

}  // namespace pgplumb::kinds
