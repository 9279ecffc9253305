#include "sources/scratch.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <thread>

#include "server.hpp"
#include "sources/beside_server.hpp"
#include "sources/local_server.hpp"
#include "sources/private_directory.hpp"

using namespace pgplumb;
using namespace pgplumb::sources;
namespace fs = std::filesystem;

namespace {

ScratchNeeds any_version() {
  ScratchNeeds needs;
  needs.major_version = 0;
  return needs;
}

/// A server of the tests, whose role is a superuser, is thrown away.
ScratchNeeds needs_of(postgres::Connection& connection) {
  ScratchNeeds needs = scratch_needs(connection);
  needs.allow_superuser = true;
  return needs;
}

/// Templates of this test go to a directory of its own.
struct OwnCache {
  OwnCache() : directory(fs::temp_directory_path(), "pgplumb-test-") {
    if (const char* value = std::getenv("XDG_CACHE_HOME")) before = value;
    setenv("XDG_CACHE_HOME", directory.path().c_str(), 1);
  }
  ~OwnCache() {
    if (before)
      setenv("XDG_CACHE_HOME", before->c_str(), 1);
    else
      unsetenv("XDG_CACHE_HOME");
  }
  OwnCache(const OwnCache&) = delete;
  OwnCache& operator=(const OwnCache&) = delete;

  [[nodiscard]] fs::path templates() const { return directory.path() / "pgplumb"; }

  PrivateDirectory directory;
  std::optional<std::string> before;
};

std::unique_ptr<ScratchServer> local() {
  return start_scratch("local", any_version(), "");
}

fs::path directory_of(const ScratchServer& server) {
  return dynamic_cast<const LocalServer&>(server).directory();
}

/// The processes that live below `directory`: a server and its children.
std::set<int> processes_in(const fs::path& directory) {
  std::set<int> found;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const int process = std::atoi(entry.path().filename().c_str());
    std::error_code gone;
    const auto place = process == 0 ? fs::path() : fs::read_symlink(entry.path() / "cwd", gone);
    if (!gone && place.native().starts_with(directory.native())) found.insert(process);
  }
  return found;
}

bool becomes_true(const std::function<bool()>& condition) {
  for (int waited = 0; waited < 1000; ++waited) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

/// A forked command that starts a scratch server, tells its directory through a pipe and then waits to be killed.
struct Command {
  explicit Command(const std::function<std::string()>& begin) {
    int ends[2];
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    process = fork();
    if (process == 0) {
      try {
        answer = begin();
      } catch (const std::exception& error) {
        answer = std::string("failed: ") + error.what();
      }
      if (write(ends[1], answer.data(), answer.size()) < 0) _exit(1);
      close(ends[1]);
      for (;;) pause();
    }
    close(ends[1]);
    char buffer[1024];
    for (ssize_t size = 0; (size = read(ends[0], buffer, sizeof buffer)) > 0;)
      answer.append(buffer, static_cast<std::size_t>(size));
    close(ends[0]);
  }
  void kill_hard() {
    kill(process, SIGKILL);
    waitpid(process, nullptr, 0);
    process = -1;
  }
  ~Command() {
    if (process > 0) kill_hard();
  }
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;

  pid_t process = -1;
  std::string answer;
};

Command command_with_server() {
  return Command([] { return directory_of(*local().release()).string(); });
}

/// The watcher is the parent of the server.
int parent_of(int process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string text((std::istreambuf_iterator<char>(file)), {});
  return std::atoi(text.c_str() + text.rfind(')') + 4);
}

int postmaster_in(const fs::path& directory) {
  std::ifstream file(directory / "data" / "postmaster.pid");
  int process = 0;
  file >> process;
  return process;
}

std::vector<std::string> scratch_databases(postgres::Connection& connection) {
  std::vector<std::string> names;
  for (const auto& row :
       connection.execute("SELECT datname FROM pg_database WHERE datname ~ '^pgplumb_scratch_' ORDER BY 1").rows)
    names.push_back(*row[0]);
  return names;
}

std::string message_of(const std::function<void()>& action) {
  try {
    action();
    return "no error";
  } catch (const Error& error) {
    return error.what() + std::string(" / ") + error.hint();
  }
}

}  // namespace

TEST_CASE("a local server answers quickly, from a private directory, and leaves nothing") {
  local();  // the template is warm after this
  const auto begin = std::chrono::steady_clock::now();
  const auto elapsed = [&] {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
  };
  auto server = local();
  postgres::Connection maintenance(server->url("template1"), pgplumb::postgres::SettingsOf::database);
  CHECK(maintenance.execute("SELECT 1").rows.size() == 1);
  const auto to_first_query = elapsed();
  auto database = server->create_database();
  CHECK(database.execute("SELECT 1").rows.size() == 1);
  const auto to_first_database = elapsed();
  MESSAGE("first query after ", to_first_query, " ms, first query in a scratch database after ", to_first_database,
          " ms");

  const auto directory = directory_of(*server);
  struct stat status {};
  REQUIRE(stat(directory.c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0700);
  CHECK(processes_in(directory).size() >= 3);
  CHECK(server->description().starts_with("local PostgreSQL "));

  const auto before_end = elapsed();
  server.reset();
  MESSAGE("stopped and removed in ", elapsed() - before_end, " ms");
  CHECK_FALSE(fs::exists(directory));
  CHECK(processes_in(directory).empty());
}

TEST_CASE("a scratch database is empty, writable by a superuser, and one of several") {
  auto server = local();
  auto first = server->create_database();
  auto second = server->create_database();
  CHECK(first.database() == "pgplumb_scratch_1");
  CHECK(second.database() == "pgplumb_scratch_2");
  CHECK(first.user() == "postgres");
  CHECK(first.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").rows[0][0] == "t");
  CHECK(first.execute("SELECT count(*) FROM pg_class WHERE oid >= 16384").rows[0][0] == "0");
  std::vector<std::string> notices;
  first.on_notice([&](const std::string&, const std::string& message) { notices.push_back(message); });
  first.execute("CREATE TABLE public.t (a int PRIMARY KEY); CREATE PUBLICATION p FOR TABLE public.t");
  CHECK(notices.empty());
}

TEST_CASE("whoever uses a scratch server may make databases of their own") {
  auto server = local();
  auto session = server->create_database();
  CHECK_NOTHROW(session.execute("CREATE DATABASE of_my_own"));
}

TEST_CASE("one transaction may create a thousand tables in a scratch database") {
  auto server = local();
  auto database = server->create_database();
  std::string sql = "BEGIN;";
  for (int table = 0; table < 1000; ++table)
    sql += "CREATE TABLE public.t" + std::to_string(table) + " (id bigserial PRIMARY KEY, name text UNIQUE);";
  database.execute(sql + "COMMIT");
  CHECK(database.execute("SELECT count(*) FROM pg_class WHERE relkind = 'r' AND oid >= 16384").rows[0][0] == "1000");
}

TEST_CASE("a scratch database has the encoding and the locale that are needed") {
  auto needs = any_version();
  needs.collate = "C.UTF-8";
  needs.ctype = "C";
  auto server = start_scratch("local", needs, "");
  auto database = server->create_database();
  const auto found = scratch_needs(database);
  CHECK(found.major_version == database.server_major());
  CHECK(found.encoding == "UTF8");
  CHECK(found.collate == "C.UTF-8");
  CHECK(found.ctype == "C");
  CHECK(found.locale_provider == "c");
  CHECK(found.extensions.empty());

  needs.encoding = "LATIN1";
  needs.collate = needs.ctype = "C";
  server = start_scratch("local", needs, "");
  const auto latin = server->create_database();
  CHECK(latin.parameter("server_encoding") == "LATIN1");
  CHECK(latin.parameter("client_encoding") == "UTF8");
}

TEST_CASE("an ICU database gets an ICU scratch database") {
  if (test::server().major_version() < 15) return;
  if (test::server().maintenance().execute("SELECT FROM pg_collation WHERE collprovider = 'i' LIMIT 1").rows.empty())
    return;
  auto needs = any_version();
  needs.locale_provider = "i";
  needs.locale = "de-DE";
  auto server = start_scratch("local", needs, "");
  auto database = server->create_database();
  const auto found = scratch_needs(database);
  CHECK(found.locale_provider == "i");
  CHECK(found.locale == "de-DE");
}

TEST_CASE("extensions of the live database are needed, other than plpgsql") {
  test::Database live;
  CHECK(scratch_needs(live.connection()).extensions.empty());
  if (live.execute("SELECT FROM pg_available_extensions WHERE name = 'hstore'").rows.empty()) return;
  live.execute("CREATE EXTENSION hstore; CREATE EXTENSION citext");
  CHECK(scratch_needs(live.connection()).extensions == std::vector<std::string>{"citext", "hstore"});
}

TEST_CASE("what a local server cannot do is said with what to do about it") {
  auto needs = any_version();
  needs.major_version = 99;
  auto message = message_of([&] { (void)start_scratch("local", needs, ""); });
  CHECK(message.find("no server binaries of PostgreSQL 99") != std::string::npos);
  CHECK(message.find("postgresql-99") != std::string::npos);

  needs = any_version();
  needs.collate = "xx_YY.UTF-8";
  message = message_of([&] { (void)start_scratch("local", needs, ""); });
  CHECK(message.find("the locale xx_YY.UTF-8 of the live database is not installed here") != std::string::npos);

  needs = any_version();
  needs.extensions = {"plpgsql", "no_such_extension"};
  message = message_of([&] { (void)start_scratch("local", needs, ""); });
  CHECK(message.find(": no_such_extension") != std::string::npos);

  message = message_of([&] { (void)start_scratch("elsewhere", any_version(), ""); });
  CHECK(message.find("\"elsewhere\" is no kind of scratch database") != std::string::npos);
}

TEST_CASE("two local servers live at once without knowing each other") {
  auto first = local();
  auto second = local();
  CHECK(directory_of(*first) != directory_of(*second));
  auto one = first->create_database();
  auto two = second->create_database();
  one.execute("CREATE TABLE public.t (a int)");
  CHECK(two.execute("SELECT to_regclass('public.t') IS NULL").rows[0][0] == "t");
  first.reset();
  CHECK(two.execute("SELECT 1").rows.size() == 1);
}

TEST_CASE("two commands that find no template make it at once") {
  const OwnCache cache;
  {
    const auto first = command_with_server();
    const auto own = local();
    CHECK_FALSE(first.answer.starts_with("failed"));
    CHECK(fs::exists(directory_of(*own)));
  }
  {
    std::vector<std::thread> commands;
    fs::remove_all(cache.templates());
    std::vector<std::string> failures(3);
    for (auto& failure : failures)
      commands.emplace_back([&failure] {
        try {
          local()->create_database().execute("SELECT 1");
        } catch (const Error& error) {
          failure = error.what();
        }
      });
    for (auto& command : commands) command.join();
    CHECK(failures == std::vector<std::string>(3));
  }
  const auto kept = fs::directory_iterator(cache.templates());
  CHECK(std::distance(begin(kept), end(kept)) == 1);
}

TEST_CASE("a command that is killed takes its server and directory with it") {
  auto command = command_with_server();
  const fs::path directory = command.answer;
  REQUIRE(fs::exists(directory));
  CHECK(processes_in(directory).size() >= 2);
  command.kill_hard();
  CHECK(becomes_true([&] { return !fs::exists(directory) && processes_in(directory).empty(); }));
}

TEST_CASE("Ctrl-C in the terminal does not reach the server directly") {
  auto server = local();
  const int postmaster = postmaster_in(directory_of(*server));
  REQUIRE(postmaster > 0);
  CHECK(getsid(postmaster) != getsid(0));
  CHECK(getpgid(parent_of(postmaster)) != getpgid(0));
}

TEST_CASE("a server dies with its watcher, and the next command sweeps the rest") {
  auto command = command_with_server();
  const fs::path directory = command.answer;
  const int postmaster = postmaster_in(directory);
  REQUIRE(postmaster > 0);
  sweep_leftovers();
  CHECK(processes_in(directory).contains(postmaster));  // its command still runs
  const int watcher = parent_of(postmaster);
  REQUIRE(getsid(watcher) == watcher);
  kill(watcher, SIGKILL);
  CHECK(becomes_true([&] { return processes_in(directory).empty(); }));
  CHECK(fs::exists(directory));
  command.kill_hard();
  sweep_leftovers();
  CHECK(becomes_true([&] { return !fs::exists(directory); }));  // another command may be at it
}

TEST_CASE("a server that nobody watches any more is stopped by the sweep") {
  auto command = command_with_server();
  const fs::path directory = command.answer;
  const int postmaster = postmaster_in(directory);
  const int watcher = parent_of(postmaster);
  // Stopped, the server cannot follow the order that the death of its watcher gives.
  kill(postmaster, SIGSTOP);
  kill(watcher, SIGKILL);
  CHECK(becomes_true([&] { return parent_of(postmaster) != watcher; }));
  command.kill_hard();
  CHECK(processes_in(directory).contains(postmaster));
  std::thread waker([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    kill(postmaster, SIGCONT);
  });
  sweep_leftovers();
  waker.join();
  CHECK(becomes_true([&] { return !fs::exists(directory); }));
  CHECK(becomes_true([&] { return processes_in(directory).empty(); }));
}

TEST_CASE("a server that cannot start says why") {
  const OwnCache cache;
  const PrivateDirectory fake(fs::temp_directory_path(), "pgplumb-test-");
  fs::permissions(fake.path(), fs::perms(0755));
  const auto script = [&](const char* name, const char* text) {
    std::ofstream(fake.path() / name) << "#!/bin/sh\n" << text << "\n";
    fs::permissions(fake.path() / name, fs::perms(0755));
  };
  script("postgres", "exit 1");
  script("initdb", "mkdir -p \"$2/pg_wal\"; echo 15 > \"$2/PG_VERSION\"");
  auto message = message_of([&] { (void)LocalServer({15, fake.path()}, any_version()); });
  CHECK(message.find("is no program that a scratch server can be: it is a script") != std::string::npos);
  CHECK(message.find("PGPLUMB_POSTGRES_BIN") != std::string::npos);
  // A server, but without anything beside it that it needs, in a directory that initdb did not fill.
  fs::copy_file(find_server_binaries(0)->directory / "postgres", fake.path() / "postgres",
                fs::copy_options::overwrite_existing);
  message = message_of([&] { (void)LocalServer({15, fake.path()}, any_version()); });
  CHECK(message.find("the scratch server did not start") != std::string::npos);
  CHECK(message.find("its log ends with:\n  ") != std::string::npos);
  CHECK(message.find("could not find the database system") != std::string::npos);
  script("initdb", "echo 'the disk is made of cheese' >&2; exit 1");
  const OwnCache another;
  message = message_of([&] { (void)LocalServer({15, fake.path()}, any_version()); });
  CHECK(message.find("the disk is made of cheese") != std::string::npos);
}

TEST_CASE("work on a session that has an end is given up then, and nothing is sent after it") {
  test::Database live;
  auto& session = live.connection();
  const auto begin = std::chrono::steady_clock::now();
  session.give_up_at(begin + std::chrono::milliseconds(200), Error("it took too long", "be quick"));
  CHECK(session.execute("SELECT 1").rows.size() == 1);
  CHECK(message_of([&] { session.execute("SELECT pg_sleep(60)"); }) == "it took too long / be quick");
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(30));
  CHECK(message_of([&] { session.execute("SELECT 1"); }) == "it took too long / be quick");
  CHECK(message_of([&] { session.query("SELECT 1", {}); }) == "it took too long / be quick");
}

TEST_CASE("a database that a killed command left is dropped by the next, one in use is not") {
  test::Database live;
  const auto needs = needs_of(live.connection());
  auto running = start_scratch(live.url(), needs, "");
  const auto in_use = running->create_database().database();
  const auto url = live.url();
  Command command([&] {
    auto* server = start_scratch("server", needs, url).release();
    return server->create_database().database();
  });
  REQUIRE(command.answer.starts_with("pgplumb_scratch_"));
  CHECK(scratch_databases(live.connection()).size() == 2);
  start_scratch("server", needs, url).reset();
  CHECK(scratch_databases(live.connection()).size() == 2);
  command.kill_hard();
  CHECK(becomes_true([&] {
    start_scratch("server", needs, url).reset();
    return scratch_databases(live.connection()) == std::vector<std::string>{in_use};
  }));
}

TEST_CASE("auto takes the local server if it can be canonical, else a database beside the live one") {
  test::Database live;
  auto needs = needs_of(live.connection());
  CHECK(start_scratch("auto", needs, live.url())->description().starts_with("local PostgreSQL "));
  needs.extensions = {"no_such_extension"};
  CHECK(start_scratch("auto", needs, live.url())->description().starts_with("a database on the live server"));
}
