#include "plan/alike.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace pgplumb::plan {

using catalog::Catalog;
using catalog::Object;
using catalog::ObjectId;

namespace {

struct Nameless {
  const Object* object = nullptr;
  std::shared_ptr<const catalog::Attributes> attributes;
};

using OfOneParent = std::map<std::pair<const catalog::Kind*, ObjectId>, std::vector<Nameless>>;

/// Those of `catalog` whose parent is in `other` and they are not.
OfOneParent only_in(const Catalog& catalog, const Catalog& other) {
  OfOneParent found;
  for (const Object& object : catalog.objects()) {
    const Object* parent = catalog.parent_of(object);
    if (parent == nullptr || other.find(object.id) != nullptr || other.find(parent->id) == nullptr) continue;
    if (auto attributes = object.id.kind->nameless(object))
      found[{object.id.kind, parent->id}].push_back({&object, std::move(attributes)});
  }
  return found;
}

class Names {
 public:
  explicit Names(const Catalog& catalog) {
    for (const Object& object : catalog.objects())
      for (std::string& name : object.id.kind->occupied_names(object)) taken_.insert(std::move(name));
  }

  [[nodiscard]] bool are_free(const Object& wanted, const Object& old) const {
    const std::vector<std::string> own = old.id.kind->occupied_names(old);
    const std::vector<std::string> names = wanted.id.kind->occupied_names(wanted);
    return std::none_of(names.begin(), names.end(), [&](const std::string& name) {
      return taken_.contains(name) && std::find(own.begin(), own.end(), name) == own.end();
    });
  }

 private:
  std::set<std::string> taken_;
};

bool differ_in_name(const ObjectId& old, const ObjectId& wanted) {
  const std::size_t name = old.kind->name_part(old);
  std::vector<std::string> path = old.path;
  path[name] = wanted.path[name];
  return path == wanted.path;
}

}  // namespace

std::vector<RenameWish> renames_of_what_is_alike(const Catalog& from, const Catalog& to) {
  const OfOneParent coming = only_in(to, from);
  if (coming.empty()) return {};
  OfOneParent going = only_in(from, to);
  if (going.empty()) return {};
  const Names names(from);
  std::vector<RenameWish> wishes;
  for (const auto& [place, those] : coming) {
    const auto found = going.find(place);
    if (found == going.end()) continue;
    for (const Nameless& wanted : those) {
      const auto old = std::find_if(found->second.begin(), found->second.end(), [&](const Nameless& one) {
        return one.object != nullptr && place.first->equal(*one.attributes, *wanted.attributes) &&
               differ_in_name(one.object->id, wanted.object->id) && names.are_free(*wanted.object, *one.object);
      });
      if (old == found->second.end()) continue;
      const ObjectId& id = old->object->id;
      wishes.push_back({{wanted.object->id}, id.path[id.kind->name_part(id)], {}});
      old->object = nullptr;
    }
  }
  return wishes;
}

}  // namespace pgplumb::plan
