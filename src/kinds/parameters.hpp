// Storage and view parameters, as pg_class.reloptions holds them: {"fillfactor=70", "security_barrier=true"}.
//
// The server keeps them in the order in which they were set, which means nothing: they are read sorted
// (sorted_array() in kinds/catalogs.hpp).

#pragma once

#include <string>
#include <vector>

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

/// "fillfactor='70', security_barrier='true'", each name after `prefix` ("toast.").
[[nodiscard]] std::string parameter_list(const std::vector<std::string>& parameters, const std::string& prefix = {});

/// The RESET and SET actions of `alter` ("ALTER VIEW app.v") that lead from one list to the other.
[[nodiscard]] std::vector<catalog::Sql> change_parameters(const std::string& alter,
                                                          const std::vector<std::string>& from,
                                                          const std::vector<std::string>& to,
                                                          const std::string& prefix = {});

}  // namespace pgplumb::kinds
