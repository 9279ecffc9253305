#include "kinds/filling.hpp"

#include "kinds/column.hpp"
#include "kinds/declared.hpp"
#include "kinds/domain.hpp"
#include "kinds/identity.hpp"

namespace pgplumb::kinds {

namespace {

std::vector<ObjectId> sequences_of(const ObjectId& value, const Catalog& catalog) {
  std::vector<ObjectId> sequences;
  if (const Object* object = catalog.find(value); object != nullptr)
    for (const catalog::ObjectIndex needed : object->dependencies)
      if (catalog[needed].id.kind == &sequence_kind()) sequences.push_back(catalog[needed].id);
  return sequences;
}

bool changes_sequence(const std::vector<std::string>& path, const Context& context) {
  const ObjectId value{&default_kind(), path};
  const std::vector<ObjectId> before = sequences_of(value, context.from());
  if (before.empty() && context.from().find({&identity_kind(), path}) == nullptr) return false;
  const std::vector<ObjectId> after = sequences_of(value, context.to());
  return std::any_of(after.begin(), after.end(), [&](const ObjectId& sequence) {
    return context.from().find(sequence) != nullptr &&
           std::find(before.begin(), before.end(), sequence) == before.end();
  });
}

bool stays_unfilled(const std::vector<std::string>& path, const Context& context) {
  const ObjectId id{&column_kind(), path};
  const Object* column = context.to().find(id);
  return column != nullptr && context.from().find(id) != nullptr && is_required_and_unfilled(*column, context);
}

}  // namespace

bool is_required_and_unfilled(const Object& column, const Context& context) {
  if (fills_itself(column)) return false;
  for (const catalog::Kind* filling : {&default_kind(), &identity_kind()})
    if (context.to().find({filling, column.id.path}) != nullptr) return false;
  bool not_null = is_not_null(column);
  for (const catalog::ObjectIndex index : column.dependencies) {
    const Object& type = context.to()[index];
    if (type.id.kind != &domain_kind()) continue;
    if (domain_has_default(type)) return false;
    not_null |= domain_is_not_null(type);
  }
  return not_null;
}

std::vector<catalog::Danger> dangers_of_filling(const std::vector<std::string>& path, const Context& context) {
  const ObjectId column{&column_kind(), path};
  if (stays_unfilled(path, context)) return {{"drops-default", column}};
  if (changes_sequence(path, context)) return {{"changes-sequence", column}};
  return {};
}

}  // namespace pgplumb::kinds
