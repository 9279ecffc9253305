// default privileges: {role, schema or "" for all schemas, type word}: what objects are granted as they are made.

#pragma once

#include "kinds/list.hpp"

#include <optional>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "kinds/acl.hpp"

namespace pgplumb::kinds {

/// What an object of `type` made by `role` in `schema` ("" for none) is granted at once in `catalog`; entries that
/// `also_in` lacks are left out where it is given. See get_user_default_acl() in src/backend/catalog/aclchk.c.
[[nodiscard]] Acl acl_when_made(const catalog::Catalog& catalog, const catalog::Catalog* also_in,
                                const std::string& role, const std::string& schema, const std::string& type);

}  // namespace pgplumb::kinds
