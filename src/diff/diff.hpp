// The difference between two catalogs: the one comparison behind plan, drift, proof and check.

#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"

namespace pgplumb::diff {

/// An object that is only in one catalog (the other pointer is null), or in both with fields that differ.
struct Difference {
  const catalog::Object* from = nullptr;
  const catalog::Object* to = nullptr;
  std::vector<std::size_t> fields;  ///< indexes into the kind's fields; empty unless both are there

  [[nodiscard]] const catalog::ObjectId& id() const { return to != nullptr ? to->id : from->id; }
};

/// What leads from `from` to `to`, in order of id. Fields that kinds ignore are not compared. O(n).
/// The catalogs must outlive the answer.
[[nodiscard]] std::vector<Difference> diff(const catalog::Catalog& from, const catalog::Catalog& to);

/// What of `is` no command makes as `wanted` has it, a sentence for each.
[[nodiscard]] std::vector<std::string> what_stays(const catalog::Catalog& is, const catalog::Catalog& wanted);

/// "default: 0 -> 1", one line per differing field: see diff/field_note.hpp.
[[nodiscard]] std::vector<std::string> describe_fields(const Difference& difference);

}  // namespace pgplumb::diff
