// Types that are made anew while columns still hold values of them: the old one is renamed, the new one made, the
// columns follow, and the old one is dropped.

#pragma once

#include <string>

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

/// If that is longer than PostgreSQL's 63 bytes, `name` is cut between characters, and a hash of it is put in.
[[nodiscard]] std::string name_with(const std::string& name, std::string suffix);

/// `name` with a suffix that says whose it is. The suffixes of different `number`s differ.
[[nodiscard]] std::string name_aside(const std::string& name, int number = 1);

/// What is made beside it is called so, until it has the name.
[[nodiscard]] std::string name_beside(const std::string& name);

/// For a type or domain: `keyword` is "TYPE" or "DOMAIN".
[[nodiscard]] catalog::Kind::Aside move_aside(const std::string& keyword, const catalog::ObjectId& id);

/// "ALTER TYPE app.old RENAME TO new".
[[nodiscard]] std::vector<catalog::Sql> rename_type(const std::string& keyword, const catalog::ObjectId& from,
                                                    const catalog::ObjectId& to);

/// "type app.status": no relation and no other type may be called so.
[[nodiscard]] std::vector<std::string> occupied_type(const catalog::ObjectId& id);

}  // namespace pgplumb::kinds
