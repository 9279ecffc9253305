// A file that psql loads means what psql makes of it: pg_dump says the same of both databases. What pg_dump --clean
// writes of it means the same as well, with --if-exists or, of every other file, without; and so do its statements in
// another order, where none of them says what is not to be there.
//
// usage: as_psql [--roles FILE] [--every N] [FILE | FOLDER]...
// Without files, those of this repository. Files that psql does not load without an error are left out, and counted.

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "dump.hpp"
#include "pgplumb/error.hpp"
#include "random/dice.hpp"
#include "server.hpp"
#include "sources/load.hpp"

namespace {

namespace fs = std::filesystem;
using pgplumb::sources::SchemaScript;
using pgplumb::sources::ScriptStatement;
using pgplumb::sources::StatementPurpose;

// What pg_dump says but for the words that it makes up each time.
std::string dumped(const test::Database& database) {
  std::string text = test::dump_schema(database.url());
  for (const char* word : {"\n\\restrict ", "\n\\unrestrict "})
    if (const std::size_t at = text.find(word); at != std::string::npos) text.erase(at, text.find('\n', at + 1) - at);
  return text;
}

std::string loaded(const SchemaScript& script) {
  test::Database database;
  (void)pgplumb::sources::load(database.connection(), script);
  return dumped(database);
}

// The server shortens it together with others, and takes the next that is free.
bool has_long_name(const std::string& text) {
  constexpr std::ptrdiff_t longest_kept = 40;
  const auto is_part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  for (auto at = text.begin(); at != text.end(); at = std::find_if(at, text.end(), is_part)) {
    const auto end = std::find_if_not(at, text.end(), is_part);
    if (end - at > longest_kept) return true;
    at = end;
  }
  return false;
}

// Default privileges are for what is created behind them, an index of a partitioned table takes those of the partitions
// that there are, a search_path leads into the schemas that there are, and what is revoked was granted before.
bool has_no_order(const SchemaScript& script) {
  const bool has_path = std::any_of(script.statements.begin(), script.statements.end(),
                                    [](const auto& statement) { return statement.settings->contains("search_path"); });
  return std::all_of(script.statements.begin(), script.statements.end(), [&](const ScriptStatement& statement) {
    const auto& role = statement.role;
    return role.batchable && !role.drops && role.only_if_exists.empty() && !role.covers_all && !statement.transaction &&
           role.purpose == StatementPurpose::definition && !statement.text.starts_with("ALTER DEFAULT PRIVILEGES") &&
           !statement.text.starts_with("REVOKE") && !statement.text.starts_with("revoke") &&
           !has_long_name(statement.text) && statement.text.find("PARTITION") == std::string::npos &&
           !(has_path && statement.role.creates_schema);
  });
}

SchemaScript shuffled(SchemaScript script) {
  test::Dice dice("another order");
  for (std::size_t left = script.statements.size(); left > 1; --left)
    std::swap(script.statements[left - 1], script.statements[dice.below(left)]);
  return script;
}

class Check {
 public:
  void run(const fs::path& file, const std::string& clean) {
    const test::Database database;
    const std::string said = test::run_psql(database.url(), file.string());
    if (said.find("ERROR:") != std::string::npos || said.find("FATAL:") != std::string::npos) {
      const std::lock_guard lock(mutex_);
      ++left_out_;
      const std::size_t at = std::min(said.find("ERROR:"), said.find("FATAL:"));
      fmt::print("left out {}: {}\n", file.string(), said.substr(at, said.find('\n', at) - at));
      return;
    }
    const std::string wanted = dumped(database);
    bool passed = true;
    try {
      const SchemaScript script = pgplumb::sources::read_schema_files({file.string()});
      const std::string got = loaded(script);
      if (got != wanted) passed = complain(file, "differs from psql", got, wanted);
      if (has_no_order(script)) {
        ++shuffled_;
        const std::string other = loaded(shuffled(script));
        if (!test::dump_differences(other, wanted).empty())
          passed = complain(file, "differs in another order", other, wanted);
      }
      passed = run_clean(file, database, wanted, clean) && passed;
    } catch (const pgplumb::DiagnosedError& error) {
      passed = complain(file, to_string(error.diagnostics().front()), wanted, wanted);
    } catch (const pgplumb::Error& error) {
      passed = complain(file, error.what(), wanted, wanted);
    }
    if (passed) ++passed_;
  }

  [[nodiscard]] int report() const {
    fmt::print("{} in another order too; left out, since psql does not load them: {}, and the dumps of {}\n",
               shuffled_.load(), left_out_.load(), not_dumped_.load());
    fmt::print("{} passed, {} failed\n", passed_.load(), failures_.load());
    return failures_ == 0 && passed_ > 0 ? 0 : 1;
  }

 private:
  // pg_dump's own text is no fixed point everywhere: psql says what it means.
  bool run_clean(const fs::path& file, const test::Database& database, const std::string& wanted,
                 const std::string& options) {
    const test::Database again;
    const fs::path dump = fs::temp_directory_path() / fmt::format("pgplumb-{}-{}.sql", ::getpid(), again.name());
    std::ofstream(dump, std::ios::binary) << test::dump_schema(database.url(), options);
    (void)test::run_psql(again.url(), dump.string());  // without --if-exists each DROP fails
    const std::string meant = dumped(again);
    try {
      const std::string got = loaded(pgplumb::sources::read_schema_files({dump.string()}));
      fs::remove(dump);
      return got == meant || complain(file, "differs as pg_dump " + options, got, meant);
    } catch (const pgplumb::DiagnosedError&) {
      // A dump of what has no order, a view of itself, psql does not load either.
      if (test::dump_differences(meant, wanted).empty()) throw;
      fs::remove(dump);
      ++not_dumped_;
      return true;
    }
  }

  bool complain(const fs::path& file, const std::string& what, const std::string& got, const std::string& wanted) {
    const std::lock_guard lock(mutex_);
    ++failures_;
    fmt::print("FAILED   {}: {}\n", file.string(), what);
    for (const std::string& difference : test::dump_differences(got, wanted)) fmt::print("    {}\n", difference);
    std::fflush(stdout);
    return false;
  }

  std::mutex mutex_;
  std::atomic<std::size_t> passed_ = 0;
  std::atomic<std::size_t> failures_ = 0;
  std::atomic<std::size_t> shuffled_ = 0;
  std::atomic<std::size_t> left_out_ = 0;
  std::atomic<std::size_t> not_dumped_ = 0;
};

std::vector<fs::path> files_below(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path))
    if (entry.path().extension() == ".sql" && entry.path().filename() != "plan.sql" &&
        entry.path().filename() != "seed.sql" && entry.path().filename() != "roles.sql")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

int main(int count, char** arguments) {
  const fs::path root(PGPLUMB_SOURCE_DIR);
  fs::path roles = root / "plans" / "roles.sql";
  std::size_t every = 1;
  std::vector<fs::path> files;
  for (int at = 1; at < count; ++at) {
    const std::string word = arguments[at];
    if (word == "--roles" && at + 1 < count) {
      roles = arguments[++at];
    } else if (word == "--every" && at + 1 < count) {
      every = std::stoul(arguments[++at]);
    } else {
      for (fs::path& file : files_below(word)) files.push_back(std::move(file));
    }
  }
  if (files.empty())
    for (const char* folder : {"plans", "schema", "test/sources/as_psql"})
      for (fs::path& file : files_below(root / folder)) files.push_back(std::move(file));
  (void)test::run_psql(test::server().url("postgres"), roles.string());
  Check check;
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t index = every * next++; index < files.size(); index = every * next++)
      check.run(files[index], index / every % 2 == 0 ? "--clean --if-exists" : "--clean");
  };
  std::vector<std::thread> workers;
  for (unsigned worker = 0; worker < std::max(1U, std::thread::hardware_concurrency()); ++worker)
    workers.emplace_back(work);
  for (std::thread& worker : workers) worker.join();
  return check.report();
}
