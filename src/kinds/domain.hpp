// domain: {schema, name}. Its constraints are objects of their own.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& domain_kind();

}  // namespace pgplumb::kinds
