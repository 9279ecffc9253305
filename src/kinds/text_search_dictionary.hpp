// text search dictionary: {schema, name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& text_search_dictionary_kind();

}  // namespace pgplumb::kinds
