// text search configuration: {schema, name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& text_search_configuration_kind();

}  // namespace pgplumb::kinds
