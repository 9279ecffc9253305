// What a CHECK constraint on one column says, where it says it in one of the usual ways:
// status IN ('a', 'b'), status = 'a' OR status = 'b', length(name) <= 100, each also with IS NULL OR.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pgplumb::models {

struct Allowed {
  std::optional<std::vector<std::string>> values;  ///< sorted
  std::optional<std::int64_t> max_length;

  /// Takes over what `other` says besides.
  void narrow(const Allowed& other);

  bool operator==(const Allowed&) const = default;
};

/// Reads what pg_get_constraintdef() writes. `column` is the name that the constraint uses, "value" in a domain.
/// Nothing is said of whatever is written in another way.
[[nodiscard]] Allowed allowed_by(std::string_view definition, std::string_view column);

}  // namespace pgplumb::models
