// privileges: attached to everything that can be granted; to a column only where it has any of its own.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& privileges_kind();

}  // namespace pgplumb::kinds
