#include "postgres/connection.hpp"

#include <fmt/core.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <future>
#include <system_error>
#include <thread>
#include <type_traits>

#include "postgres/connect_error.hpp"
#include "postgres/kept_queries.hpp"
#include "postgres/session.hpp"
#include "postgres/session_settings.hpp"

namespace pgplumb::postgres {

namespace {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

struct FreeMemory {
  void operator()(char* memory) const { PQfreemem(memory); }
};

std::string text(const char* value) {
  return value == nullptr ? std::string() : std::string(value);
}

std::string trimmed(std::string message) {
  while (!message.empty() && (message.back() == '\n' || message.back() == ' ')) message.pop_back();
  return message;
}

Rows rows_of(const PGresult* result) {
  Rows answer;
  const int width = PQnfields(result);
  const int height = PQntuples(result);
  answer.columns.reserve(static_cast<std::size_t>(width));
  for (int column = 0; column < width; ++column) answer.columns.push_back(text(PQfname(result, column)));
  answer.rows.resize(static_cast<std::size_t>(height));
  for (int row = 0; row < height; ++row) {
    auto& fields = answer.rows[static_cast<std::size_t>(row)];
    fields.resize(static_cast<std::size_t>(width));
    for (int column = 0; column < width; ++column) {
      if (PQgetisnull(result, row, column) != 0) continue;
      fields[static_cast<std::size_t>(column)].emplace(PQgetvalue(result, row, column),
                                                       static_cast<std::size_t>(PQgetlength(result, row, column)));
    }
  }
  return answer;
}

/// libpq takes C strings: a NUL would silently cut the statement short.
void refuse_nul(const std::string& sql) {
  if (sql.find('\0') != std::string::npos)
    throw Error("the statement contains a NUL byte",
                "PostgreSQL cannot store NUL in text; is the file encoded in UTF-8?");
}

/// How long a request to cancel may be on its way before it is sent again: the server forgets one that comes between
/// two statements.
constexpr int cancel_again_ms = 50;
/// How long the server may take to cancel.
constexpr auto longest_cancel = std::chrono::seconds(5);

struct FinishConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Session = std::unique_ptr<PGconn, FinishConnection>;

/// What libpq waits for where nobody can stop it, done by a thread that is left alone with it if need be. Where there
/// is none to be had, it is done here.
template <typename Work>
auto beside(Work work) {
  const auto task = std::make_shared<std::packaged_task<std::invoke_result_t<Work>()>>(std::move(work));
  auto result = task->get_future();
  try {
    std::thread([task] { (*task)(); }).detach();
  } catch (const std::system_error&) {
    (*task)();
  }
  return result;
}

PGconn* connected(const std::string& conninfo) {
  std::vector<const char*> keywords;
  std::vector<const char*> values;
  const auto set = [&](const char* keyword, const char* value) {
    keywords.push_back(keyword);
    values.push_back(value);
  };
  // What stands before dbname is overridden by the connection string, what stands after it is not.
  if (std::getenv("PGCONNECT_TIMEOUT") == nullptr) set("connect_timeout", "15");
  // A server that is gone without a word is noticed within a minute.
  set("keepalives_idle", "20");
  set("keepalives_interval", "10");
  set("keepalives_count", "3");
  if (!conninfo.empty()) set("dbname", conninfo.c_str());
  set("client_encoding", "UTF8");
  set("fallback_application_name", "pgplumb");
  set(nullptr, nullptr);
  return PQconnectdbParams(keywords.data(), values.data(), 1);
}

}  // namespace

Unanswered::Unanswered(const std::string& description)
    : Error("interrupted, but " + description + " does not answer to the request to cancel",
            "what it was doing there may go on until the server notices that nobody waits for it",
            ExitCode::interrupted) {}

struct Connection::State {
  PGconn* connection = nullptr;
  std::shared_ptr<PGcancel> cancel;
  std::future<void> cancelling;
  std::function<void(const std::string&, const std::string&)> notice_handler;
  std::exception_ptr pending;  ///< thrown by a callback inside libpq, or the first error of a message
  Stop stop;
  std::optional<std::chrono::steady_clock::time_point> asked_at;  ///< when that was noticed
  std::optional<std::chrono::steady_clock::time_point> end;
  std::exception_ptr too_late;  ///< what is thrown from then on
  std::string held;             ///< further settings of ours, as SQL
  std::string conninfo;
  WhileWaiting while_waiting;
  KeptQueries kept;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { PQfinish(connection); }

  /// No exception may pass through libpq's C frames: it waits in `pending` until the message is over.
  static void receive_notice(void* self, const PGresult* notice) {
    auto& state = *static_cast<State*>(self);
    if (!state.notice_handler) return;
    try {
      state.notice_handler(text(PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED)),
                           text(PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY)));
    } catch (...) {
      state.remember(std::current_exception());
    }
  }

  void remember(std::exception_ptr error) {
    if (!pending) pending = std::move(error);
  }

  void rethrow() {
    if (!pending) return;
    std::rethrow_exception(std::exchange(pending, nullptr));
  }

  [[nodiscard]] std::exception_ptr server_error(const PGresult* result, const std::string& sql) const {
    ServerError::Report report;
    report.statement = sql;
    if (result != nullptr) {
      const auto field = [result](int code) { return text(PQresultErrorField(result, code)); };
      report.sqlstate = field(PG_DIAG_SQLSTATE);
      report.message = field(PG_DIAG_MESSAGE_PRIMARY);
      report.detail = field(PG_DIAG_MESSAGE_DETAIL);
      report.hint = field(PG_DIAG_MESSAGE_HINT);
      report.context = field(PG_DIAG_CONTEXT);
      report.schema = field(PG_DIAG_SCHEMA_NAME);
      report.table = field(PG_DIAG_TABLE_NAME);
      report.column = field(PG_DIAG_COLUMN_NAME);
      report.constraint = field(PG_DIAG_CONSTRAINT_NAME);
      report.statement_position = std::atoi(field(PG_DIAG_STATEMENT_POSITION).c_str());
      if (report.message.empty()) report.message = trimmed(text(PQresultErrorMessage(result)));
    }
    if (report.message.empty()) report.message = trimmed(text(PQerrorMessage(connection)));
    if (report.sqlstate.empty() && PQstatus(connection) == CONNECTION_BAD) report.sqlstate = "08006";
    return std::make_exception_ptr(ServerError(std::move(report)));
  }

  /// The time that is left, as poll() takes it; -1 if there is no end. Throws once there is none left.
  [[nodiscard]] int milliseconds_left() {
    if (!end) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*end - std::chrono::steady_clock::now()).count();
    if (left > 0) return static_cast<int>(std::min<long long>(left, 60'000));
    ask_to_cancel();
    std::rethrow_exception(too_late);
  }

  void prepare_to_send(const std::string& sql) {
    stop.check();
    (void)milliseconds_left();
    refuse_nul(sql);
    pending = nullptr;
  }

  void send(const std::string& sql) {
    prepare_to_send(sql);
    if (PQsendQuery(connection, sql.c_str()) == 0) std::rethrow_exception(server_error(nullptr, sql));
  }

  void ask_to_cancel() {
    using namespace std::chrono_literals;
    if (cancel == nullptr || (cancelling.valid() && cancelling.wait_for(0s) != std::future_status::ready)) return;
    cancelling = beside([cancel = cancel] {
      char reason[256];
      PQcancel(cancel.get(), reason, sizeof reason);  // failing means that there is nothing left to cancel
    });
    cancelling.wait_for(1s);
  }

  /// Waits for more of the answer, and for whoever asks to stop. PQgetResult reports a lost session.
  void wait_for_input() {
    int wait = milliseconds_left();
    if (while_waiting) {
      const auto next = static_cast<int>(std::max<long long>(while_waiting().count(), 1));
      wait = wait < 0 ? next : std::min(wait, next);
    }
    if (stop.asked()) {
      const auto now = std::chrono::steady_clock::now();
      if (!asked_at) asked_at = now;
      if (now > *asked_at + longest_cancel) throw Unanswered(description());
      ask_to_cancel();
      wait = wait < 0 ? cancel_again_ms : std::min(wait, cancel_again_ms);
    }
    pollfd events[] = {{PQsocket(connection), POLLIN, 0}, {asked_at ? -1 : stop.descriptor(), POLLIN, 0}};
    if (poll(events, 2, wait) > 0 && events[0].revents != 0) PQconsumeInput(connection);
  }

  [[nodiscard]] std::string description() const {
    const std::string place = text(PQhost(connection));
    return fmt::format("database {} on {}:{} as {}", text(PQdb(connection)), place.empty() ? "localhost" : place,
                       text(PQport(connection)), text(PQuser(connection)));
  }

  PGresult* next_result() {
    while (PQstatus(connection) == CONNECTION_OK && PQisBusy(connection) != 0) wait_for_input();
    return PQgetResult(connection);
  }

  /// Hands the data lines of the COPY that has begun to `line`; reads on to its end even when `line` throws.
  void drain_copy(std::size_t statement, const CopyLine& line) {
    for (;;) {
      char* buffer = nullptr;
      const int length = PQgetCopyData(connection, &buffer, PQstatus(connection) == CONNECTION_OK ? 1 : 0);
      if (length < 0) return;  // the end, or an error that PQgetResult reports next
      if (length == 0) {
        wait_for_input();
        continue;
      }
      const std::unique_ptr<char, FreeMemory> owner(buffer);
      if (!line || pending) continue;
      std::string_view view(buffer, static_cast<std::size_t>(length));
      if (view.ends_with('\n')) view.remove_suffix(1);
      try {
        line(statement, view);
      } catch (...) {
        remember(std::current_exception());
      }
    }
  }

  void hand_over(const PGresult& result, std::size_t statement, const CopyLine& line) {
    std::string row;
    for (int at = 0; at < PQntuples(&result) && !pending; ++at) {
      row.clear();
      for (int field = 0; field < PQnfields(&result); ++field) {
        if (field > 0) row += '\t';
        add_copy_field(row, PQgetisnull(&result, at, field) != 0 ? nullptr : PQgetvalue(&result, at, field));
      }
      try {
        line(statement, row);
      } catch (...) {
        remember(std::current_exception());
      }
    }
  }

  /// Reads every result of one message, so that the session can be used again whatever happened, then throws the first
  /// error.
  Rows finish(const std::string& sql, const CopyLine& line) {
    Rows answer;
    bool has_rows = false;
    std::size_t copies = 0;
    while (Result result{next_result()}) {
      switch (PQresultStatus(result.get())) {
        case PGRES_TUPLES_OK:
          if (line) {
            hand_over(*result, copies++, line);
            break;
          }
          answer = rows_of(result.get());
          has_rows = true;
          answer.command_tag = text(PQcmdStatus(result.get()));
          break;
        case PGRES_COMMAND_OK:
          if (!has_rows) answer.command_tag = text(PQcmdStatus(result.get()));
          break;
        case PGRES_EMPTY_QUERY:
          break;
        case PGRES_COPY_OUT:
          drain_copy(copies++, line);
          break;
        case PGRES_COPY_IN:
          // Nobody has data for it: the server answers with an error, which is reported like any other.
          PQputCopyEnd(connection, "no data was sent for this COPY FROM STDIN");
          break;
        default:
          remember(server_error(result.get(), sql));
          // libpq keeps returning this error for ever if the COPY cannot be left.
          if (PQstatus(connection) == CONNECTION_BAD) rethrow();
      }
    }
    stop.check();  // rather than an error that tells of a cancelled statement
    rethrow();
    return answer;
  }
};

Connection::Connection(const std::string& conninfo, SettingsOf settings, const Stop& stop)
    : state_(std::make_unique<State>()) {
  refuse_unreadable(conninfo);
  if (settings == SettingsOf::pgplumb) refuse_known_pooler(conninfo);
  state_->stop = stop;
  state_->conninfo = conninfo;
  auto session = beside([conninfo] { return Session(connected(conninfo)); });
  while (session.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready) stop.check();
  state_->connection = session.get().release();
  if (state_->connection == nullptr) throw std::bad_alloc();
  if (PQstatus(state_->connection) != CONNECTION_OK)
    throw connect_error(description(), trimmed(text(PQerrorMessage(state_->connection))),
                        text(PQpass(state_->connection)));
  PQsetNoticeReceiver(state_->connection, State::receive_notice, state_.get());
  state_->cancel = {PQgetCancel(state_->connection), PQfreeCancel};
  if (settings == SettingsOf::database) return;
  const auto answer = execute(first_message(server_version(), backend_pid()));
  if (answer.rows.at(0).at(0) == std::to_string(backend_pid())) return;
  require_session(*this, conninfo);
  execute(ours_for_session(server_version()));
}

Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;

Rows Connection::execute(const std::string& sql) {
  state_->send(sql);
  return state_->finish(sql, nullptr);
}

Rows Connection::query(const std::string& sql, const std::vector<std::optional<std::string>>& parameters) {
  state_->prepare_to_send(sql);
  std::vector<const char*> values;
  values.reserve(parameters.size());
  for (const auto& parameter : parameters) {
    if (parameter) refuse_nul(*parameter);
    values.push_back(parameter ? parameter->c_str() : nullptr);
  }
  if (PQsendQueryParams(state_->connection, sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(),
                        nullptr, nullptr, 0) == 0)
    std::rethrow_exception(state_->server_error(nullptr, sql));
  return state_->finish(sql, nullptr);
}

void Connection::copy_out(const std::string& sql, const CopyLine& line) {
  state_->send(sql);
  state_->finish(sql, line);
}

void Connection::copy_in(const std::string& sql, std::string_view data) {
  state_->send(sql);
  const Result begun{state_->next_result()};
  if (PQresultStatus(begun.get()) != PGRES_COPY_IN) {
    if (PQresultStatus(begun.get()) == PGRES_FATAL_ERROR) state_->remember(state_->server_error(begun.get(), sql));
    state_->finish(sql, nullptr);
    throw InternalError("copy_in was given a statement that is not COPY ... FROM STDIN");
  }
  constexpr std::size_t chunk = std::size_t{1} << 16;
  for (std::size_t at = 0; at < data.size(); at += chunk) {
    const auto piece = data.substr(at, chunk);
    // On failure the reason comes as the result of the COPY.
    if (PQputCopyData(state_->connection, piece.data(), static_cast<int>(piece.size())) != 1) break;
  }
  if (PQputCopyEnd(state_->connection, nullptr) != 1) state_->remember(state_->server_error(nullptr, sql));
  state_->finish(sql, nullptr);
}

void Connection::hold(const std::string& setting, const std::string& value) {
  const std::string sql = "SET " + setting + " = '" + value + "'";
  try {
    execute(sql);
    state_->held += "; " + sql;
  } catch (const ServerError&) {
    // A server that does not know it does without.
  }
}

void Connection::give_settings_back() {
  execute("RESET ALL" + state_->held);
}
void Connection::take_settings() {
  execute("RESET ALL; " + ours_for_session(server_version()) + state_->held);
}
void Connection::take_settings_for_transaction() {
  execute(ours_for_transaction(server_version()));
}

void Connection::stop_when(const Stop& stop) {
  state_->stop = stop;
  state_->asked_at.reset();
}

const Stop& Connection::stop() const {
  return state_->stop;
}

void Connection::give_up_at(std::chrono::steady_clock::time_point moment, const Error& error) {
  state_->end = moment;
  state_->too_late = std::make_exception_ptr(error);
}

void Connection::while_waiting(WhileWaiting call) {
  state_->while_waiting = std::move(call);
}

Connection Connection::another(const Stop& stop) const {
  return Connection(state_->conninfo, SettingsOf::pgplumb, stop);
}

KeptQueries& Connection::kept_queries() {
  return state_->kept;
}

int Connection::server_version() const {
  return PQserverVersion(state_->connection);
}
int Connection::backend_pid() const {
  return PQbackendPID(state_->connection);
}
bool Connection::in_transaction() const {
  const auto status = PQtransactionStatus(state_->connection);
  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}
std::string Connection::parameter(const std::string& name) const {
  return text(PQparameterStatus(state_->connection, name.c_str()));
}
std::string Connection::user() const {
  return text(PQuser(state_->connection));
}
std::string Connection::database() const {
  return text(PQdb(state_->connection));
}
std::string Connection::host() const {
  return text(PQhost(state_->connection));
}
std::string Connection::port() const {
  return text(PQport(state_->connection));
}

std::string Connection::description() const {
  return state_->description();
}

void Connection::on_notice(std::function<void(const std::string&, const std::string&)> handler) {
  state_->notice_handler = std::move(handler);
}

}  // namespace pgplumb::postgres
