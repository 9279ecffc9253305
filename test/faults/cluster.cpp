#include "faults/cluster.hpp"

#include <signal.h>

#include <chrono>
#include <thread>

#include "base/error.hpp"

namespace test {

using pgplumb::postgres::Connection;

Cluster::Cluster() {
  pgplumb::sources::ScratchNeeds needs;
  needs.major_version = 0;
  scratch_ = pgplumb::sources::start_scratch("local", needs, "");
  // What is committed survives a crash, as on a server that somebody relies on.
  execute("ALTER SYSTEM SET synchronous_commit = on");
  execute("SELECT pg_reload_conf()");
}

void Cluster::execute(const std::string& sql) const {
  Connection(url("postgres")).execute(sql);
}

std::string Cluster::create_database() const {
  const std::scoped_lock lock(creating_);
  std::string name = "faults_" + std::to_string(++databases_);
  execute("CREATE DATABASE " + name + " TEMPLATE template0 LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'");
  return name;
}

void Cluster::drop_database(const std::string& name) const {
  execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
}

void Cluster::terminate_sessions(const std::string& database) const {
  execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database +
          "' AND backend_type = 'client backend'");
}

void Cluster::crash(const std::string& database) const {
  Connection witness(url("postgres"));
  const auto rows = witness
                        .execute("SELECT pid FROM pg_stat_activity WHERE datname = '" + database +
                                 "' AND backend_type = 'client backend' LIMIT 1")
                        .rows;
  if (rows.empty()) throw pgplumb::Error("there is no session that could crash");
  ::kill(std::stoi(*rows[0][0]), SIGKILL);
  // The server notices it a little later, and then ends all sessions: until then it still lets others in.
  bool noticed = false;
  for (int wait = 0; wait < 3000 && !noticed; ++wait) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    try {
      witness.execute("SELECT 1");
    } catch (const pgplumb::Error&) {
      noticed = true;
    }
  }
  if (!noticed) throw pgplumb::Error("the server does not notice a crash");
  for (int wait = 0; wait < 3000; ++wait) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    try {
      execute("SELECT 1");
      return;
    } catch (const pgplumb::Error&) {
      // Not yet.
    }
  }
  throw pgplumb::Error("the server does not come back after a crash");
}

bool Cluster::wait_until_alone(const std::string& database) const {
  Connection connection(url("postgres"));
  for (int wait = 0; wait < 6000; ++wait) {
    if (*connection
             .execute("SELECT count(*) FROM pg_stat_activity WHERE datname = '" + database +
                      "' AND backend_type = 'client backend'")
             .rows[0][0] == "0")
      return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace test
