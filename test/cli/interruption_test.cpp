#include "cli/interruption.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "commands/project.hpp"
#include "server.hpp"

namespace fs = std::filesystem;

namespace {

bool becomes_true(const std::function<bool()>& condition) {
  for (int waited = 0; waited < 3000; ++waited) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

/// The first line; nothing if the process has gone meanwhile.
std::string first_line(const fs::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

int parent_of(int process) {
  const std::string stat = first_line("/proc/" + std::to_string(process) + "/stat");
  const auto name_end = stat.rfind(')');
  return name_end == std::string::npos ? 0 : std::atoi(stat.c_str() + name_end + 4);
}

std::set<int> children_of(int process) {
  std::set<int> found;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const int child = std::atoi(entry.path().filename().c_str());
    if (child > 0 && parent_of(child) == process) found.insert(child);
  }
  return found;
}

/// The binary as a process of its own: a terminal's Ctrl-C is a signal to it.
class Running {
 public:
  Running(const test::Project& project, std::vector<std::string> arguments) : project_(project) {
    arguments.insert(arguments.begin(), PGPLUMB_BINARY);
    const std::string folder = project.path(".");
    const std::string errors = project.path("stderr");
    std::vector<char*> pointers;
    for (auto& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    process_ = ::fork();
    if (process_ == 0) {
      const int log = ::open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
      ::dup2(log, STDOUT_FILENO);
      ::dup2(log, STDERR_FILENO);
      std::signal(SIGHUP, SIG_DFL);  // whoever runs the tests may have taken it away from all (nohup)
      if (::chdir(folder.c_str()) == 0) ::execv(pointers[0], pointers.data());
      ::_exit(127);
    }
  }
  ~Running() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  /// Sends Ctrl-C, or another signal. The exit code; -1 if it does not end.
  int interrupt(int signal = SIGINT) {
    ::kill(process_, signal);
    int status = 0;
    if (!becomes_true([&] { return ::waitpid(process_, &status, WNOHANG) == process_; })) return -1;
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  /// Its local scratch server: below it stands the watcher, below that the server. 0 while there is none.
  [[nodiscard]] int local_server() const {
    for (const int watcher : children_of(process_))
      for (const int server : children_of(watcher)) return server;
    return 0;
  }
  [[nodiscard]] std::string errors() const { return project_.read("stderr"); }

 private:
  const test::Project& project_;
  pid_t process_ = -1;
};

bool is_sleeping(const std::string& application = "pgplumb") {
  return test::server()
             .maintenance()
             .query("SELECT count(*) FROM pg_stat_activity WHERE application_name = $1 AND wait_event = 'PgSleep'",
                    {application})
             .rows.at(0)
             .at(0) != "0";
}

std::string scratch_databases() {
  return test::server()
      .maintenance()
      .execute("SELECT count(*) FROM pg_database WHERE datname ~ '^pgplumb_scratch_[0-9]+_[0-9a-f]{8}$'")
      .rows.at(0)
      .at(0)
      .value();
}

/// Accepts and says nothing.
class SilentServer {
 public:
  SilentServer() {
    socklen_t size = sizeof address_;
    REQUIRE(::listen(listener_, 16) == 0);  // on a free port of every address
    REQUIRE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address_), &size) == 0);
  }
  ~SilentServer() { ::close(listener_); }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;

  [[nodiscard]] std::string url() const {
    return "postgresql://somebody@127.0.0.1:" + std::to_string(ntohs(address_.sin_port)) + "/app";
  }

 private:
  int listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address_{};
};

/// Whoever reads its view waits for a lock.
struct Blocked {
  Blocked() {
    database.execute("CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t");
    database.execute("BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
  }
  [[nodiscard]] std::string url() const { return database.url() + "&application_name=blocked"; }

  test::Database database;
};

std::vector<int> blocked_sessions(const std::string& condition = "") {
  std::vector<int> processes;
  for (const auto& row : test::server()
                             .maintenance()
                             .execute("SELECT pid FROM pg_stat_activity WHERE application_name = 'blocked'" + condition)
                             .rows)
    processes.push_back(std::atoi(row.at(0).value().c_str()));
  return processes;
}

}  // namespace

TEST_CASE("Ctrl-C in a long statement of the schema ends a plan, and its local server with it") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);\nSELECT pg_sleep(600);\n");
  Running plan(project, {"plan", "--scratch", "local", "--url", database.url()});
  int server = 0;
  std::set<int> backends;
  const bool sleeps = becomes_true([&] {
    server = plan.local_server();
    backends = server == 0 ? std::set<int>() : children_of(server);
    for (const int backend : backends)
      if (first_line("/proc/" + std::to_string(backend) + "/cmdline").find("[local] SELECT") != std::string::npos)
        return true;
    return false;
  });
  REQUIRE_MESSAGE(sleeps, plan.errors());
  const fs::path directory = fs::read_symlink("/proc/" + std::to_string(server) + "/cwd").parent_path();
  REQUIRE(directory.filename().string().starts_with("pgplumb-scratch-"));
  CHECK(plan.interrupt() == 130);
  CHECK(plan.errors() == "pgplumb: error: interrupted\n  hint: nothing was changed\n");
  // The command waits for all of it: nothing is left when it has ended.
  CHECK_FALSE(fs::exists(directory));
  CHECK_FALSE(fs::exists("/proc/" + std::to_string(server)));
  CHECK(becomes_true([&] {
    for (const int backend : backends)
      if (first_line("/proc/" + std::to_string(backend) + "/cmdline").find("pgplumb_scratch") != std::string::npos)
        return false;
    return true;
  }));
}

TEST_CASE("Ctrl-C in a long statement cancels it on a server that is there anyway, and drops the scratch databases") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);\nSELECT pg_sleep(600);\n");
  for (const std::string& scratch : {std::string("server"), database.url()}) {
    CAPTURE(scratch);
    Running plan(project, {"plan", "--allow-superuser", "--scratch", scratch, "--url", database.url()});
    REQUIRE_MESSAGE(becomes_true([] { return is_sleeping(); }), plan.errors());
    CHECK(scratch_databases() != "0");
    CHECK(plan.interrupt() == 130);
    CHECK(plan.errors() == "pgplumb: error: interrupted\n  hint: nothing was changed\n");
    CHECK(scratch_databases() == "0");
    CHECK_FALSE(is_sleeping());
  }
}

TEST_CASE("Ctrl-C in a long statement of a plan rolls its batch back") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql",
                "CREATE TABLE t (a int);\n-- pgplumb:manual \"slow\"\nSELECT pg_sleep(current_setting('test.sleep', "
                "true)::float);\n-- pgplumb:end manual\n");
  const std::string name = database.name();
  Running plan(project, {"plan", "--url", database.url(), "--output", "plan.sql"});
  REQUIRE_MESSAGE(becomes_true([&] { return fs::exists(project.path("plan.sql")); }), plan.errors());
  database.execute("ALTER DATABASE \"" + name + "\" SET test.sleep = '600'");
  Running apply(project, {"apply", "--url", database.url(), "plan.sql"});
  REQUIRE_MESSAGE(becomes_true([] { return is_sleeping(); }), apply.errors());
  CHECK(apply.interrupt() == 130);
  CHECK(apply.errors().find("rolled back") != std::string::npos);
  CHECK_FALSE(is_sleeping());
}

TEST_CASE("a terminal that is closed and a reader that has gone end a command as Ctrl-C does") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);\nSELECT pg_sleep(600);\n");
  for (const int signal : {SIGHUP, SIGPIPE, SIGTERM}) {
    CAPTURE(signal);
    Running plan(project, {"plan", "--allow-superuser", "--scratch", "server", "--url", database.url()});
    REQUIRE_MESSAGE(becomes_true([] { return is_sleeping(); }), plan.errors());
    CHECK(plan.interrupt(signal) == 130);
    CHECK(plan.errors() == "pgplumb: error: interrupted\n  hint: nothing was changed\n");
    CHECK(scratch_databases() == "0");
    CHECK_FALSE(is_sleeping());
  }
}

TEST_CASE("one signal ends the look at several databases, whatever each of them waits for") {
  Blocked blocked[3];
  const SilentServer silent;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);\n");
  std::vector<std::string> arguments{"drift", "--scratch", "local", "--jobs", "5", "--target", silent.url()};
  for (Blocked& one : blocked) {
    arguments.emplace_back("--target");
    arguments.push_back(one.url());
  }
  for (int time = 0; time < 10; ++time) {
    const int signal = std::array{SIGINT, SIGTERM, SIGHUP, SIGPIPE}[static_cast<std::size_t>(time) % 4];
    CAPTURE(time);
    Running drift(project, arguments);
    REQUIRE_MESSAGE(becomes_true([] { return blocked_sessions(" AND wait_event_type = 'Lock'").size() == 3; }),
                    drift.errors());
    const auto begin = std::chrono::steady_clock::now();
    CHECK(drift.interrupt(signal) == 130);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
    CHECK(drift.errors() == "pgplumb: error: interrupted\n  hint: nothing was changed\n");
    CHECK(becomes_true([] { return blocked_sessions().empty(); }));
  }
}

TEST_CASE("a server that does not answer to the request to cancel is left") {
  Blocked blocked;
  const test::Project project;
  project.write("schema.sql", "CREATE TABLE t (a int);\n");
  const int postmaster = std::atoi(
      first_line(blocked.database.execute("SHOW data_directory").rows.at(0).at(0).value() + "/postmaster.pid").c_str());
  for (const bool whole : {false, true}) {
    CAPTURE(whole);
    Running drift(project, {"drift", "--scratch", "local", "--url", blocked.url()});
    std::vector<int> stopped;
    REQUIRE_MESSAGE(becomes_true([&] {
                      stopped = blocked_sessions(" AND wait_event_type = 'Lock'");
                      return !stopped.empty();
                    }),
                    drift.errors());
    if (whole) stopped.push_back(postmaster);
    for (const int process : stopped) ::kill(process, SIGSTOP);
    const int exit_code = drift.interrupt();
    for (const int process : stopped) ::kill(process, SIGCONT);
    CHECK(exit_code == 130);
    CHECK(drift.errors().find("does not answer to the request to cancel") != std::string::npos);
    CHECK(becomes_true([] { return blocked_sessions().empty(); }));
  }
}

TEST_CASE("what an apply does that was killed ends soon, and its lock with it") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql",
                "CREATE TABLE t (a int);\n-- pgplumb:manual \"slow\"\nSELECT pg_sleep(current_setting('test.sleep', "
                "true)::float);\n-- pgplumb:end manual\n");
  Running plan(project, {"plan", "--url", database.url(), "--output", "plan.sql"});
  REQUIRE_MESSAGE(becomes_true([&] { return fs::exists(project.path("plan.sql")); }), plan.errors());
  database.execute("ALTER DATABASE " + database.name() + " SET test.sleep = '600'");
  Running apply(project, {"apply", "--url", database.url(), "plan.sql"});
  REQUIRE_MESSAGE(becomes_true([] { return is_sleeping(); }), apply.errors());
  CHECK(apply.interrupt(SIGKILL) == 128 + SIGKILL);
  CHECK(becomes_true([] { return !is_sleeping(); }));
  CHECK(database.execute("SELECT FROM pg_locks WHERE locktype = 'advisory'").rows.empty());
}
