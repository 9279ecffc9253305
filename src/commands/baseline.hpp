// What every new database holds before anything is made in it: the schema public, with its comment, owner and
// privileges.
//
// Rendering starts from here instead of from nothing, so that a schema file does not create what is always there.

#pragma once

#include "catalog/catalog.hpp"

namespace pgplumb::commands {

/// A new database of the server version and the role that `origin` names.
[[nodiscard]] catalog::Catalog new_database(const catalog::Origin& origin);

}  // namespace pgplumb::commands
