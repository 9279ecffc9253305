// What a statement of a schema file is for, told from its words alone.
//
// Most statements define something and are executed as they are. The others need care: data stays in the scratch
// database, settings are in force for the statements behind them, transaction control would tear the batches that files
// are loaded in, and some statements belong to a whole server, which a schema file does not describe.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace pgplumb::sources {

enum class StatementPurpose {
  definition,     ///< executed
  data,           ///< executed in the scratch database, and warned of: it is no part of a plan
  setting,        ///< in force for what follows in its file
  transaction,    ///< BEGIN, COMMIT, ROLLBACK, savepoints: which statements stand or fall together
  roles,          ///< CREATE ROLE and its like: executed where roles are private to the scratch
  event_trigger,  ///< executed; what is tried again is tried before it, so that it does not fire for that
  skipped,        ///< says nothing about the schema
  refused,        ///< cannot be part of a schema file
};

/// SET, RESET and set_config(): which setting, and how to bring it about.
struct SettingChange {
  std::string name;     ///< lower case; "role" and "session_authorization" too; empty: all of them (RESET ALL)
  std::string sql;      ///< sets it for the session; empty: it goes back to its default
  bool local = false;   ///< until the end of the transaction
  std::string written;  ///< if it is local, how the file says it
};

enum class TransactionControl { none, begin, commit, rollback, savepoint, rollback_to, release };

struct StatementRole {
  StatementPurpose purpose = StatementPurpose::definition;
  bool creates = false;   ///< CREATE ...
  std::string created;    ///< the last part of the name that a CREATE gives; empty if that cannot be told
  std::string arguments;  ///< of a routine that it creates, as they are written
  bool creates_schema = false;
  /// Where OR REPLACE stands, as byte offsets.
  std::optional<std::pair<std::size_t, std::size_t>> or_replace;
  bool covers_all = false;       ///< GRANT ... ON ALL TABLES IN SCHEMA and its like: what is there so far
  bool takes_data = false;       ///< COPY ... FROM stdin
  bool drops = false;            ///< DROP ..., or ALTER ... DROP and nothing else
  std::string only_if_exists;    ///< the last part of the name of what ALTER ... IF EXISTS adds to or changes
  bool batchable = false;        ///< defines something and runs nothing: it may share a transaction with its neighbours
  bool declares_owners = false;  ///< OWNER TO, AUTHORIZATION
  std::string declares_version;  ///< of this extension: CREATE EXTENSION ... VERSION, ALTER ... UPDATE TO
  bool declares_privileges = false;  ///< GRANT, REVOKE, ALTER DEFAULT PRIVILEGES
  SettingChange setting;             ///< of a `setting`
  TransactionControl control = TransactionControl::none;
  std::string savepoint;              ///< the name in SAVEPOINT, ROLLBACK TO and RELEASE
  bool chain = false;                 ///< COMMIT AND CHAIN: another transaction begins at once
  std::optional<Diagnostic> problem;  ///< without a position; an error if `purpose` is refused
};

/// @pre `text` is the text of a scanned statement that is no meta-command
[[nodiscard]] StatementRole role_of(std::string_view text);

/// The schemas of "SET search_path = app, public" and of set_config('search_path', ...).
[[nodiscard]] std::vector<std::string> schemas_of_search_path(std::string_view sql);

}  // namespace pgplumb::sources
