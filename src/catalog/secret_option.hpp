// What foreign servers and user mappings log in with stands among their options.

#pragma once

#include <string_view>

namespace pgplumb::catalog {

/// An option, "password=...", whose value is nobody's business.
[[nodiscard]] bool is_secret_option(std::string_view option);

}  // namespace pgplumb::catalog
