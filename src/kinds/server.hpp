// server: {name}: a foreign server.

#pragma once

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

[[nodiscard]] const catalog::Kind& server_kind();

}  // namespace pgplumb::kinds
