// user mapping: {server, role, or "" for PUBLIC}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& user_mapping_kind();

}  // namespace pgplumb::kinds
