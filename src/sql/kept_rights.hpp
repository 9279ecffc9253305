// Owner and privileges of an object that is dropped and made again, where nobody manages them: two blocks around that,
// in one transaction. The first keeps them in a temporary table, the second gives them back, so that they are those of
// whatever database the plan is applied to.
//
// What is kept are roles and privileges, not statements: nobody else in the session could have the second block carry
// out something else. Who granted a privilege is not kept: it is the owner then.

#pragma once

#include <optional>
#include <set>
#include <string>

namespace pgplumb::sql {

struct KeptRights {
  std::string object;  ///< as ALTER ... OWNER TO names it: "VIEW app.totals"
  bool owner = false;
  bool privileges = false;  ///< those of its columns as well

  bool operator==(const KeptRights&) const = default;
};

/// "owner and privileges"
[[nodiscard]] std::string to_string(const KeptRights& rights);

/// nullopt for a sort of object of which neither is kept.
[[nodiscard]] std::optional<std::string> keep_statement(const KeptRights& rights);
/// @pre keep_statement(rights)
[[nodiscard]] std::string restore_statement(const KeptRights& rights);

/// Whether `statement` is one of these, to the byte, as a plan has it.
[[nodiscard]] bool keeps_rights(const std::string& statement);

/// Whether both, for these or more of them, are among `statements` of a plan.
[[nodiscard]] bool is_kept(const KeptRights& rights, const std::set<std::string>& statements);

}  // namespace pgplumb::sql
