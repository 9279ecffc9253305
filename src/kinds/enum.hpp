// Enums whose labels go or change places: a second type is made, since ALTER TYPE only adds labels. Mostly the old one
// is moved aside and columns follow in one transaction, in which their tables are written anew; with plan
// --online=expand the second one stands beside it until columns have been expanded to it (kinds/expand.hpp), and then
// takes its name.

#pragma once

#include <string>
#include <vector>

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

/// Of to(): the enum that `column` is of, before and after, if another type takes its place. nullptr: none does.
[[nodiscard]] const catalog::Object* enum_made_anew(const catalog::ObjectId& column, const catalog::Context& context);

/// The columns of that type, and of no array of it.
[[nodiscard]] std::vector<catalog::ObjectId> columns_of_type(const catalog::ObjectId& type,
                                                             const catalog::Catalog& catalog);

/// Nothing but columns of it, what belongs to these, and what is made again in a moment depends on it.
[[nodiscard]] bool can_be_displaced(const catalog::ObjectId& type, const catalog::Context& context);

/// The SQL name of the second type until it has the other's.
[[nodiscard]] std::string type_beside(const catalog::ObjectId& type);

/// `text` with that for the name of the type.
[[nodiscard]] std::string with_type_beside(const std::string& text, const catalog::ObjectId& type);

}  // namespace pgplumb::kinds
