// trigger: {schema, relation, name}. Its clones on partitions come with it; see the kind `partition trigger`.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& trigger_kind();

}  // namespace pgplumb::kinds
