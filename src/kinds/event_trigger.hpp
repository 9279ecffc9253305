// event trigger: {name}.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& event_trigger_kind();

}  // namespace pgplumb::kinds
