#include "sources/local_server.hpp"

#include <fmt/core.h>
#include <locale.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <chrono>
#include <fstream>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

#include "postgres/conninfo.hpp"
#include "sources/create_database.hpp"
#include "sources/server_template.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::sources {

namespace fs = std::filesystem;

namespace {

constexpr auto longest_start = std::chrono::seconds(60);
constexpr int pause_between_looks_ms = 1;
/// PostgreSQL 15 does not start with 64, and its cage lacks something with 68; with 72 all is well.
constexpr rlim_t fewest_files = 96;

std::string setting(const std::string& value) {
  std::string quoted = "'";
  for (const char c : value) quoted += c == '\'' || c == '\\' ? std::string(2, c) : std::string(1, c);
  return quoted + "'";
}

/// For a server that lives seconds, loads definitions and holds no data that anybody would miss.
std::string configuration(const fs::path& directory) {
  return fmt::format(
      "listen_addresses = ''\n"
      "unix_socket_directories = {}\n"
      "unix_socket_permissions = 0700\n"
      "cluster_name = 'pgplumb scratch'\n"
      // Nothing here need survive a crash.
      "fsync = off\n"
      "synchronous_commit = off\n"
      "full_page_writes = off\n"
      "checkpoint_timeout = 1d\n"
      "min_wal_size = 2MB\n"
      "max_wal_size = 256MB\n"
      // Publications and subscriptions may be declared without a warning; nothing is ever replicated.
      "wal_level = logical\n"
      "max_wal_senders = 0\n"
      "max_logical_replication_workers = 0\n"
      "autovacuum = off\n"
      "jit = off\n"
      "max_parallel_workers_per_gather = 0\n"
      "max_prepared_transactions = 0\n"
      // Shared memory that is made later lies in the server's own directory, like all that it writes.
      "dynamic_shared_memory_type = mmap\n"
      // A plan may create or drop ten thousand tables in one transaction: the product is the room for locks.
      "max_connections = 100\n"
      "max_locks_per_transaction = 1024\n"
      "max_pred_locks_per_transaction = 10\n"
      "shared_buffers = 64MB\n"
      "huge_pages = off\n"
      // The log is for a start that fails: errors of statements reach the client.
      "log_min_messages = log\n"
      "log_checkpoints = off\n"
      "lc_messages = 'C'\n"
      "timezone = 'UTC'\n"
      "log_timezone = 'UTC'\n",
      setting(directory.string()));
}

/// The account must be able to read it, and nobody else.
void write_file(const fs::path& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << content;
  file.close();
  if (!file) throw Error(fmt::format("cannot write {}", path.string()));
}

bool knows_locale(const std::string& name) {
  if (name.empty() || name == "C" || name == "POSIX") return true;
  // NOLINTNEXTLINE(misc-include-cleaner): locale_t is declared by locale.h
  const locale_t found = newlocale(LC_ALL_MASK, name.c_str(), nullptr);
  if (found == nullptr) return false;
  freelocale(found);
  return true;
}

}  // namespace

LocalServer::LocalServer(const ServerBinaries& binaries, ScratchNeeds needs, Stop stop)
    : binaries_(binaries),
      needs_(std::move(needs)),
      stop_(std::move(stop)),
      account_(server_account()),
      directory_(account_) {
  const Cage cage(binaries_.directory / "postgres", directory_.path());
  const auto data = directory_.path() / "data";
  make_data_directory(binaries_, account_, data);
  write_file(data / "postgresql.conf", configuration(directory_.path()));
  write_file(data / "pg_hba.conf", "local all all trust\n");
  Launch launch;
  launch.arguments = {(binaries_.directory / "postgres").string(), "-D", data.string()};
  launch.directory = directory_.path();
  launch.log = directory_.path() / "log";
  launch.account = account_;
  launch.cage = &cage;
  process_.emplace(launch, directory_);
  wait_until_ready();
  if (const auto missing = uncaged(); needs_.require_cage && !missing.empty())
    throw Error(fmt::format("the scratch server would not be caged: this machine does not let us use {}", missing),
                "--require-cage asks for it: run pgplumb on Linux 5.13 or later, in a container that allows it",
                ExitCode::refused);
  maintenance_.emplace(url("postgres"), stop_);  // not template1, or a user's CREATE DATABASE would wait for us
}

/// Looks for the word that the server writes into its pid file, as pg_ctl does: connecting before it is there would
/// cost a process each time.
void LocalServer::wait_until_ready() {
  const auto pid_file = directory_.path() / "data" / "postmaster.pid";
  const auto give_up_at = std::chrono::steady_clock::now() + longest_start;
  for (;;) {
    stop_.check();
    std::ifstream file(pid_file);
    std::string line;
    int number = 0;
    while (++number <= 8 && std::getline(file, line)) continue;
    if (number == 9 && line.starts_with("ready")) return process_->seal();
    const bool ended = process_->has_ended();
    if (ended || std::chrono::steady_clock::now() > give_up_at)
      throw Error(fmt::format("the scratch server {}, PostgreSQL {} from {}; its log ends with:\n{}",
                              ended ? "did not start" : "is not ready after a minute", binaries_.major_version,
                              binaries_.directory.string(), last_lines(directory_.path() / "log")),
                  "use --scratch server or a URL if it cannot run here");
    process_->help_to_start(pause_between_looks_ms);
  }
}

postgres::Connection LocalServer::create_database() {
  const auto name = fmt::format("pgplumb_scratch_{}", ++databases_);
  sources::create_database(*maintenance_, name, needs_);
  return postgres::Connection(url(name), stop_);
}

std::string LocalServer::url(const std::string& database) const {
  return fmt::format("postgresql://postgres@/{}?host={}&port=5432", postgres::percent_encoded(database),
                     postgres::percent_encoded(directory_.path().string()));
}

std::string LocalServer::description() const {
  const auto version = maintenance_->parameter("server_version");
  return fmt::format("local PostgreSQL {} ({})", version.substr(0, version.find(' ')), binaries_.directory.string());
}

std::string LocalServer::uncaged() const {
  return process_->caged().missing();
}

std::vector<std::string> LocalServer::missing_extensions() {
  if (needs_.extensions.empty()) return {};
  std::set<std::string> missing(needs_.extensions.begin(), needs_.extensions.end());
  for (const auto& row : maintenance_->execute("SELECT name FROM pg_catalog.pg_available_extensions").rows)
    missing.erase(*row.at(0));
  return {missing.begin(), missing.end()};
}

void require_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= fewest_files) return;
  throw Error(
      fmt::format("a local scratch server needs {} open files, and {} are allowed here", fewest_files, limit.rlim_cur),
      "raise the limit (ulimit -n), or use --scratch server");
}

std::string missing_locale(const ScratchNeeds& needs) {
  for (const auto& name : {needs.collate, needs.ctype})
    if (!knows_locale(name)) return name;
  return {};
}

void stop_leftover(const fs::path& directory) {
  std::ifstream file(directory / "data" / "postmaster.pid");
  pid_t server = 0;
  if (!(file >> server) || server <= 1) return;
  // Ids are used again: only a process that lives in this very directory is the server.
  const auto is_server = [&] {
    std::error_code gone;
    const auto place = fs::read_symlink(fmt::format("/proc/{}/cwd", server), gone);
    return !gone && place == directory / "data";
  };
  for (const int order : {SIGQUIT, SIGKILL})
    for (int waited = 0; waited < 500 && is_server(); ++waited) {
      if (waited == 0) kill(server, order);
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

}  // namespace pgplumb::sources
