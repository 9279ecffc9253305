// One session with a PostgreSQL server, over libpq.
//
// A Connection is used by one thread at a time. A signal handler, or another thread, ends what it does by its Stop.
// Passwords never leave this folder: messages name host, port, database and user only.

#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "pgplumb/stop.hpp"

namespace pgplumb::postgres {

/// A result that came back as rows. Null is nullopt.
struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<std::optional<std::string>>> rows;
  std::string command_tag;
};

/// Called for every data row of a COPY: the raw line in text format, without its newline. `statement` counts the
/// statements of the message that have rows from 0.
using CopyLine = std::function<void(std::size_t statement, std::string_view line)>;

/// Called while an answer is waited for, once at the beginning; answers with the time after which to call it again.
/// Must neither throw nor wait.
using WhileWaiting = std::function<std::chrono::milliseconds()>;

struct KeptQueries;

/// Whose settings a session begins with: ours (session_settings.hpp), or as the database and the role have them.
enum class SettingsOf { pgplumb, database };

/// The server was asked to cancel a statement and did not: what becomes of it is not known. ExitCode::interrupted.
class Unanswered : public Error {
 public:
  explicit Unanswered(const std::string& description);
};

class Connection {
 public:
  /// Connects with a libpq connection string or URL; an empty one means PG* of the environment. Sets application_name
  /// to "pgplumb" unless given, client_encoding to UTF8. With our settings it is a session of its own. `stop` is from
  /// now on as stop_when() has it, and ends the waiting for the server as well.
  /// @throws Error naming host, port, database and user, never the password, with a hint; also for a pooler in
  /// transaction mode, unless the settings are those of the database
  explicit Connection(const std::string& conninfo, SettingsOf settings = SettingsOf::pgplumb, const Stop& stop = {});
  Connection(const std::string& conninfo, const Stop& stop) : Connection(conninfo, SettingsOf::pgplumb, stop) {}
  ~Connection();
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;

  /// Runs `sql` as one simple-query message (one round trip); it may hold several statements. Answers with the rows of
  /// the last statement that returned some. @throws ServerError
  Rows execute(const std::string& sql);

  /// Runs one statement with text parameters. @throws ServerError
  Rows query(const std::string& sql, const std::vector<std::optional<std::string>>& parameters);

  /// Runs `sql`, one message with any number of statements, in which COPY ... TO STDOUT may stand; each data line goes
  /// to `line`, and so does each row of a statement that returns some, as COPY would write it. One round trip.
  /// @throws ServerError (the session is then outside of COPY and may be used again)
  void copy_out(const std::string& sql, const CopyLine& line);

  /// The queries whose plans the session has kept: kept_queries.hpp.
  [[nodiscard]] KeptQueries& kept_queries();

  /// Runs one `COPY ... FROM STDIN` and sends `data` (text format). @throws ServerError
  void copy_in(const std::string& sql, std::string_view data);

  /// One more setting, for as long as the session lasts, if the server takes it. Not inside a transaction.
  void hold(const std::string& setting, const std::string& value);

  /// For what a person wrote: every setting as the database and the role have it. Not inside a transaction.
  void give_settings_back();
  /// Ours again, whatever was set meanwhile.
  void take_settings();
  /// The same until the end of the transaction that is open, whose other settings stay.
  void take_settings_for_transaction();

  /// From now on, once `stop` is asked, what this connection executes is cancelled and nothing is sent: an Error with
  /// ExitCode::interrupted is thrown instead. Whoever cleans up after that begins with a Stop that nobody asks.
  void stop_when(const Stop& stop);
  [[nodiscard]] const Stop& stop() const;

  /// From that moment on whatever this connection executes is given up and fails with `error`, and nothing is sent.
  void give_up_at(std::chrono::steady_clock::time_point moment, const Error& error);

  /// From now on; nothing is called if it is empty.
  void while_waiting(WhileWaiting call);

  /// One more session, by the same connection string. From any thread. @throws as the constructor does
  [[nodiscard]] Connection another(const Stop& stop) const;

  [[nodiscard]] int server_version() const;  ///< 150020 for 15.20
  [[nodiscard]] int server_major() const { return server_version() / 10000; }
  [[nodiscard]] int backend_pid() const;
  /// Whether a transaction is open, or has failed and was not ended yet.
  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] std::string parameter(const std::string& name) const;  ///< a ParameterStatus, "" if unknown
  [[nodiscard]] std::string user() const;
  [[nodiscard]] std::string database() const;
  [[nodiscard]] std::string host() const;
  [[nodiscard]] std::string port() const;
  /// "database app on db.example.org:5432 as alice": for people, without secrets.
  [[nodiscard]] std::string description() const;

  /// Called with the severity and the primary message of every NOTICE and WARNING; ignored unless set.
  void on_notice(std::function<void(const std::string& severity, const std::string& message)> handler);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// One field of a line in COPY's text format, unescaped; nullopt for \N. Splits `line` at tabs.
[[nodiscard]] std::vector<std::optional<std::string>> copy_fields(std::string_view line);

/// The same into `fields`, whose memory is used again: for hundreds of thousands of lines.
void copy_fields(std::string_view line, std::vector<std::optional<std::string>>& fields);

/// Appends a field, nullptr for NULL, to such a line.
void add_copy_field(std::string& line, const char* value);

/// `conninfo` without its password, for messages. Handles URLs and keyword=value strings.
[[nodiscard]] std::string redacted(const std::string& conninfo);

/// `conninfo` with another database name.
[[nodiscard]] std::string with_database(const std::string& conninfo, const std::string& database);

}  // namespace pgplumb::postgres
