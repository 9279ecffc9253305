// The one list of kinds. Whoever adds a kind adds one line to list.hpp.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/kind.hpp"
#include "catalog/object.hpp"
#include "sql/kept_rights.hpp"

namespace pgplumb::kinds {

/// Every kind, in order of name.
[[nodiscard]] std::span<const catalog::Kind* const> all_kinds();

/// The kind of this name; nullptr if there is none.
[[nodiscard]] const catalog::Kind* find_kind(std::string_view name);

/// The path has as many parts as those of its kind, and what it is attached to is something that others are attached
/// to. What a server gives always has; what a file gives may not.
[[nodiscard]] bool has_its_path(const catalog::ObjectId& id);

/// What the witness reads becomes objects of these kinds.
[[nodiscard]] const catalog::Kind& kind_of_unread_attributes();
[[nodiscard]] const catalog::Kind& kind_of_unread_rows();
/// What an unread attribute holds, if that is not what a plainly created object holds; empty for all other objects.
[[nodiscard]] std::string notable_of(const catalog::Object& object);

/// What the object called `id` in `whole`, a catalog that is not projected, would lose of its owner and privileges if
/// it were made again: `owners` and `privileges` say which of them are managed. nullopt: it has none but what the
/// connected role's new object would have, or none are kept of its sort.
[[nodiscard]] std::optional<sql::KeptRights> rights_to_keep(const catalog::Catalog& whole, const catalog::ObjectId& id,
                                                            bool owners, bool privileges);

/// A statement that takes an object elsewhere, or makes room for it there.
struct Move {
  catalog::ObjectId object;  ///< that it makes or alters
  bool makes = false;
  std::string statement;
  std::string note;
};
/// How `from` becomes `to` where that changes what other objects are called (an extension that moves to another schema,
/// with its types); empty if it does not. `now`: what is there.
[[nodiscard]] std::vector<Move> moves(const catalog::Object& from, const catalog::Object& to,
                                      const catalog::Catalog& now);

/// `gone` of `from` and `come` of `to` stand in one place and are alike but for their names, as one is that somebody
/// has renamed: a column of the same type; a table with the same columns; a type, sequence or function that is equal.
[[nodiscard]] bool resemble(const catalog::Object& gone, const catalog::Catalog& from, const catalog::Object& come,
                            const catalog::Catalog& to);

/// What a function or procedure runs, where the names in it are looked up along the search_path of whoever calls it;
/// nullopt: it has one of its own, or names were looked up when it was made, or it is something else.
[[nodiscard]] std::optional<std::string_view> body_without_path(const catalog::Object& object);

/// The schema of an operator, or of an extension, which may have some; nullopt for anything else, and for what every
/// search_path has.
[[nodiscard]] std::optional<std::string> schema_of_operators(const catalog::Object& object);

/// What a command has left, or not finished yet, is in nobody's schema.
[[nodiscard]] bool is_leftover(const catalog::Object& object);
/// The partition, as SQL names it, that an interrupted DETACH PARTITION CONCURRENTLY has left half detached; "" for any
/// other object.
[[nodiscard]] std::string half_detached(const catalog::Object& object);

}  // namespace pgplumb::kinds
