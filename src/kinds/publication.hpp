// publication: {name}. Its tables and schemas are objects of their own.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& publication_kind();

}  // namespace pgplumb::kinds
