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

#include "base/error.hpp"

namespace pgplumb::sources {

enum class StatementPurpose {
  definition,     ///< executed
  data,           ///< executed in the scratch database, and warned of: it is no part of a plan
  setting,        ///< in force for what follows in its file
  transaction,    ///< BEGIN, COMMIT: skipped
  roles,          ///< CREATE ROLE and its like: executed where roles are private to the scratch
  event_trigger,  ///< executed last, so that it does not fire while the files are loaded
  skipped,        ///< says nothing about the schema
  refused,        ///< cannot be part of a schema file
};

/// SET, RESET and set_config(): which setting, and how to bring it about.
struct SettingChange {
  std::string name;    ///< lower case; "role" and "session_authorization" too; empty: all of them (RESET ALL)
  std::string sql;     ///< sets it for the session; empty: it goes back to its default
  bool local = false;  ///< until the end of the transaction
};

enum class TransactionControl { none, begin, end };

struct StatementRole {
  StatementPurpose purpose = StatementPurpose::definition;
  bool creates = false;         ///< CREATE ...
  bool creates_schema = false;  ///< CREATE SCHEMA without elements of its own
  bool precedes_schemas =
      false;                ///< DROP SCHEMA, and default privileges on schemas: no CREATE SCHEMA may move before it
  bool covers_all = false;  ///< GRANT ... ON ALL TABLES IN SCHEMA and its like: what is there so far
  bool takes_data = false;  ///< COPY ... FROM stdin
  bool drops = false;       ///< DROP ..., or ALTER ... DROP
  /// ALTER ... IF EXISTS does nothing while its object is not there yet: where these two words are, as byte offsets.
  std::optional<std::pair<std::size_t, std::size_t>> if_exists;
  bool alone = false;                ///< cannot run in a transaction block
  bool declares_owners = false;      ///< OWNER TO, AUTHORIZATION
  bool declares_privileges = false;  ///< GRANT, REVOKE, ALTER DEFAULT PRIVILEGES
  SettingChange setting;             ///< of a `setting`
  TransactionControl control = TransactionControl::none;
  std::optional<Diagnostic> problem;  ///< without a position; an error if `purpose` is refused
};

/// @pre `text` is the text of a scanned statement that is no meta-command
[[nodiscard]] StatementRole role_of(std::string_view text);

}  // namespace pgplumb::sources
