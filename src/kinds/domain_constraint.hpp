// domain constraint: {schema, domain, name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& domain_constraint_kind();

}  // namespace pgplumb::kinds
