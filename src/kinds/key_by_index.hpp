// A primary or unique key that is made of an index: of one that is built before, beside everybody's work, or of one
// that was there as a plain one.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

/// The index of the key `object` of context.to(), built beside everybody's work, and what makes it the key; empty where
/// a key cannot be made so, or not without a moment in which it is missing.
[[nodiscard]] std::vector<catalog::Sql> key_by_index(const catalog::Object& object, const catalog::Context& context);

/// The plain index of from() that becomes `key`, of to(), which has its name and says the same: nothing that needs it,
/// or is said of it, is lost, and no row is read. nullptr if there is none.
[[nodiscard]] const catalog::Object* index_becoming(const catalog::Object& key, const catalog::Context& context);

/// The key that `index`, of from(), becomes so; nullptr if it does not.
[[nodiscard]] const catalog::Object* key_made_of(const catalog::Object& index, const catalog::Context& context);

/// What builds an index for `key`, of to(), beside what has its name and goes in this plan: the key that it was, or a
/// plain index that says something else. nullopt where there is none such, or where no index can be built before that
/// goes. Its demands are the caller's to add.
[[nodiscard]] std::optional<catalog::Creation> index_beside(const catalog::Object& key,
                                                            const catalog::Context& context);

/// How that index is called until it is the key's.
[[nodiscard]] std::string name_of_index_beside(const catalog::Object& key, const catalog::Context& context);

/// The statement that makes `index`, in the schema of its table, the index of `key`.
[[nodiscard]] std::string add_key_of_index(const catalog::Object& key, const std::string& index);

}  // namespace pgplumb::kinds
