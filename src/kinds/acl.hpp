// Privilege lists: as the server prints them, as fields hold them, and the statements that lead from one to another.
//
// The owner is written as <owner>, so that lists of different owners compare equal; every other role is written as SQL
// would have it, so that nothing is mistaken for <owner> or PUBLIC. A list equal to the built-in default of its type is
// an empty field.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

inline constexpr const char* owner_placeholder = "<owner>";

/// Who granted (empty: the owner) to whom; privilege -> with grant option.
using Acl = std::map<std::pair<std::string, std::string>, std::map<std::string, bool>>;

/// From aclitem's text, "reader=r*w/alice", of an object that `owner` owns.
[[nodiscard]] Acl parse_aclitems(const std::vector<std::string>& items, std::string_view owner);

/// As a field: "reader=SELECT*,UPDATE", "PUBLIC=USAGE/alice" where alice is not the owner; never empty.
[[nodiscard]] std::vector<std::string> to_entries(const Acl& acl);
/// The reverse; an empty field is the built-in default of `type`.
[[nodiscard]] Acl from_entries(const std::vector<std::string>& entries, std::string_view type, int server_version);

/// acldefault(). `type`: table, column, sequence, function, schema, type, language, foreign data wrapper, foreign
/// server.
[[nodiscard]] Acl built_in_acl(std::string_view type, int server_version);

/// Both lists together.
[[nodiscard]] Acl united(Acl a, const Acl& b);
/// What both lists hold.
[[nodiscard]] Acl common(const Acl& a, const Acl& b);
/// What becomes of a list when `role` becomes the owner: its entries join those of the owner.
[[nodiscard]] Acl owned_by(const Acl& acl, std::string_view role);

/// Where privileges are changed.
struct GrantTarget {
  std::string prefix;            ///< "ALTER DEFAULT PRIVILEGES FOR ROLE alice "; usually empty
  std::string on;                ///< "TABLE app.users"
  std::string column;            ///< quoted; empty unless the privileges are a column's
  std::string owner;             ///< whom <owner> stands for
  std::vector<std::string> all;  ///< every privilege of the type, for ALL
};

/// Every privilege that the type knows, in the order in which statements list them.
[[nodiscard]] std::vector<std::string> all_privileges(std::string_view type, int server_version);

/// REVOKE, then GRANT: whatever `maybe` holds is taken away unless wanted, whatever `surely` lacks is given. Where the
/// present list is known, both are that list.
[[nodiscard]] std::vector<catalog::Sql> change_acl(const GrantTarget& target, const Acl& surely, const Acl& maybe,
                                                   const Acl& wanted);

}  // namespace pgplumb::kinds
