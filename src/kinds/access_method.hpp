// access method: {name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& access_method_kind();

}  // namespace pgplumb::kinds
