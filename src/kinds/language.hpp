// language: {name}: a procedural language that no extension brings.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& language_kind();

}  // namespace pgplumb::kinds
