// Connections through a real pooler: pgbouncer of Debian, in front of the server of the tests.

#include "postgres/session.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "server.hpp"
#include "sources/account.hpp"

using pgplumb::Error;
using pgplumb::postgres::Connection;
using pgplumb::postgres::refuse_known_pooler;
using pgplumb::postgres::require_session;

namespace {

/// pgbouncer on a socket in a folder of its own, for the time of a test.
class Pooler {
 public:
  Pooler(const test::Database& database, const std::string& mode) : database_(database.name()) {
    std::string pattern = "/tmp/pgplumb-pooler-XXXXXX";
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    folder_ = pattern;
    Connection direct(database.url());
    std::ofstream(folder_ / "users.txt") << "\"" << direct.user() << "\" \"\"\n";
    std::ofstream(folder_ / "pooler.ini")
        << "[databases]\n* = host=" << direct.host() << " port=" << direct.port()
        << "\n[pgbouncer]\nlisten_port = 6432\nunix_socket_dir = " << folder_.string()
        << "\nauth_type = trust\nauth_file = " << (folder_ / "users.txt").string() << "\npool_mode = " << mode
        << "\nlogfile = " << (folder_ / "log").string() << "\n";
    const auto account = pgplumb::sources::server_account();
    if (account) {
      REQUIRE(::chown(folder_.c_str(), account->user, account->group) == 0);
      ::chmod(folder_.c_str(), 0755);
    }
    user_ = direct.user();
    process_ = ::fork();
    if (process_ == 0) {
      if (account && (::setgid(account->group) != 0 || ::setuid(account->user) != 0)) ::_exit(126);
      const std::string file = (folder_ / "pooler.ini").string();
      ::execlp("pgbouncer", "pgbouncer", "-q", file.c_str(), nullptr);
      ::execl("/usr/sbin/pgbouncer", "pgbouncer", "-q", file.c_str(), nullptr);
      ::_exit(127);
    }
    for (int wait = 0; wait < 200 && !std::filesystem::exists(folder_ / ".s.PGSQL.6432"); ++wait)
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    REQUIRE(std::filesystem::exists(folder_ / ".s.PGSQL.6432"));
  }
  ~Pooler() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
    std::filesystem::remove_all(folder_);
  }
  Pooler(const Pooler&) = delete;
  Pooler& operator=(const Pooler&) = delete;

  [[nodiscard]] std::string url() const {
    return "host=" + folder_.string() + " port=6432 user=" + user_ + " dbname=" + database_;
  }

 private:
  std::string database_;
  std::filesystem::path folder_;
  std::string user_;
  pid_t process_ = 0;
};

std::string said(const std::string& url) {
  try {
    Connection connection(url);
    require_session(connection, url);
  } catch (const Error& error) {
    return std::string(error.what()) + " / " + error.hint();
  }
  return "";
}

}  // namespace

TEST_CASE("a pooler in transaction mode is recognised and explained, one in session mode is a session") {
  test::Database database;
  {
    const Pooler pooler(database, "transaction");
    const std::string text = said(pooler.url());
    CHECK(text.find("is a pooler in transaction mode: it hands the server out anew for each transaction") !=
          std::string::npos);
    CHECK(text.find("locks and SET need a session") != std::string::npos);
    // Others use it too: whichever server one is given.
    Connection other(pooler.url());
    other.execute("SELECT 1");
    CHECK_FALSE(said(pooler.url()).empty());
  }
  {
    const Pooler pooler(database, "session");
    CHECK(said(pooler.url()).empty());
  }
  CHECK(said(database.url()).empty());
}

TEST_CASE("the platform's pooler is refused by its address, before it is asked") {
  for (const char* url : {"postgresql://postgres.abc:pw@aws-0-eu-west-1.pooler.supabase.com:6543/postgres",
                          "host=db.abc.supabase.co port=6543 user=postgres"}) {
    try {
      refuse_known_pooler(url);
      FAIL("it was taken");
    } catch (const Error& error) {
      CHECK(std::string(error.what()).find(":6543 is a pooler in transaction mode") != std::string::npos);
      CHECK(std::string(error.what()).find("pw") == std::string::npos);
      CHECK(error.hint().find("port 5432 instead of 6543") != std::string::npos);
    }
  }
  CHECK_NOTHROW(refuse_known_pooler("postgresql://postgres@db.abc.supabase.co:5432/postgres"));
  CHECK_NOTHROW(refuse_known_pooler("postgresql://me@localhost:6543/app"));
  CHECK_NOTHROW(refuse_known_pooler(""));
}
