// statistics: {schema, name}: extended statistics, CREATE STATISTICS.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& statistics_kind();

}  // namespace pgplumb::kinds
