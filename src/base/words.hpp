// English for reports: plurals and counts.

#pragma once

#include <string>
#include <string_view>

namespace pgplumb {

/// "tables", "indexes", "policies", "privileges".
[[nodiscard]] std::string plural(std::string_view noun);

/// "1 table", "2 tables", "3 indexes", "2 policies".
[[nodiscard]] std::string counted(long count, std::string_view noun);

}  // namespace pgplumb
