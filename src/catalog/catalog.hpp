// A catalog: every object of a database, and what depends on what.
//
// Objects are kept sorted by id and addressed by index; a Catalog does not change once it is built. Equal databases
// give equal catalogs, byte for byte, wherever they were read.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/kind.hpp"
#include "catalog/object.hpp"

namespace pgplumb::catalog {

/// What is known of the server and the session that a catalog was read with.
struct Origin {
  int server_version = 0;                      ///< 150020; 0 for the empty catalog
  std::string role;                            ///< who would own what is made now
  std::vector<std::string> search_path = {};   ///< schemas that its sessions look in unless they say otherwise
  std::vector<std::string> open_schemas = {};  ///< in which others than their owner and the role may create

  auto operator<=>(const Origin&) const = default;
};

class Catalog {
 public:
  Catalog() = default;
  /// Sorts `objects` and renumbers parents and dependencies, which are indexes into `objects` as given.
  /// @throws InternalError if an id occurs twice
  Catalog(std::vector<Object> objects, Origin origin);

  [[nodiscard]] const std::vector<Object>& objects() const { return objects_; }
  [[nodiscard]] const Object& operator[](ObjectIndex index) const { return objects_[index]; }
  [[nodiscard]] std::size_t size() const { return objects_.size(); }
  [[nodiscard]] const Origin& origin() const { return origin_; }

  /// O(log n). no_object if there is none.
  [[nodiscard]] ObjectIndex index_of(const ObjectId& id) const;
  [[nodiscard]] const Object* find(const ObjectId& id) const;
  /// First object of any of the kinds with this path. For "the relation that this column is of".
  [[nodiscard]] const Object* parent_of(const Object& object) const;

  /// Objects that need `index`: by dependency or as their parent. Sorted. Built on first use, O(n).
  [[nodiscard]] const std::vector<ObjectIndex>& dependents(ObjectIndex index) const;

  /// The catalog without the objects for which `keep` is false and what depends on them as children; indexes are
  /// renumbered.
  template <typename Keep>
  [[nodiscard]] Catalog filtered(Keep keep) const {
    std::vector<bool> kept(objects_.size());
    for (std::size_t index = 0; index < objects_.size(); ++index) kept[index] = keep(objects_[index]);
    return without(kept, true);
  }

  /// The catalog of the objects for which `keep` is true, and no others: one whose parent is left out stands alone.
  template <typename Keep>
  [[nodiscard]] Catalog exactly(Keep keep) const {
    std::vector<bool> kept(objects_.size());
    for (std::size_t index = 0; index < objects_.size(); ++index) kept[index] = keep(objects_[index]);
    return without(kept, false);
  }

  /// The catalog and those of `others` that it lacks, each under its parent if that is there, without dependencies.
  [[nodiscard]] Catalog joined_by(const std::vector<const Object*>& others, const Catalog& their_catalog) const;

  /// The catalog with the dependencies that its kinds know of besides those that it was read with.
  [[nodiscard]] Catalog completed() &&;

  /// The same catalog, of another origin.
  [[nodiscard]] Catalog with_origin(Origin origin) &&;

  /// The catalog with the attributes of some objects exchanged.
  [[nodiscard]] Catalog with(const std::map<ObjectIndex, std::shared_ptr<const Attributes>>& attributes) const;

 private:
  [[nodiscard]] Catalog without(const std::vector<bool>& kept, bool with_parents) const;

  std::vector<Object> objects_;
  Origin origin_;
  mutable std::vector<std::vector<ObjectIndex>> dependents_;
};

/// SHA-256 of one object's kind, path and compared fields; raw bytes.
[[nodiscard]] std::string object_hash(const Object& object);
/// "sha256:..." over all objects, in order. O(n).
[[nodiscard]] std::string fingerprint(const Catalog& catalog);

}  // namespace pgplumb::catalog
