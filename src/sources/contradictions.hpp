// Which statements of schema files say different things of one thing, so that their order matters.

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "sources/schema_files.hpp"
#include "sql/claims.hpp"

namespace pgplumb::sources {

class Contradictions {
 public:
  /// Between those of `statements`, which are indices into the script's.
  Contradictions(const SchemaScript& script, const std::vector<std::size_t>& statements);

  /// Those that contradict `statement`, in no order.
  [[nodiscard]] std::vector<std::size_t> with(std::size_t statement) const;

 private:
  struct Said {
    std::size_t statement;
    sql::Claim claim;
  };
  [[nodiscard]] static std::string subject(const sql::Claim& claim);

  std::map<std::string, std::vector<Said>> said_;  // by subject()
  std::map<std::size_t, std::vector<sql::Claim>> claims_;
};

}  // namespace pgplumb::sources
