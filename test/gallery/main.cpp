// The gallery: every case of plans/ is planned, compared with its reviewed plan, applied and judged, forwards and back.
//
//   gallery [--online] [--every N] [PART OF A NAME]
//
// PGPLUMB_ACCEPT=1 writes plan.sql anew; the test then counts as skipped, never as passed. With --online the plans are
// made so, and are not compared with the reviewed ones.

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "convergence.hpp"
#include "dump.hpp"
#include "gallery/case.hpp"
#include "gallery/coverage.hpp"
#include "gallery/online.hpp"
#include "server.hpp"

namespace {

using test::GalleryCase;
using test::Store;

constexpr int golden_major = 15;  // texts of the server differ a little between versions; later cases have the first's
constexpr int skipped = 77;       // as Meson understands it

struct Verdict {
  std::vector<std::string> complaints;
  bool accepted = false;
};

bool accepting() {
  const char* accept = std::getenv("PGPLUMB_ACCEPT");
  return accept != nullptr && std::string(accept) == "1";
}

void compare_with_golden(const GalleryCase& one, const pgplumb::PlanResult& plan, Verdict& verdict) {
  if (plan.plan.server_major != std::max(golden_major, one.since)) return;
  const auto path = one.directory / "plan.sql";
  const std::string text = test::golden_text(plan.text);
  if (test::read_file(path) == text) return;
  if (accepting()) {
    std::ofstream(path, std::ios::binary) << text;
    verdict.accepted = true;
  } else {
    verdict.complaints.push_back("the plan is not the reviewed one (PGPLUMB_ACCEPT=1 takes it):\n" + text);
  }
}

void check_keeps(const GalleryCase& one, const Store& store, const char* when, Verdict& verdict) {
  for (const auto& [query, value] : one.keeps)
    if (const std::string answer = store.ask(query); answer != value)
      verdict.complaints.push_back(fmt::format("{}: {} answers {}, not {}", when, query, answer, value));
}

// The same ends, by ways that block nobody.
Verdict judge_online(const GalleryCase& one) {
  Verdict verdict;
  try {
    const Store live({one.old_sql, one.seed_sql});
    const Store there({one.new_sql});
    std::vector<std::string> blocking;
    verdict.complaints = converge(
        live, test::likeness(there), one.name + "/new.sql",
        [&](const pgplumb::PlanResult& plan) { blocking = what_blocks(one, live, plan.plan); }, true);
    verdict.complaints.insert(verdict.complaints.end(), blocking.begin(), blocking.end());
    check_keeps(one, live, "after the plan", verdict);
  } catch (const std::exception& error) {
    verdict.complaints.push_back(test::explain(error));
  }
  return verdict;
}

Verdict judge(const GalleryCase& one, test::Coverage& coverage) {
  Verdict verdict;
  const auto add = [&](const char* way, std::vector<std::string> complaints) {
    for (std::string& complaint : complaints) verdict.complaints.push_back(way + std::move(complaint));
  };
  try {
    const Store live({one.old_sql, one.seed_sql});
    const Store there({one.new_sql});
    const test::Likeness before = test::likeness(live);
    const test::Likeness after = test::likeness(there);
    coverage.add(before.catalog, after.catalog);
    check_keeps(one, live, "before the plan", verdict);
    add("", converge(live, after, one.name + "/new.sql",
                     [&](const pgplumb::PlanResult& plan) { compare_with_golden(one, plan, verdict); }));
    check_keeps(one, live, "after the plan", verdict);
    add("backwards: ", converge(there, before, one.name + "/old.sql"));
  } catch (const std::exception& error) {
    verdict.complaints.push_back(test::explain(error));
  }
  return verdict;
}

void report(const GalleryCase& one, const Verdict& verdict) {
  fmt::print("{} {}\n",
             !verdict.complaints.empty() ? "FAILED  "
             : verdict.accepted          ? "accepted"
                                         : "passed  ",
             one.name);
  for (const std::string& complaint : verdict.complaints) fmt::print("    {}\n", complaint);
}

}  // namespace

int main(int count, char** arguments) {
  const std::filesystem::path gallery = std::filesystem::path(PGPLUMB_SOURCE_DIR) / "plans";
  bool online = false;
  std::size_t every = 1;
  std::string filter;
  for (int at = 1; at < count; ++at) {
    const std::string word = arguments[at];
    if (word == "--online") {
      online = true;
    } else if (word == "--every" && at + 1 < count) {
      every = std::stoul(arguments[++at]);
    } else {
      filter = word;
    }
  }
  const int major = test::server().major_version();
  std::vector<GalleryCase> cases = test::read_gallery(gallery, filter, major);
  // Another part on each version, so that all of it is run on some.
  std::size_t number = static_cast<std::size_t>(major);
  std::erase_if(cases, [&](const GalleryCase&) { return number++ % every != 0; });
  if (cases.empty()) {
    fmt::print(stderr, "no case of the gallery is named like {}\n", filter);
    return 1;
  }
  // Plans name the schema files as they were given, and must not know where this tree lies.
  std::filesystem::current_path(gallery);
  test::server().maintenance().execute(test::read_file(gallery / "roles.sql"));

  test::Coverage coverage;
  std::vector<Verdict> verdicts(cases.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t index = next++; index < cases.size(); index = next++)
      verdicts[index] = online ? judge_online(cases[index]) : judge(cases[index], coverage);
  };
  std::vector<std::thread> workers;
  for (unsigned worker = 0; worker < std::max(1U, std::thread::hardware_concurrency()); ++worker)
    workers.emplace_back(work);
  for (std::thread& worker : workers) worker.join();

  int failed = 0;
  int accepted = 0;
  for (std::size_t index = 0; index < cases.size(); ++index) {
    report(cases[index], verdicts[index]);
    failed += verdicts[index].complaints.empty() ? 0 : 1;
    accepted += verdicts[index].complaints.empty() && verdicts[index].accepted ? 1 : 0;
  }
  if (filter.empty() && !online && every == 1 && major >= golden_major) {
    const std::vector<std::string> missing = coverage.missing(major);
    for (const std::string& line : missing) fmt::print("FAILED   no case changes {}\n", line);
    failed += missing.empty() ? 0 : 1;
  }
  if (!test::can_dump(major)) fmt::print("no pg_dump reads PostgreSQL {}: judged by our reader\n", major);
  fmt::print("\n{} passed, {} failed, {} skipped\n",
             static_cast<int>(cases.size()) - std::min(failed, static_cast<int>(cases.size())) - accepted, failed,
             accepted);
  if (failed > 0) return 1;
  return accepted > 0 ? skipped : 0;
}
