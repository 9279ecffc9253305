// How often reading a database waits for the server, counted by a proxy between the two.

#include <doctest/doctest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>

#include "postgres/connection.hpp"
#include "server.hpp"
#include "sources/live.hpp"

namespace {

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  REQUIRE(path.size() < sizeof address.sun_path);
  path.copy(address.sun_path, path.size());
  return address;
}

const sockaddr* generic(const sockaddr_un& address) {
  return static_cast<const sockaddr*>(static_cast<const void*>(&address));
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

/// Hands one connection on to a server's socket, and counts how often the client speaks after the server has: turns.
class CountingProxy {
 public:
  explicit CountingProxy(std::string server_socket) : server_socket_(std::move(server_socket)) {
    std::string pattern = "/tmp/pgplumb-proxy-XXXXXX";
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    folder_ = pattern;
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_un address = address_of(folder_ + "/.s.PGSQL.5432");
    REQUIRE(::bind(listener_, generic(address), sizeof address) == 0);
    REQUIRE(::listen(listener_, 1) == 0);
    const sockaddr_un target = address_of(server_socket_);
    thread_ = std::thread([this, target] { serve(target); });
  }
  ~CountingProxy() {
    if (thread_.joinable()) thread_.join();
    ::close(listener_);
    std::filesystem::remove_all(folder_);
  }
  CountingProxy(const CountingProxy&) = delete;
  CountingProxy& operator=(const CountingProxy&) = delete;

  [[nodiscard]] const std::string& folder() const { return folder_; }
  /// Once the client has closed its connection.
  [[nodiscard]] int turns() {
    thread_.join();
    return turns_;
  }

 private:
  void serve(const sockaddr_un& target) {
    const int client = ::accept(listener_, nullptr, nullptr);
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (client >= 0 && ::connect(server, generic(target), sizeof target) == 0) exchange(client, server);
    ::close(client);
    ::close(server);
  }

  void exchange(int client, int server) {
    constexpr std::string_view goodbye("X\0\0\0\4", 5);
    std::array<char, 65536> buffer{};
    bool client_spoke_last = false;
    for (;;) {
      std::array<pollfd, 2> sockets{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
      if (::poll(sockets.data(), sockets.size(), 30000) <= 0) return;
      const bool from_server = sockets[1].revents != 0;
      const ssize_t got = ::recv(from_server ? server : client, buffer.data(), buffer.size(), 0);
      if (got <= 0) return;
      const std::string_view bytes(buffer.data(), static_cast<std::size_t>(got));
      // Saying goodbye waits for no answer.
      if (!from_server && !client_spoke_last && bytes != goodbye) ++turns_;
      client_spoke_last = !from_server;
      if (!send_all(from_server ? client : server, bytes)) return;
    }
  }

  std::string server_socket_;
  std::string folder_;
  int listener_ = -1;
  std::atomic<int> turns_ = 0;
  std::thread thread_;
};

struct Reading {
  int turns = 0;
  std::size_t objects = 0;
};

Reading read_through_proxy(test::Database& database) {
  const auto where = database.execute(
      "SELECT pg_catalog.split_part(pg_catalog.current_setting('unix_socket_directories'), ',', 1), "
      "pg_catalog.current_setting('port'), current_user");
  const auto& row = where.rows.at(0);
  CountingProxy proxy(row.at(0).value() + "/.s.PGSQL." + row.at(1).value());
  Reading reading;
  {
    pgplumb::postgres::Connection connection("postgresql://" + row.at(2).value() + "@/" + database.name() +
                                             "?host=" + proxy.folder() + "&port=5432");
    reading.objects = pgplumb::sources::read_catalog(connection).size();
  }
  reading.turns = proxy.turns();
  return reading;
}

}  // namespace

TEST_CASE("reading a database takes at most 6 turns from connect to close, with 1 table and with 500") {
  test::Database small;
  small.execute("CREATE TABLE one (id integer PRIMARY KEY)");
  test::Database large;
  large.execute(
      "DO $$ BEGIN FOR i IN 1..500 LOOP EXECUTE pg_catalog.format('CREATE TABLE t%s (id bigint GENERATED ALWAYS AS "
      "IDENTITY "
      "PRIMARY KEY, name text DEFAULT ''x'' CHECK (name <> ''''), other bigint)', i); "
      "EXECUTE pg_catalog.format('CREATE INDEX ON t%s (other)', i); END LOOP; END $$");
  const Reading of_small = read_through_proxy(small);
  const Reading of_large = read_through_proxy(large);
  CHECK(of_large.objects > of_small.objects + 3000);
  CHECK(of_small.turns >= 2);
  CHECK(of_small.turns <= 6);
  CHECK(of_large.turns == of_small.turns);
}

TEST_CASE("the proxy counts every question") {
  test::Database database;
  const auto where = database.execute(
      "SELECT pg_catalog.split_part(pg_catalog.current_setting('unix_socket_directories'), ',', 1), "
      "pg_catalog.current_setting('port'), current_user");
  const auto& row = where.rows.at(0);
  CountingProxy proxy(row.at(0).value() + "/.s.PGSQL." + row.at(1).value());
  int questions = 0;
  {
    pgplumb::postgres::Connection connection("postgresql://" + row.at(2).value() + "@/" + database.name() +
                                             "?host=" + proxy.folder() + "&port=5432");
    for (; questions < 10; ++questions) connection.execute("SELECT 1");
  }
  CHECK(proxy.turns() > questions);
}
