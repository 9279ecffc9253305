// A password that works, in each way in which it can be given, through every command and what can go wrong with them:
// it is in no output, no file, no row and no argument of a process.

#include <dirent.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "cli/run.hpp"
#include "postgres/connection.hpp"
#include "server.hpp"
#include "sources/scratch.hpp"

namespace {

namespace fs = std::filesystem;
using pgplumb::postgres::Connection;
using pgplumb::postgres::SettingsOf;

constexpr const char* secret = "Xq7-h0rse-b4ttery";
constexpr const char* wrong = "Yk3-wr0ng-st4ple";

bool holds(const std::string& text) {
  return test::has(text, secret) || test::has(text, wrong);
}

std::string content(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// Looks again and again at the arguments of all processes.
class Watcher {
 public:
  Watcher() : thread_([this] { watch(); }) {}
  ~Watcher() { stop(); }
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  /// The command lines that held one of the passwords.
  std::set<std::string> stop() {
    done_ = true;
    if (thread_.joinable()) thread_.join();
    return found_;
  }
  [[nodiscard]] const std::set<std::string>& programs() const { return programs_; }

 private:
  void watch() {
    while (!done_) {
      DIR* folder = ::opendir("/proc");
      if (folder == nullptr) return;
      while (const dirent* entry = ::readdir(folder)) {
        if (std::isdigit(static_cast<unsigned char>(entry->d_name[0])) == 0) continue;
        std::string line = content(fs::path("/proc") / entry->d_name / "cmdline");
        programs_.insert(fs::path(line.substr(0, line.find('\0'))).filename().string());
        std::replace(line.begin(), line.end(), '\0', ' ');
        if (holds(line)) found_.insert(line);
      }
      ::closedir(folder);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  std::atomic<bool> done_ = false;
  std::set<std::string> found_;
  std::set<std::string> programs_;
  std::thread thread_;
};

/// A server that asks for a password: pg_hba.conf of a scratch server, rewritten.
class Guarded {
 public:
  Guarded() : server_(pgplumb::sources::start_scratch("local", needs(), "")), session_(server_->create_database()) {
    session_.execute(std::string("SET password_encryption = 'scram-sha-256'; CREATE ROLE keeper LOGIN SUPERUSER "
                                 "PASSWORD '") +
                     secret + "'");
    const std::string hba = session_.execute("SHOW hba_file").rows.at(0).at(0).value();
    const std::string before = content(hba);
    std::ofstream(hba, std::ios::binary) << "local all keeper scram-sha-256\n" << before;
    session_.execute("SELECT pg_catalog.pg_reload_conf()");
    host_ = session_.host();
    port_ = session_.port();
  }

  [[nodiscard]] std::string url(const std::string& password, const std::string& user = "keeper") const {
    return "postgresql://" + user + ":" + password + "@/" + session_.database() + "?host=" + host_ + "&port=" + port_;
  }
  [[nodiscard]] std::string variables(const std::string& password) const {
    return "PGHOST=" + test::quoted(host_) + " PGPORT=" + port_ + " PGUSER=keeper PGDATABASE=" + session_.database() +
           (password.empty() ? "" : " PGPASSWORD=" + test::quoted(password));
  }
  Connection& session() { return session_; }

 private:
  static pgplumb::sources::ScratchNeeds needs() {
    pgplumb::sources::ScratchNeeds needs;
    needs.major_version = 0;
    return needs;
  }

  std::unique_ptr<pgplumb::sources::ScratchServer> server_;
  Connection session_;
  std::string host_;
  std::string port_;
};

struct Command {
  const char* arguments;
  int exit_code;
};

// In this order: each finds what the ones before it have left.
const Command commands[] = {
    {"plan -o plan.sql --markdown plan.md --html plan.html --with-reverse", 0},
    {"plan --json", 0},
    {"plan --no-proof --scratch server --allow-superuser", 0},
    {"plan --check plan.sql", 0},
    {"check", 2},
    {"check --json", 2},
    {"check --models models", 2},
    {"drift", 2},
    {"drift --sql -o back.sql", 2},
    {"drift --json", 2},
    {"drift --format html -o drift.html", 2},
    {"drift --format junit", 2},
    {"drift --format sarif", 2},
    {"drift --format prometheus", 2},
    {"drift --format markdown", 2},
    {"drift --target staging --target staging", 2},
    {"export -o snapshot.json", 0},
    {"render -o rendered.sql", 0},
    {"history", 0},
    {"apply plan.sql --backup backups --snapshot left.json", 0},
    {"apply plan.sql", 0},
    {"history --json", 0},
    {"drift --accept", 0},
    {"show plan.sql --json", 0},
    // What can go wrong.
    {"apply stale.plan.sql", 3},
    {"apply edited.plan.sql", 3},
    {"plan --schema broken.sql", 1},
    {"plan --schema nowhere.sql", 1},
    {"plan --to nowhere.json", 1},
    {"plan --env nowhere", 1},
    {"plan --unknown-option", 1},
    {"plan --scratch nowhere", 1},
};

// Every command that connects, with a connection that cannot be had.
const char* const connecting[] = {"plan",
                                  "plan --json",
                                  "apply stale.plan.sql",
                                  "check",
                                  "check --json",
                                  "check --models models",
                                  "drift",
                                  "drift --json",
                                  "drift --format junit",
                                  "drift --format prometheus",
                                  "drift --format sarif",
                                  "drift --target staging --target staging",
                                  "export",
                                  "debug-bundle -",
                                  "render",
                                  "history",
                                  "history --json",
                                  "init --yes"};

void fill(const test::Project& project) {
  project.write("pgplumb.toml",
                "[env.staging]\nenv = \"STAGING\"\n[hooks]\nbefore_apply = \"env > hook_environment; sleep 0.1\"\n");
  project.write("schema.sql",
                "CREATE TABLE item (id bigint PRIMARY KEY, name text);\n"
                "-- pgplumb:manual \"rows\" phase=after run=changed\n"
                "INSERT INTO item VALUES (1, 'a');\n"
                "-- pgplumb:end manual\n");
  project.write("broken.sql", "CREATE TABLE item (id nothing);\n");
  project.write("models/item.json", R"({"title": "Item", "type": "object", "properties": {"id": {"type": "string"}}})");
}

void check_files(const test::Project& project, const std::set<std::string>& may_hold) {
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(project.path("."))) {
    if (!entry.is_regular_file() || may_hold.contains(entry.path().filename().string())) continue;
    ++files;
    CAPTURE(entry.path().string());
    CHECK_FALSE(holds(content(entry.path())));
  }
  CHECK(files > 5);
}

void check_journal(Guarded& guarded) {
  const auto rows = guarded.session().execute("SELECT pg_catalog.to_jsonb(r)::pg_catalog.text FROM pgplumb.run r");
  CHECK(rows.rows.size() == 1);
  for (const auto& row : rows.rows) CHECK_FALSE(holds(row.at(0).value()));
}

}  // namespace

TEST_CASE("a password that works is in no output, file, journal or argument of any command") {
  struct Way {
    const char* name;
    bool dotenv;
    bool variables;
  };
  for (const Way& way : {Way{"DATABASE_URL", false, false}, Way{"PGPASSWORD", false, true}, Way{".env", true, false}}) {
    CAPTURE(way.name);
    Guarded guarded;
    const test::Project project;
    fill(project);
    const std::string url = guarded.url(secret);
    std::string environment = "STAGING=" + test::quoted(url) + " ";
    if (way.dotenv)
      project.write(".env", "DATABASE_URL='" + url + "'\nOTHER_SECRET='" + wrong + "'\n");
    else
      environment += way.variables ? guarded.variables(secret) : "DATABASE_URL=" + test::quoted(url);
    // Commands of ours see the password in their environment; a shell's word would be an argument.
    const std::string settings = project.write("environment", "export " + environment + "\n");
    const auto run = [&](const std::string& arguments) {
      return test::run_shell(project,
                             "sh -c '. ./environment; exec " + std::string(PGPLUMB_BINARY) + " " + arguments + "'");
    };
    Watcher watcher;
    for (const Command& command : commands) {
      CAPTURE(command.arguments);
      const std::string arguments = command.arguments;
      if (arguments == "apply stale.plan.sql") {
        project.write("stale.plan.sql", project.read("plan.sql"));
        project.write("edited.plan.sql", project.read("plan.sql") + "\n");
        guarded.session().execute("ALTER TABLE public.item ADD extra int");
      }
      const test::Run ran = run(arguments);
      CAPTURE(ran.output);
      CAPTURE(ran.errors);
      CHECK_FALSE(holds(ran.output + ran.errors));
      CHECK(ran.exit_code == command.exit_code);
    }
    const std::string hook = project.read("hook_environment");
    CHECK(test::has(hook, "PGPLUMB_DIGEST="));
    if (way.dotenv) {
      CHECK(test::has(hook, "DATABASE_URL="));
      CHECK_FALSE(test::has(hook, "OTHER_SECRET"));
    }
    check_files(project, {".env", "environment", "hook_environment"});
    check_journal(guarded);
    const std::set<std::string> arguments = watcher.stop();
    CHECK(watcher.programs().contains("pgplumb"));
    CHECK(watcher.programs().contains("pg_dump"));
    CHECK(arguments.empty());
    for (const std::string& line : arguments) MESSAGE(line);
  }
}

TEST_CASE("a password that does not work, or leads nowhere, is in no message of any command") {
  Guarded guarded;
  const std::string nowhere = "postgresql://keeper:" + std::string(wrong) + "@/db?host=/nonexistent&port=1";
  const std::string closed = "postgresql://keeper:" + std::string(wrong) + "@127.0.0.1:1/db";
  std::string other_database = guarded.url(secret);
  other_database.replace(other_database.find("@/"), 2, "@/not_there_");
  for (const std::string& url : {guarded.url(wrong), guarded.url(wrong, "nobody_here"), other_database, nowhere, closed,
                                 guarded.url(secret) + "&bad=" + wrong, guarded.url("a@" + std::string(wrong))}) {
    CAPTURE(url);
    const test::Project project;
    fill(project);
    project.write("stale.plan.sql", "-- pgplumb plan 1\n");
    project.write("environment", "export DATABASE_URL=" + test::quoted(url) + " STAGING=" + test::quoted(url) + "\n");
    for (const std::string arguments : connecting) {
      CAPTURE(arguments);
      const test::Run ran = test::run_shell(
          project, "sh -c '. ./environment; exec " + std::string(PGPLUMB_BINARY) + " " + arguments + "'");
      CAPTURE(ran.output);
      CAPTURE(ran.errors);
      CHECK_FALSE(holds(ran.output + ran.errors));
      CHECK(ran.exit_code != 0);
    }
    check_files(project, {"environment"});
  }
}

TEST_CASE(
    "what a foreign server and a user mapping log in with is in no report, and is warned of where it is written") {
  test::Database database;
  const test::Project project;
  const std::string head =
      "CREATE FOREIGN DATA WRAPPER w;\nCREATE SERVER s FOREIGN DATA WRAPPER w%;\nCREATE USER MAPPING FOR PUBLIC SERVER "
      "s%;\n";
  const auto with = [&](const std::string& options) {
    std::string text = head;
    for (std::size_t at = text.find('%'); at != std::string::npos; at = text.find('%')) text.replace(at, 1, options);
    return text;
  };
  database.execute(with(" OPTIONS (user 'u', password '" + std::string(secret) + "')"));
  project.write("schema.sql", with(""));
  const std::string url = " --url " + test::quoted(database.url());
  for (const char* command :
       {"plan -o plan.sql --markdown plan.md --html plan.html", "drift", "drift --format json",
        "drift --format markdown", "drift --format sarif", "drift --sql", "show plan.sql", "check"}) {
    CAPTURE(command);
    const bool asks = std::string(command).find("show") == std::string::npos;
    const test::Run ran =
        test::run_shell(project, std::string(PGPLUMB_BINARY) + " " + command + (asks ? url : std::string()));
    CAPTURE(ran.output + ran.errors);
    CHECK(ran.exit_code != 1);
    CHECK_FALSE(holds(ran.output + ran.errors));
  }
  for (const char* file : {"plan.sql", "plan.md", "plan.html"}) {
    CHECK(test::has(project.read(file), "password"));
    CHECK_FALSE(holds(project.read(file)));
  }
  for (const char* command : {"render", "export -o live.snapshot.json"}) {
    const test::Run ran = test::run_shell(project, std::string(PGPLUMB_BINARY) + " " + command + url);
    CHECK(test::has(ran.errors, "user mapping s for PUBLIC has a password or a token among its options"));
    CHECK_FALSE(holds(ran.errors));
  }
}
