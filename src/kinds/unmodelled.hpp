// unmodelled: {what it is, its identity}: whatever a user owns in a catalog that no other kind reads.
//
// They are read so that nothing is passed over in silence: a plan that would have to touch one is refused with its
// name.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& unmodelled_kind();

}  // namespace pgplumb::kinds
