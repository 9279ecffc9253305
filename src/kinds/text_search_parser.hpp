// text search parser: {schema, name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& text_search_parser_kind();

}  // namespace pgplumb::kinds
