#include "pooler.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "sources/account.hpp"

namespace test {

Pooler::Pooler(const Database& database, const std::string& mode, bool one_for_all) : database_(database.name()) {
  std::string pattern = "/tmp/pgplumb-pooler-XXXXXX";
  REQUIRE(::mkdtemp(pattern.data()) != nullptr);
  folder_ = pattern;
  pgplumb::postgres::Connection direct(database.url(), pgplumb::postgres::SettingsOf::database);
  std::ofstream(folder_ / "users.txt") << "\"" << direct.user() << "\" \"\"\n";
  std::ofstream(folder_ / "pooler.ini") << "[databases]\n* = host=" << direct.host() << " port=" << direct.port()
                                        << (one_for_all ? " dbname=" + database_ : "")
                                        << "\n[pgbouncer]\nlisten_port = 6432\nunix_socket_dir = " << folder_.string()
                                        << "\nauth_type = trust\nauth_file = " << (folder_ / "users.txt").string()
                                        << "\npool_mode = " << mode << "\nlogfile = " << (folder_ / "log").string()
                                        << "\n";
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

Pooler::~Pooler() {
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
  std::filesystem::remove_all(folder_);
}

std::string Pooler::url() const {
  return "host=" + folder_.string() + " port=6432 user=" + user_ + " dbname=" + database_;
}

}  // namespace test
