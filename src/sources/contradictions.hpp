// Which statements of schema files say different things of one thing, so that their order matters.
//
// Files may say one thing very often, in order or not: each question looks only at what is not done yet, or at the last
// that is.

#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sources/schema_files.hpp"
#include "sql/claims.hpp"

namespace pgplumb::sources {

class Contradictions {
 public:
  /// Between those of `statements`, which are indices into the script's, in order. Some may be done.
  Contradictions(const SchemaScript& script, const std::vector<std::size_t>& statements,
                 const std::function<bool(std::size_t)>& is_done);

  void done(std::size_t statement);

  /// Whether one before `statement` contradicts it that is not done, nor one of `together`, which are sorted.
  [[nodiscard]] bool waits(std::size_t statement, const std::vector<std::size_t>& together);
  /// The last one behind `statement` that contradicts it and is done.
  [[nodiscard]] std::optional<std::size_t> done_behind(std::size_t statement);
  /// Whether one of `those`, which are sorted, contradicts it.
  [[nodiscard]] bool contradicts_any(std::size_t statement, const std::vector<std::size_t>& those) const;

 private:
  // The statements that make one claim.
  struct Group {
    sql::Claim claim;
    std::vector<std::size_t> statements;
    std::size_t before_waiting = 0;  // so many of them are done, from the first on
    std::optional<std::size_t> last_done;
  };
  // Claims of one subject under one name, by their first statement.
  struct Groups {
    std::vector<std::size_t> list;   // into groups_
    std::size_t before_waiting = 0;  // so many of them are done in full, from the first on
    std::optional<std::size_t> last_done;
  };

  [[nodiscard]] std::size_t group_of(const sql::Claim& claim);
  template <typename Visit>
  void visit(const sql::Claim& claim, Visit visit);
  [[nodiscard]] bool waits_for(Groups& groups, const sql::Claim& claim, std::size_t statement,
                               const std::vector<std::size_t>& together);
  void advance(Group& group) const;

  std::vector<Group> groups_;
  std::map<std::pair<std::string, std::string>, std::size_t> group_by_claim_;  // of a key and what is said
  std::map<std::string, Groups> exact_;                                        // by the name that the claim gives
  std::map<std::string, Groups> longer_;             // by what such a name ends with: "t" for "s.t"
  std::vector<std::vector<std::size_t>> groups_of_;  // by statement
  std::vector<bool> done_;                           // by statement
};

}  // namespace pgplumb::sources
