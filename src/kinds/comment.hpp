// comment: attached to whatever it describes.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& comment_kind();

}  // namespace pgplumb::kinds
