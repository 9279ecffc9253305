// Objects and their names.
//
// An object is named by its natural key, never by an OID: OIDs end where rows are read. The grain is fine: a table,
// each of its columns, each default, constraint, index, comment, owner and privilege list is an object of its own, so
// that what is dropped and made again brings all of it back through one mechanism.

#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "catalog/path.hpp"

namespace pgplumb::catalog {

class Kind;

/// A field's value, independent of the kind's struct. monostate is SQL's NULL.
using Value = std::variant<std::monostate, bool, std::int64_t, std::string, std::vector<std::string>>;

/// A value for people and for hashing: "true", "42", the text itself, "{a, b}"; "" for NULL.
[[nodiscard]] std::string to_text(const Value& value);

/// The natural key of an object. Ordered by the kind's name, then by path.
struct ObjectId {
  const Kind* kind = nullptr;
  Path path;  ///< {"app", "users", "email"} for a column; see the kind

  bool operator==(const ObjectId&) const = default;
  std::strong_ordering operator<=>(const ObjectId& other) const;
};

/// "column app.users.email": the name a person reads; made by the kind.
[[nodiscard]] std::string to_string(const ObjectId& id);

/// The fields of one object: each kind derives its own plain struct's holder from this.
struct Attributes {
  Attributes() = default;
  Attributes(const Attributes&) = default;
  Attributes& operator=(const Attributes&) = default;
  virtual ~Attributes() = default;
};

/// A row of a system catalog: class is the OID of the catalog itself (1259 for pg_class).
struct Address {
  std::uint32_t class_id = 0;
  std::uint32_t object_id = 0;
  std::int32_t sub_id = 0;

  auto operator<=>(const Address&) const = default;
};

/// Index of an object in its Catalog.
using ObjectIndex = std::uint32_t;
inline constexpr ObjectIndex no_object = UINT32_MAX;

struct Object {
  ObjectId id;
  std::shared_ptr<const Attributes> attributes;
  ObjectIndex parent = no_object;         ///< the schema of a table, the table of a column
  std::vector<ObjectIndex> dependencies;  ///< what it needs, besides its parent; sorted, as pg_depend has it
  Address address;                        ///< where it was read; zero in a snapshot
};

}  // namespace pgplumb::catalog
