// What a statement says of something of which another statement may say otherwise: the default of a column, whether
// there is a view, who may read a table. Two such statements mean something else in another order.
//
// Read from the words alone, as sql/statement_effects.hpp does: names are those of the statement, and two that could
// be one count as one. What the body of a function or of a DO block says, nobody reads; nor is it known that a GRANT
// ON ALL TABLES names a table.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/statement_effects.hpp"

namespace pgplumb::sql {

struct Claim {
  std::string about;  ///< "default of a"
  Name object;        ///< of which table, as the statement names it; may be empty
  std::string says;   ///< the words, or how it differs from others that contradict it: "there is", "there is none"

  bool operator==(const Claim&) const = default;
};

/// O(size of `statement`).
[[nodiscard]] std::vector<Claim> claims_of(std::string_view statement);

/// Whether both are about one thing and say different things of it.
[[nodiscard]] bool contradict(const Claim& one, const Claim& other);

}  // namespace pgplumb::sql
