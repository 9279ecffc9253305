// text search template: {schema, name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& text_search_template_kind();

}  // namespace pgplumb::kinds
