// NOT NULL of one column in all tables that inherit it from one another, where it is a constraint: since PostgreSQL 18.
//
// A constraint that a parent hands down can neither be renamed nor dropped nor made NO INHERIT in the heir. So what
// differs anywhere is changed from one place, by statements that go down the tables, where parents let go for a while,
// and up again, where each finds below what it would hand down.

#pragma once

#include <map>
#include <vector>

#include "kinds/column_fields.hpp"
#include "kinds/declared.hpp"

namespace pgplumb::kinds {

/// Heirs get it as well.
[[nodiscard]] bool hands_down_not_null(const Column& column);

[[nodiscard]] bool differs_in_not_null(const Pair<Column>& p);

/// The columns that are there before and after, among them `p`, between which NOT NULL is handed down before or after.
class NotNullFamily {
 public:
  struct Member {
    Pair<Column> pair;
    std::vector<std::size_t> parents;   ///< members; those that stay parents
    std::vector<std::size_t> children;  ///< members
    std::size_t depth = 0;
    bool follows = false;  ///< a parent's RENAME CONSTRAINT reaches it
    bool lets_go = false;  ///< hands nothing down while others are changed
  };

  explicit NotNullFamily(const Pair<Column>& p);

  /// Parents first.
  [[nodiscard]] const std::vector<Member>& members() const { return members_; }
  /// The one whose change has the statements of all; nullptr: nothing differs.
  [[nodiscard]] const Member* speaker() const;
  /// The one whose RENAME CONSTRAINT reaches `member`.
  [[nodiscard]] std::size_t renamed_by(std::size_t member) const;
  /// It becomes NOT NULL, and not since a parent does.
  [[nodiscard]] bool gains(const Member& member) const;

  /// From what is there to what is to be; `aside`: names that members have by now.
  [[nodiscard]] std::vector<Sql> statements(const std::map<std::size_t, std::string>& aside) const;

 private:
  void add(const Pair<Column>& p, std::map<ObjectId, std::size_t>& known);
  void sort_by_depth();
  void mark();
  [[nodiscard]] bool is_renamed_alike(std::size_t member) const;

  std::vector<Member> members_;
};

}  // namespace pgplumb::kinds
