#include "catalog/catalog.hpp"

#include <algorithm>
#include <numeric>

#include "base/error.hpp"
#include "base/hash.hpp"

namespace pgplumb::catalog {

Catalog::Catalog(std::vector<Object> objects, Origin origin) : origin_(std::move(origin)) {
  std::vector<ObjectIndex> order(objects.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto before = [&](ObjectIndex a, ObjectIndex b) { return objects[a].id < objects[b].id; };
  // A snapshot is sorted already.
  if (!std::is_sorted(order.begin(), order.end(), before)) std::sort(order.begin(), order.end(), before);
  std::vector<ObjectIndex> renumbered(objects.size());
  for (ObjectIndex index = 0; index < order.size(); ++index) renumbered[order[index]] = index;
  objects_.reserve(objects.size());
  for (const ObjectIndex old : order) {
    Object& object = objects[old];
    if (!objects_.empty() && objects_.back().id == object.id)
      throw InternalError("two objects are named " + to_string(object.id));
    if (object.parent != no_object) object.parent = renumbered[object.parent];
    for (ObjectIndex& dependency : object.dependencies) dependency = renumbered[dependency];
    std::sort(object.dependencies.begin(), object.dependencies.end());
    object.dependencies.erase(std::unique(object.dependencies.begin(), object.dependencies.end()),
                              object.dependencies.end());
    objects_.push_back(std::move(object));
  }
}

ObjectIndex Catalog::index_of(const ObjectId& id) const {
  const auto at = std::lower_bound(objects_.begin(), objects_.end(), id,
                                   [](const Object& object, const ObjectId& key) { return object.id < key; });
  if (at == objects_.end() || at->id != id) return no_object;
  return static_cast<ObjectIndex>(at - objects_.begin());
}

const Object* Catalog::find(const ObjectId& id) const {
  const ObjectIndex index = index_of(id);
  return index == no_object ? nullptr : &objects_[index];
}

const Object* Catalog::parent_of(const Object& object) const {
  return object.parent == no_object ? nullptr : &objects_[object.parent];
}

const std::vector<ObjectIndex>& Catalog::dependents(ObjectIndex index) const {
  if (dependents_.empty()) {
    dependents_.resize(objects_.size());
    for (ObjectIndex user = 0; user < objects_.size(); ++user) {
      for (const ObjectIndex needed : objects_[user].dependencies) dependents_[needed].push_back(user);
      if (objects_[user].parent != no_object) dependents_[objects_[user].parent].push_back(user);
    }
    for (auto& users : dependents_) {
      std::sort(users.begin(), users.end());
      users.erase(std::unique(users.begin(), users.end()), users.end());
    }
  }
  return dependents_[index];
}

Catalog Catalog::without(const std::vector<bool>& kept, bool with_parents) const {
  // A child goes with its parent, however deep.
  std::vector<char> state(objects_.size(), 0);  // 0 unknown, 1 kept, 2 left out
  const auto stays = [&](auto&& self, ObjectIndex index) -> bool {
    if (state[index] == 0) {
      const bool alive =
          kept[index] && (!with_parents || objects_[index].parent == no_object || self(self, objects_[index].parent));
      state[index] = alive ? 1 : 2;
    }
    return state[index] == 1;
  };
  std::vector<ObjectIndex> renumbered(objects_.size(), no_object);
  ObjectIndex count = 0;
  for (ObjectIndex index = 0; index < objects_.size(); ++index)
    if (stays(stays, index)) renumbered[index] = count++;
  Catalog result;
  result.origin_ = origin_;
  result.objects_.reserve(count);
  for (ObjectIndex index = 0; index < objects_.size(); ++index) {
    if (renumbered[index] == no_object) continue;
    const Object& object = objects_[index];
    result.objects_.push_back({object.id, object.attributes, no_object, {}, object.address});
    Object& copy = result.objects_.back();
    if (object.parent != no_object) copy.parent = renumbered[object.parent];
    copy.dependencies.reserve(object.dependencies.size());
    for (const ObjectIndex dependency : object.dependencies)
      if (renumbered[dependency] != no_object) copy.dependencies.push_back(renumbered[dependency]);
  }
  return result;
}

Catalog Catalog::joined_by(const std::vector<const Object*>& others, const Catalog& their_catalog) const {
  std::vector<Object> objects = objects_;
  std::map<ObjectId, ObjectIndex> added;
  for (const Object* other : others) {
    if (find(other->id) != nullptr) continue;
    added[other->id] = static_cast<ObjectIndex>(objects.size());
    Object object = *other;
    object.dependencies.clear();
    objects.push_back(std::move(object));
  }
  for (const auto& [id, index] : added) {
    const Object* parent = their_catalog.parent_of(objects[index]);
    objects[index].parent = no_object;
    if (parent == nullptr) continue;
    const auto joined = added.find(parent->id);
    objects[index].parent = joined != added.end() ? joined->second : index_of(parent->id);
  }
  return Catalog(std::move(objects), origin_);
}

Catalog Catalog::completed() && {
  // Kinds see the catalog as it was read.
  std::vector<std::pair<ObjectIndex, ObjectIndex>> additions;
  for (ObjectIndex index = 0; index < objects_.size(); ++index)
    for (const ObjectIndex more : objects_[index].id.kind->more_dependencies(objects_[index], *this))
      if (more != index && more != objects_[index].parent) additions.emplace_back(index, more);
  for (const auto& [index, more] : additions) {
    auto& dependencies = objects_[index].dependencies;
    const auto at = std::lower_bound(dependencies.begin(), dependencies.end(), more);
    if (at == dependencies.end() || *at != more) dependencies.insert(at, more);
  }
  dependents_ = {};
  return std::move(*this);
}

Catalog Catalog::with_origin(Origin origin) && {
  origin_ = std::move(origin);
  return std::move(*this);
}

Catalog Catalog::with(const std::map<ObjectIndex, std::shared_ptr<const Attributes>>& attributes) const {
  Catalog result = *this;
  for (const auto& [index, exchanged] : attributes) result.objects_[index].attributes = exchanged;
  return result;
}

namespace {

void add(std::string& bytes, std::string_view text) {
  bytes += std::to_string(text.size());
  bytes += ':';
  bytes += text;
}

}  // namespace

std::string object_hash(const Object& object) {
  std::string bytes;
  add(bytes, object.id.kind->name());
  for (const std::string& part : object.id.path) add(bytes, part);
  const auto fields = object.id.kind->fields();
  for (std::size_t field = 0; field < fields.size(); ++field) {
    if (fields[field].ignored) continue;
    const Value value = object.id.kind->get(*object.attributes, field);
    // A field at its absent value leaves no trace, so that a field added later does not change old fingerprints.
    if (std::holds_alternative<std::monostate>(value)) continue;
    bytes += '|';
    add(bytes, fields[field].name);
    if (const auto* items = std::get_if<std::vector<std::string>>(&value)) {
      for (const std::string& item : *items) add(bytes, item);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      add(bytes, *text);
    } else {
      add(bytes, to_text(value));
    }
  }
  return sha256(bytes);
}

std::string fingerprint(const Catalog& catalog) {
  Sha256 hash;
  for (const Object& object : catalog.objects()) hash.update(object_hash(object));
  return "sha256:" + hex(hash.finish());
}

}  // namespace pgplumb::catalog
