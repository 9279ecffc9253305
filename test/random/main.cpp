// Random pairs of schemas: A leads to B and B back to A, with rows, proved, judged by pg_dump, and with nothing left to
// do.
//
//   random [SEED]     PGPLUMB_RANDOM_PAIRS: how many (24); PGPLUMB_RANDOM_FIRST: the first seed (1), or "today"
//
// A pair that fails is made as small as it can be and still fails (unless PGPLUMB_RANDOM_SHRINK is 0), printed, and
// left in the directory that is named, as a case of the gallery.

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "convergence.hpp"
#include "postgres/connection.hpp"
#include "random/generator.hpp"
#include "random/rows.hpp"
#include "random/shrink.hpp"
#include "server.hpp"

namespace {

using test::Store;

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// A fixed one, or one that is another every day.
std::uint64_t first_seed() {
  const char* text = std::getenv("PGPLUMB_RANDOM_FIRST");
  if (text != nullptr && std::string(text) == "today")
    return static_cast<std::uint64_t>(std::time(nullptr)) / 86400 * 10000;
  return number_from("PGPLUMB_RANDOM_FIRST", 1);
}

// Runs what can be run in `store`, and answers with that.
std::vector<std::string> fill(const Store& store, const std::vector<std::string>& statements) {
  pgplumb::postgres::Connection connection(store.url(), pgplumb::postgres::SettingsOf::database);
  std::vector<std::string> script;
  for (const std::string& statement : statements) {
    try {
      connection.execute(statement);
      script.push_back(statement);
    } catch (const pgplumb::ServerError& refused) {
      // The generator does not know all of PostgreSQL's rules; a lost connection is no such refusal.
      if (refused.sqlstate().empty() || refused.sqlstate().substr(0, 2) == "57") throw;
    }
  }
  return script;
}

std::string file_of(const std::vector<std::string>& statements) {
  std::string text;
  for (const std::string& statement : statements) text += statement + ";\n";
  return text;
}

std::vector<std::string> complaints_of(const test::SchemaPair& pair, std::uint64_t seed) {
  std::vector<std::string> complaints;
  bool stays = false;
  try {
    const Store live;
    const Store other;
    const test::SchemaFile before(file_of(fill(live, pair.before)));
    const test::SchemaFile after(file_of(fill(other, pair.after)));
    const test::Likeness was = test::likeness(live);
    // Rows that are said to be in the way would be; others must not. What is told to stay as it is stays so.
    const auto make_way = [&](const pgplumb::PlanResult& plan) {
      for (const std::string& line : plan.plan.information)
        stays |= line.find("table's own or inherited only") != std::string::npos ||
                 line.find("at another place among the table's parents") != std::string::npos;
      if (plan.rows && plan.rows->in_the_way + plan.rows->unknown > 0) test::delete_rows(live);
    };
    test::insert_rows(live, seed);
    complaints = test::converge(live, test::likeness(other), after.path(), make_way);
    test::insert_rows(live, seed);
    for (std::string& complaint : test::converge(live, was, before.path(), make_way))
      complaints.push_back("back: " + complaint);
  } catch (const std::exception& error) {
    complaints.push_back(test::explain(error));
  }
  if (stays)
    std::erase_if(complaints, [](const std::string& one) {
      return one.find("by pg_dump: ") != std::string::npos &&
             (one.find("; Type: TABLE;") != std::string::npos || one.find("; Type: DEFAULT;") != std::string::npos);
    });
  return complaints;
}

/// What stays the same of a complaint while its pair gets smaller.
std::string core(const std::string& complaint) {
  return complaint.substr(0, std::min(complaint.find_first_of("\"\n:("), std::size_t{60}));
}

std::vector<std::string> judge(std::uint64_t seed) {
  test::SchemaPair pair{test::Generator(seed, false).statements(), test::Generator(seed, true).statements()};
  std::vector<std::string> complaints = complaints_of(pair, seed);
  if (complaints.empty()) return complaints;
  if (number_from("PGPLUMB_RANDOM_SHRINK", 1) != 0) {
    const std::string first = core(complaints.front());
    pair = test::shrunk(pair, [&](const test::SchemaPair& less) {
      const std::vector<std::string> of_less = complaints_of(less, seed);
      return std::any_of(of_less.begin(), of_less.end(), [&](const std::string& one) { return core(one) == first; });
    });
    std::vector<std::string> less = complaints_of(pair, seed);
    if (!less.empty()) complaints = std::move(less);
  }
  pair = {fill(Store(), pair.before), fill(Store(), pair.after)};
  const auto kept = std::filesystem::temp_directory_path() / fmt::format("pgplumb-random-{}", seed);
  std::filesystem::create_directories(kept);
  std::ofstream(kept / "old.sql", std::ios::binary) << file_of(pair.before);
  std::ofstream(kept / "new.sql", std::ios::binary) << file_of(pair.after);
  complaints.push_back("old.sql:\n" + file_of(pair.before));
  complaints.push_back("new.sql:\n" + file_of(pair.after));
  complaints.push_back("the pair is in " + kept.string());
  return complaints;
}

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t first = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : first_seed();
  const std::uint64_t pairs = count > 1 ? 1 : number_from("PGPLUMB_RANDOM_PAIRS", 24);
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
  fmt::print("\nfrom seed {}\n{} passed, {} failed\n", first, pairs - failed, failed.load());
  return failed == 0 ? 0 : 1;
}
