// Random pairs of schemas: A leads to B and B back to A, proved, judged by pg_dump, and with nothing left to do.
//
//   random [SEED]     PGPLUMB_RANDOM_PAIRS: how many (80); PGPLUMB_RANDOM_FIRST: the first seed (1)
//
// A pair that fails leaves its two schema files in the directory that is named.

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "convergence.hpp"
#include "postgres/connection.hpp"
#include "random/generator.hpp"
#include "server.hpp"

namespace {

using test::Store;

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// Runs what can be run in `store`, and answers with it as one file.
std::string fill(const Store& store, const std::vector<std::string>& statements) {
  pgplumb::postgres::Connection connection(store.url(), pgplumb::postgres::SettingsOf::database);
  std::string script;
  for (const std::string& statement : statements) {
    try {
      connection.execute(statement);
      script += statement + ";\n";
    } catch (const pgplumb::ServerError& refused) {
      // The generator does not know all of PostgreSQL's rules; a lost connection is no such refusal.
      if (refused.sqlstate().empty() || refused.sqlstate().substr(0, 2) == "57") throw;
    }
  }
  return script;
}

std::vector<std::string> judge(std::uint64_t seed) {
  const Store live;
  const Store other;
  const test::SchemaFile before(fill(live, test::Generator(seed, false).statements()));
  const test::SchemaFile after(fill(other, test::Generator(seed, true).statements()));
  std::vector<std::string> complaints;
  try {
    const test::Likeness was = test::likeness(live);
    complaints = test::converge(live, test::likeness(other), after.path());
    for (std::string& complaint : test::converge(live, was, before.path())) complaints.push_back("back: " + complaint);
  } catch (const std::exception& error) {
    complaints.push_back(test::explain(error));
  }
  if (!complaints.empty()) {
    const auto kept = std::filesystem::temp_directory_path() / fmt::format("pgplumb-random-{}", seed);
    std::filesystem::create_directories(kept);
    std::filesystem::copy_file(before.path(), kept / "old.sql", std::filesystem::copy_options::overwrite_existing);
    std::filesystem::copy_file(after.path(), kept / "new.sql", std::filesystem::copy_options::overwrite_existing);
    complaints.push_back("the pair is in " + kept.string());
  }
  return complaints;
}

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t first =
      count > 1 ? std::strtoull(arguments[1], nullptr, 10) : number_from("PGPLUMB_RANDOM_FIRST", 1);
  const std::uint64_t pairs = count > 1 ? 1 : number_from("PGPLUMB_RANDOM_PAIRS", 80);
  test::server().maintenance().execute("CREATE ROLE alice; CREATE ROLE bob; CREATE ROLE carol");

  std::atomic<std::uint64_t> next{first};
  std::atomic<std::uint64_t> failed{0};
  std::mutex printing;
  const auto work = [&] {
    for (std::uint64_t seed = next++; seed < first + pairs; seed = next++) {
      std::vector<std::string> complaints;
      try {
        complaints = judge(seed);
      } catch (const std::exception& error) {
        complaints.push_back(test::explain(error));
      }
      if (complaints.empty()) continue;
      ++failed;
      const std::scoped_lock lock(printing);
      fmt::print("FAILED   seed {}\n", seed);
      for (const std::string& complaint : complaints) fmt::print("    {}\n", complaint);
      std::fflush(stdout);
    }
  };
  std::vector<std::thread> workers;
  for (unsigned worker = 0; worker < std::max(1U, std::thread::hardware_concurrency()); ++worker)
    workers.emplace_back(work);
  for (std::thread& worker : workers) worker.join();
  fmt::print("\n{} passed, {} failed\n", pairs - failed, failed.load());
  return failed == 0 ? 0 : 1;
}
