#include "catalog/counter.hpp"

namespace pgplumb::catalog {

std::string Counter::limits_within(const Counter& from) const {
  if (minimum <= from.minimum && maximum >= from.maximum) return {};
  return "BETWEEN " + std::to_string(minimum) + " AND " + std::to_string(maximum);
}

std::vector<Guard> Counter::guard(const Counter& from, const std::string& standing, const std::string& loses) const {
  const bool ascending = increment > 0;
  if (ascending ? maximum >= from.maximum : minimum <= from.minimum) return {};
  const std::string outside =
      ascending ? "last_value > " + std::to_string(maximum) : "last_value < " + std::to_string(minimum);
  return {{loses,
           "EXISTS (SELECT FROM " + standing + " WHERE " + outside + " AND (is_called OR last_value <> " +
               std::to_string(from.start) + "))",
           "give it limits that hold the numbers that it has handed out, or plan with --allow-destroy '" + loses +
               "', and it begins anew"}};
}

}  // namespace pgplumb::catalog
