#include "postgres/session.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <chrono>
#include <memory>
#include <optional>

#include "postgres/conninfo.hpp"

namespace pgplumb::postgres {

namespace {

[[noreturn]] void refuse(const std::string& where) {
  throw Error(
      where + " is a pooler in transaction mode: it hands the server out anew for each transaction",
      "locks and SET need a session: connect to the server itself, or to the pooler's session mode (at Supabase "
      "port 5432 instead of 6543)");
}

std::string server_process(Connection& connection) {
  return connection.execute("SELECT pg_catalog.pg_backend_pid()").rows.at(0).at(0).value_or("");
}

/// A second connection, whose server process may not be had as long as the first keeps its own.
class Probe {
 public:
  explicit Probe(const std::string& conninfo) {
    const std::string whole =
        conninfo.empty() || is_connection_string(conninfo) ? conninfo : "dbname=" + conninfo_value(conninfo);
    const char* const keywords[] = {"connect_timeout", "dbname", nullptr};
    const char* const values[] = {"5", whole.c_str(), nullptr};
    connection_.reset(PQconnectdbParams(keywords, values, 1));
  }

  /// The process in a transaction that stays open; nullopt if there is none to be had in a while.
  std::optional<std::string> begin() {
    if (PQstatus(connection_.get()) != CONNECTION_OK) return std::nullopt;
    if (PQsendQuery(connection_.get(), "BEGIN; SELECT pg_catalog.pg_backend_pid()") == 0) return std::nullopt;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(3);
    std::optional<std::string> process;
    for (;;) {
      while (PQisBusy(connection_.get()) != 0) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
        pollfd readable{PQsocket(connection_.get()), POLLIN, 0};
        if (left <= 0 || ::poll(&readable, 1, static_cast<int>(left)) <= 0) return std::nullopt;
        if (PQconsumeInput(connection_.get()) == 0) return std::nullopt;
      }
      const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQgetResult(connection_.get()), PQclear);
      if (result == nullptr) return process;
      if (PQresultStatus(result.get()) == PGRES_TUPLES_OK) process = PQgetvalue(result.get(), 0, 0);
    }
  }

 private:
  struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  std::unique_ptr<PGconn, Finish> connection_;
};

}  // namespace

void refuse_known_pooler(const std::string& conninfo) {
  auto options = environment_of(conninfo);
  const std::string& host = options["PGHOST"];
  const bool theirs = host.ends_with(".supabase.com") || host.ends_with(".supabase.co");
  if (theirs && options["PGPORT"] == "6543") refuse(host + ":6543");
}

void require_session(Connection& connection, const std::string& conninfo) {
  const std::string process = server_process(connection);
  // A pooler makes up the number that it tells its clients.
  if (process == std::to_string(connection.backend_pid())) return;
  const std::string where = connection.description();
  {
    Probe probe(conninfo);
    if (probe.begin() == process || server_process(connection) != process) refuse(where);
  }
  // One that takes its servers in turn.
  for (int again = 0; again < 2; ++again)
    if (server_process(connection) != process) refuse(where);
}

}  // namespace pgplumb::postgres
