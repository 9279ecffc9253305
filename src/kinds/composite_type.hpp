// composite type: {schema, name}. Attributes are a field of it: what they need, it needs.

#pragma once

#include <map>
#include <string>

#include "catalog/kind.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

/// The types of its attributes, without collations, by the attributes' names.
[[nodiscard]] std::map<std::string, std::string> attribute_types(const catalog::Object& type);

}  // namespace pgplumb::kinds
