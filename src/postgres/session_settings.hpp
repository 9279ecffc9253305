// What the sessions of pgplumb make of the settings that a database or a role brings along (ALTER DATABASE ... SET).
//
// Whoever may set them decides in which schema an operator is looked for, how a date is written and how long a
// statement may take, for everyone who connects. So the first message of each session says how it is to be, before any
// name is looked up. It is no option of the connection: poolers refuse such options or drop them without a word, and
// RESET, which leads what a person wrote back to what the database says, would lead to the option.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace pgplumb::postgres {

struct SessionSetting {
  enum class Held {
    always,   ///< in each session of ours
    reading,  ///< only while a catalog is read: what converts values is the database's business where a plan does it
    never     ///< as the database or the role has it
  };

  std::string_view name;
  Held held = Held::never;
  std::string_view value;  ///< empty for `never`
  std::string_view why;
  int since = 0;  ///< major version of the server that knows it first; 0: all
};

/// Every setting that was thought about. A test holds it against what servers know.
[[nodiscard]] std::span<const SessionSetting> session_settings();

/// The first message of a session with a server of this version. `process` is the one that the connection was told:
/// where another one answers, a pooler's, nothing of it outlives the message. Its last row begins with the process that
/// answered.
[[nodiscard]] std::string first_message(int server_version, int process);

/// The same for a session that is known to be one, or for the transaction that is open.
[[nodiscard]] std::string ours_for_session(int server_version);
[[nodiscard]] std::string ours_for_transaction(int server_version);

/// The transaction that is open reads a catalog: this, and how values are written.
[[nodiscard]] std::string ours_for_reading(int server_version);

}  // namespace pgplumb::postgres
