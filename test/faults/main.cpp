// Faults: plans are stopped anywhere in their apply, and applied again. Nothing is lost, and nothing gets stuck.
//
//   faults [--every N] [PART OF A NAME]
//
// A bounded sample, or of all plans whose name, with its way, has that part every Nth fault; --every 1 is each fault at
// each statement of each plan, and takes hours.
//
// Plans of the gallery are made in each of the ways of subject.cpp, applied by `pgplumb apply` through a wire that does
// what faults.hpp lists, and applied once more without it. Afterwards the database is like one that met no fault, by
// pg_dump, by the rows of its tables, and by what its manual sections have logged.

#include <fmt/core.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include "base/error.hpp"
#include "convergence.hpp"
#include "faults/client.hpp"
#include "faults/fault.hpp"
#include "faults/subject.hpp"

namespace {

using test::Client;
using test::Cluster;
using test::Cut;
using test::Fault;
using test::Subject;

// Of the sample: every so manieth plan, and every so manieth fault of it. Both share no factor with the lists.
constexpr std::size_t plans_between = 37;
constexpr std::size_t faults_between = 61;

struct Tally {
  std::mutex writing;
  int passed = 0;
  int failed = 0;
  int planned_again = 0;
  int killed_unproved_sections = 0;
  std::map<std::string, int> by_fault;
};

struct Database {
  explicit Database(const Cluster& one) : cluster(one), name(one.create_database()) {}
  ~Database() {
    try {
      cluster.drop_database(name);
    } catch (const pgplumb::Error& error) {
      fmt::print(stderr, "{} was not dropped: {}\n", name, error.what());
    }
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  [[nodiscard]] std::string url() const { return cluster.url(name); }

  const Cluster& cluster;
  std::string name;
};

// How many statements an apply sends, and what it leaves.
std::pair<std::size_t, test::Outcome> undisturbed(const Cluster& cluster, const Subject& subject) {
  const Database database(cluster);
  subject.prepare(database.url());
  const pgplumb::postgres::Connection session(cluster.url("postgres"));
  test::SeveredWire wire(session, database.name, {SIZE_MAX});
  Client client(wire.url(), subject.file());
  if (client.wait() != 0) throw pgplumb::Error("apply fails without a fault:\n" + client.output());
  return {wire.statements().size(), subject.outcome(database.url())};
}

void stop(const Cluster& cluster, const Subject& subject, const Fault& fault, std::size_t statement,
          const Database& database) {
  const pgplumb::postgres::Connection session(cluster.url("postgres"));
  Client* client = nullptr;
  std::mutex started;
  Cut cut{statement, fault.place};
  if (fault.act != Fault::Act::cut)
    cut.instead = [&] {
      const std::scoped_lock lock(started);
      if (fault.act == Fault::Act::kill_client) client->kill();
      if (fault.act == Fault::Act::terminate_backend) cluster.terminate_sessions(database.name);
      if (fault.act == Fault::Act::crash_server) cluster.crash(database.name);
    };
  test::SeveredWire wire(session, database.name, cut);
  std::unique_lock lock(started);
  Client applied(wire.url(), subject.file());
  client = &applied;
  lock.unlock();
  if (applied.wait() == -1) throw pgplumb::Error("apply did not end");
  (void)wire.statements();
}

// Whether a new plan was needed.
bool go_on(const Subject& subject, const Database& database) {
  std::string said;
  for (int attempt = 0; attempt < 3; ++attempt) {
    if (!database.cluster.wait_until_alone(database.name)) throw pgplumb::Error("a session does not end");
    Client client(database.url(), subject.file());
    const int exit_code = client.wait();
    if (exit_code == 0) return false;
    if (exit_code == -1) throw pgplumb::Error("apply again did not end");
    said = client.output();
  }
  // Refused, or, without checkpoints, at something that is there already: the way on that the message names.
  Client client(database.url(), subject.plan_again(database.url()));
  if (client.wait() != 0)
    throw pgplumb::Error("neither apply again goes on:\n" + said + "nor a new plan:\n" + client.output());
  return true;
}

void judge(const Cluster& cluster, const Subject& subject, const test::Outcome& wanted, const Fault& fault,
           std::size_t statement, bool unproved_sections, Tally& tally) {
  std::vector<std::string> complaints;
  bool again = false;
  try {
    std::unique_lock alone(cluster.upright(), std::defer_lock);
    std::shared_lock together(cluster.upright(), std::defer_lock);
    fault.act == Fault::Act::crash_server ? alone.lock() : together.lock();
    const Database database(cluster);
    subject.prepare(database.url());
    stop(cluster, subject, fault, statement, database);
    again = go_on(subject, database);
    complaints = subject.complaints(subject.outcome(database.url()), wanted, fault.act == Fault::Act::crash_server);
  } catch (const std::exception& error) {
    complaints.push_back(test::explain(error));
  }
  const std::scoped_lock lock(tally.writing);
  ++(complaints.empty() ? tally.passed : tally.failed);
  ++tally.by_fault[std::string(fault.name)];
  tally.planned_again += again ? 1 : 0;
  tally.killed_unproved_sections += unproved_sections && fault.act == Fault::Act::kill_client ? 1 : 0;
  if (complaints.empty()) return;
  fmt::print("FAILED   {}: {} statement {}\n", subject.name(), fault.name, statement + 1);
  for (const std::string& complaint : complaints) fmt::print("    {}\n", complaint);
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** arguments) {
  const std::filesystem::path gallery = std::filesystem::path(PGPLUMB_SOURCE_DIR) / "plans";
  const bool bounded = count < 2;
  const std::size_t every = bounded                                               ? faults_between
                            : count > 2 && std::string(arguments[1]) == "--every" ? std::stoul(arguments[2])
                                                                                  : 1;
  const std::string part = count % 2 == 0 ? arguments[count - 1] : "";
  const Cluster cluster;
  const int major = pgplumb::postgres::Connection(cluster.url("postgres")).server_major();
  const std::vector<test::GalleryCase> cases = test::read_gallery(gallery, "", major);
  cluster.execute(test::read_file(gallery / "roles.sql"));

  Tally tally;
  const std::size_t plans = cases.size() * test::ways().size();
  std::atomic<std::size_t> next{0};
  const std::size_t stride = bounded ? plans_between : 1;
  const auto work = [&] {
    for (std::size_t plan = next.fetch_add(stride); plan < plans; plan = next.fetch_add(stride)) {
      const test::Way& way = test::ways()[plan % test::ways().size()];
      const std::string name = cases[plan / test::ways().size()].name + ", " + way.name;
      if (name.find(part) == std::string::npos) continue;
      try {
        std::unique_ptr<Subject> subject;
        std::pair<std::size_t, test::Outcome> whole;
        {
          const std::shared_lock together(cluster.upright());
          subject = std::make_unique<Subject>(cluster, cases[plan / test::ways().size()], way);
          whole = undisturbed(cluster, *subject);
        }
        const std::size_t possible = whole.first * test::faults.size();
        std::size_t made = 0;
        for (std::size_t number = plan % every; number < possible; number += every, ++made)
          judge(cluster, *subject, whole.second, test::faults[number % test::faults.size()],
                number / test::faults.size(), way.sections && !way.proved, tally);
        // A run takes hours, and may be cut: what it has shown stands there.
        const std::scoped_lock lock(tally.writing);
        fmt::print("{:6} of {} faults in {} ({} passed, {} failed so far)\n", made, possible, name, tally.passed,
                   tally.failed);
        std::fflush(stdout);
      } catch (const std::exception& error) {
        const std::scoped_lock lock(tally.writing);
        ++tally.failed;
        fmt::print("FAILED   {}: {}\n", name, test::explain(error));
      }
    }
  };
  std::vector<std::thread> workers;
  for (unsigned worker = 0; worker < std::max(1U, std::thread::hardware_concurrency()); ++worker)
    workers.emplace_back(work);
  for (std::thread& worker : workers) worker.join();

  for (const auto& [name, times] : tally.by_fault) fmt::print("{:6} {}\n", times, name);
  fmt::print("{:6} went on with a new plan; {} kills of unproved plans with sections\n", tally.planned_again,
             tally.killed_unproved_sections);
  fmt::print("\n{} passed, {} failed\n", tally.passed, tally.failed);
  return tally.failed == 0 && tally.passed > 0 ? 0 : 1;
}
