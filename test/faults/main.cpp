// Faults: plans are stopped anywhere in their apply, and applied again. Nothing is lost, and nothing gets stuck.
//
//   faults [--online] [--fault PART OF ITS NAME] [--every N] [PART OF A NAME]
//
// A bounded sample, or of all plans whose name, with its way, has that part every Nth fault; --every 1 is each fault at
// each statement of each plan, and takes hours.
//
// With --online each statement of a plan is sent, and then pgplumb or its session gets a SIGKILL. The plans are those
// that are other statements online, or with --online=expand: indexes built CONCURRENTLY, constraints validated apart,
// rows filled, columns swapped.
//
// Plans of the gallery are made in each of the ways of subject.cpp, applied by `pgplumb apply` through a wire that does
// what faults.hpp lists, and applied once more without it. Afterwards the database is like one that met no fault, by
// pg_dump, by the rows of its tables, and by what its manual sections have logged.

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
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

// What is planned, and what happens to it.
struct Run {
  std::vector<test::Way> ways;
  std::vector<Fault> faults;
  /// Only plans that are other statements than those of the way before, and only at their statements.
  bool forms = false;
  // Of the sample: these plans, or every so manieth, and every so manieth fault. Both share no factor with the lists.
  std::set<std::string> sample = {};
  std::size_t plans_between = 37;
  std::size_t faults_between = 61;
};

// A plan for each online form.
const std::set<std::string> forms = {
    "column/filled, online",              // rows filled, NOT NULL by a validated CHECK
    "column/wider_beneath_keys, expand",  // types by a second column, with keys, an index, a check
    "constraint/changes, online",         // CHECK and FOREIGN KEY, validated apart
    "constraint/invalid_keys, online",    // keys by an index that is built before
    "index/changes, online",              // indexes made, swapped and dropped CONCURRENTLY
    "partition/comes_and_goes, online",   // partitions attached on a validated CHECK, detached CONCURRENTLY
};

Run run_of(bool online) {
  if (online) return {test::online_ways(), {test::kills.begin(), test::kills.end()}, true, forms, 1, 61};
  return {test::ways(), {test::faults.begin(), test::faults.end()}};
}

struct Tally {
  std::mutex writing;
  std::atomic<std::size_t> plans{0};
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

// An apply that nothing happens to: the statements that it sends at which faults are tried, and what it leaves.
struct Undisturbed {
  std::vector<std::size_t> places;
  test::Outcome outcome;
};

// Of the plan's statements alone it is each, with what stands between them, and what follows the last: its COMMIT.
Undisturbed undisturbed(const Cluster& cluster, const Subject& subject, bool of_plan) {
  const Database database(cluster);
  subject.prepare(database.url());
  const pgplumb::postgres::Connection session(cluster.url("postgres"));
  test::SeveredWire wire(session, database.name, {SIZE_MAX});
  Client client(wire.url(), subject.file());
  if (client.wait() != 0) throw pgplumb::Error("apply fails without a fault:\n" + client.output());
  const std::vector<std::string>& sent = wire.statements();
  std::vector<bool> planned;
  for (const std::string& statement : sent)
    planned.push_back(!of_plan ||
                      std::binary_search(subject.statements().begin(), subject.statements().end(), statement));
  const auto first = std::find(planned.begin(), planned.end(), true);
  if (first == planned.end()) throw pgplumb::Error("apply sends no statement of the plan");
  const auto behind = std::find(planned.rbegin(), planned.rend(), true).base();
  Undisturbed found;
  for (auto at = first; at != planned.end() && at <= behind; ++at)
    found.places.push_back(static_cast<std::size_t>(at - planned.begin()));
  found.outcome = subject.outcome(database.url());
  return found;
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
  std::vector<std::string> words(arguments + 1, arguments + count);
  const bool online = std::erase(words, "--online") > 0;
  Run run = run_of(online);
  const bool bounded = words.empty();
  std::size_t every = bounded ? run.faults_between : 1;
  const auto take = [&](const char* option) {
    std::string value;
    if (words.size() < 2 || words[0] != option) return value;
    value = words[1];
    words.erase(words.begin(), words.begin() + 2);
    return value;
  };
  if (const std::string fault = take("--fault"); !fault.empty())
    std::erase_if(run.faults, [&](const Fault& one) { return one.name.find(fault) == std::string_view::npos; });
  if (const std::string number = take("--every"); !number.empty()) every = std::stoul(number);
  const std::string part = words.empty() ? "" : words[0];
  const Cluster cluster;
  const int major = pgplumb::postgres::Connection(cluster.url("postgres")).server_major();
  const std::vector<test::GalleryCase> cases = test::read_gallery(gallery, "", major);
  cluster.execute(test::read_file(gallery / "roles.sql"));

  Tally tally;
  const std::size_t plans = cases.size() * run.ways.size();
  std::atomic<std::size_t> next{0};
  const std::size_t stride = bounded ? run.plans_between : 1;
  const auto work = [&] {
    for (std::size_t plan = next.fetch_add(stride); plan < plans; plan = next.fetch_add(stride)) {
      const std::size_t number_of_way = plan % run.ways.size();
      const test::Way& way = run.ways[number_of_way];
      const test::GalleryCase& one = cases[plan / run.ways.size()];
      const std::string name = one.name + ", " + way.name;
      if (name.find(part) == std::string::npos || (run.forms && number_of_way == 0)) continue;
      if (bounded && run.forms && !run.sample.contains(name)) continue;
      try {
        std::unique_ptr<Subject> subject;
        Undisturbed whole;
        {
          const std::shared_lock together(cluster.upright());
          subject = std::make_unique<Subject>(cluster, one, way);
          if (run.forms && Subject(cluster, one, run.ways[number_of_way - 1]).statements() == subject->statements())
            continue;
          whole = undisturbed(cluster, *subject, run.forms);
          ++tally.plans;
        }
        const std::size_t possible = whole.places.size() * run.faults.size();
        std::size_t made = 0;
        for (std::size_t number = plan % every; number < possible; number += every, ++made)
          judge(cluster, *subject, whole.outcome, run.faults[number % run.faults.size()],
                whole.places[number / run.faults.size()], way.sections && !way.proved, tally);
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
  if (bounded && tally.plans < run.sample.size()) {
    fmt::print("FAILED   {} plans of the sample are other statements, not all {}\n", tally.plans.load(),
               run.sample.size());
    ++tally.failed;
  }
  fmt::print("\n{} passed, {} failed\n", tally.passed, tally.failed);
  return tally.failed == 0 && tally.passed > 0 ? 0 : 1;
}
