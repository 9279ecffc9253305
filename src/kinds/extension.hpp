// extension: {name}. Its members are its business, not ours.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& extension_kind();

}  // namespace pgplumb::kinds
