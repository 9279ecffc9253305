// publication schema: {publication, schema}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& publication_schema_kind();

}  // namespace pgplumb::kinds
