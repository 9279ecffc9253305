// OPTIONS (...) of foreign data wrappers, servers, user mappings and foreign tables; each option is "name=value".

#pragma once

#include <string>
#include <vector>

namespace pgplumb::kinds {

/// " OPTIONS (host 'db', port '5432')", with a blank before; empty if there are none.
[[nodiscard]] std::string foreign_options(const std::vector<std::string>& options);

/// "OPTIONS (ADD host 'db', SET port '5433', DROP dbname)".
[[nodiscard]] std::string foreign_option_changes(const std::vector<std::string>& from,
                                                 const std::vector<std::string>& to);

}  // namespace pgplumb::kinds
