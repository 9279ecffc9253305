// Which pgplumb this is.

#pragma once

#include <string_view>

namespace pgplumb {

/// The version of the library, as in meson.build: "0.1.0".
[[nodiscard]] std::string_view version();

}  // namespace pgplumb
