// The journal of a database, for people and for machines.

#pragma once

#include <string>

#include "pgplumb/history.hpp"
#include "report/style.hpp"

namespace pgplumb::report {

[[nodiscard]] std::string history_text(const HistoryResult& result, const Style& style);
/// schema/history.schema.json
[[nodiscard]] std::string history_json(const HistoryResult& result);

}  // namespace pgplumb::report
