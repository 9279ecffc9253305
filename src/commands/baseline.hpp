// What every new database holds before anything is made in it: the schema public, with its comment, owner and
// privileges.
//
// Rendering starts from here instead of from nothing, so that a schema file does not create what is always there.

#pragma once

#include "catalog/catalog.hpp"

namespace pgplumb::commands {

/// Those objects of `catalog` that a new database of its server's version has too, as a new database has them; what
/// `catalog` lacks of them is in it as well, so that it is dropped.
[[nodiscard]] catalog::Catalog baseline_of(const catalog::Catalog& catalog);

}  // namespace pgplumb::commands
