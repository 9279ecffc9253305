// foreign data wrapper: {name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& foreign_data_wrapper_kind();

}  // namespace pgplumb::kinds
