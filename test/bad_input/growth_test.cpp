// A file four times as long takes about four times as long to read. Each row once took sixteen times.
#include <doctest/doctest.h>
#include <time.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <string>

#include "base/hash.hpp"
#include "models/schema.hpp"
#include "pgplumb/settings.hpp"
#include "plan/plan_file.hpp"
#include "sources/contradictions.hpp"
#include "sources/files.hpp"
#include "sources/schema_files.hpp"
#include "sql/statement_effects.hpp"

using namespace pgplumb;

namespace {

std::string repeated(std::size_t count, const std::function<std::string(const std::string&)>& line) {
  std::string text;
  for (std::size_t number = 0; number < count; ++number) text += line(std::to_string(number));
  return text;
}

// Of the processor, whoever else needs it; the least of some runs.
double seconds_for(const std::function<void()>& work) {
  const auto now = [] {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  double least = 1e9;
  for (int run = 0; run < 3; ++run) {
    const double begin = now();
    work();
    least = std::min(least, now() - begin);
  }
  return least;
}

// `read` gets a text of a size that grows with its number.
void check_growth(std::size_t number, const std::function<std::string(std::size_t)>& write,
                  const std::function<void(const std::string&)>& read) {
  const std::string text = write(number);
  const std::string longer = write(number * 4);
  const double one = seconds_for([&] { read(text); });
  const double four = seconds_for([&] { read(longer); });
  CAPTURE(one);
  CHECK(four < 9 * std::max(one, 0.005));
}

void read_plan(const std::string& body) {
  (void)plan::read_plan_file(
      "-- pgplumb plan 1\n-- digest:  sha256:" + sha256_hex(body) + "  of every byte below this line\n" + body, "p");
}

std::string body_of(const std::string& destroys, const std::string& steps) {
  return "-- from:    sha256:aa\n-- to:      sha256:bb\n-- server:  PostgreSQL 15\n-- manages: schemas=*\n"
         "-- waits:   3s\n-- changes: 0 create, 0 alter, 0 replace, 0 drop\n" +
         destroys +
         "-- proof:   passed, 1 statement\n\n-- batch 1 of 1: transaction\nBEGIN;\nSET LOCAL lock_timeout = '3s';\n"
         "SET LOCAL check_function_bodies = off;\nSELECT pg_catalog.set_config('search_path', '', true);\n" +
         steps + "COMMIT;\n-- end of plan\n";
}

// Numbered from 0; a step's number is one more.
std::string step(const std::string& number, const std::string& title, const std::string& statement) {
  return "-- step " + std::to_string(std::stoi(number) + 1) + ": " + title + "\n" + statement + ";\n";
}

sources::SchemaScript script_of(const std::string& sql) {
  static const test::Files files;
  static const std::string path = files.write("a.sql", "");
  return sources::read_schema_files({path}, {{path, sql}});
}

void read_schema(const std::string& sql) {
  (void)script_of(sql);
}

// All fail where they stand, and succeed in their order when they are tried again.
void contradict(const std::string& sql) {
  const sources::SchemaScript script = script_of(sql);
  std::vector<std::size_t> all(script.statements.size());
  std::iota(all.begin(), all.end(), 0);
  sources::Contradictions contradictions(script, all, [](std::size_t) { return false; });
  for (const std::size_t index : all) CHECK(contradictions.waits(index, {}) == (index > 0));
  for (const std::size_t index : all) {
    CHECK_FALSE(contradictions.waits(index, {}));
    contradictions.done(index);
    CHECK_FALSE(contradictions.done_behind(index));
  }
}

std::string table(const std::string& number) {
  return "CREATE TABLE t" + number + " ();\n";
}

}  // namespace

TEST_CASE("time for a plan file grows with its size: heads of sections in a function's body") {
  check_growth(
      1000,
      [](std::size_t count) {
        const std::string head = "-- manual \"x\" run=once transaction=on sha256=0 bytes=3 (), verbatim\n";
        return body_of("", step("0", "create function public.f()",
                                "CREATE FUNCTION public.f() RETURNS text AS $$\n" +
                                    repeated(count, [&](const std::string&) { return head; }) + "$$"));
      },
      read_plan);
}

TEST_CASE("time for a plan file grows with its size: locks that one transaction holds") {
  check_growth(
      2500,
      [](std::size_t count) {
        return body_of("", repeated(count, [](const std::string& n) {
                         return step(n, "alter table public.t" + n,
                                     "--   locks: ACCESS EXCLUSIVE on table public.t" + n + "\nALTER TABLE public.t" +
                                         n + " ALTER a DROP NOT NULL");
                       }));
      },
      read_plan);
}

TEST_CASE("time for a plan file grows with its size: what is destroyed") {
  check_growth(
      4000,
      [](std::size_t count) {
        return body_of(
            repeated(count, [](const std::string& n) { return "-- destroys: column public.t.c" + n + "\n"; }),
            repeated(count, [](const std::string& n) {
              return step(n, "drop column public.t.c" + n,
                          "--   locks: ACCESS EXCLUSIVE on table public.t\n--   destroys: column public.t.c" + n +
                              "\nALTER TABLE public.t DROP c" + n);
            }));
      },
      read_plan);
}

TEST_CASE("time for a plan file grows with its size: relations that are renamed") {
  check_growth(
      1000,
      [](std::size_t count) {
        return body_of("", repeated(count, [](const std::string& n) {
                         return step(n, "rename table public.t" + n,
                                     "--   locks: ACCESS EXCLUSIVE on table public.t" + n + "\nALTER TABLE public.t" +
                                         n + " RENAME TO u" + n);
                       }));
      },
      read_plan);
}

TEST_CASE("time for a schema file grows with its size: numbers of newer servers") {
  check_growth(
      2500,
      [](std::size_t count) {
        return "SELECT 1" + repeated(count, [](const std::string&) { return ", 1_000"; }) + ";\n";
      },
      read_schema);
}

TEST_CASE("time for a schema file grows with its size: annotations in one statement") {
  check_growth(
      500,
      [](std::size_t count) {
        return "CREATE TABLE t (\n" +
               repeated(count,
                        [](const std::string& n) { return "-- pgplumb:renamed-from o" + n + "\nc" + n + " int,\n"; }) +
               "z int);\n";
      },
      read_schema);
}

TEST_CASE("time for a schema file grows with its size: statements that contradict each other") {
  const auto lines = [](const std::string& schema) {
    return [schema](std::size_t count) {
      return repeated(
          count, [&](const std::string& n) { return "ALTER TABLE " + schema + "t ALTER a SET DEFAULT " + n + ";\n"; });
    };
  };
  check_growth(1000, lines(""), contradict);
  check_growth(1000, lines("s."), contradict);
}

TEST_CASE("time for a schema file grows with its size: going back to one savepoint") {
  check_growth(
      2500,
      [](std::size_t count) {
        return "BEGIN;\nSAVEPOINT a;\n" + repeated(count, table) +
               repeated(count, [](const std::string&) { return "ROLLBACK TO a;\n"; }) + "COMMIT;\n";
      },
      read_schema);
}

TEST_CASE("time for a schema file grows with its size: statements beneath a long search_path") {
  check_growth(
      1000,
      [](std::size_t count) {
        return "SET search_path = a" + repeated(count, [](const std::string& n) { return ", s" + n; }) + ";\n" +
               repeated(count, table);
      },
      read_schema);
}

TEST_CASE("time for a model grows with its size: properties") {
  check_growth(
      5000,
      [](std::size_t count) {
        return "{\"properties\":{" +
               repeated(count, [](const std::string& n) { return "\"p" + n + "\":{\"type\":\"string\"},"; }) +
               "\"z\":{}}}";
      },
      [](const std::string& text) { (void)models::read_models(text, "m"); });
}

TEST_CASE("time for pgplumb.toml grows with its size: environments one behind the other") {
  check_growth(
      1000,
      [](std::size_t count) {
        return repeated(count, [](const std::string& n) {
          return "[env.e" + n + "]\nenv = \"A\"\n" +
                 (n == "0" ? "" : "after = \"e" + std::to_string(std::stoi(n) - 1) + "\"\n");
        });
      },
      [](const std::string& text) { (void)parse_settings(text, "t"); });
}

TEST_CASE("time for a statement grows with its size: what fits a pattern's two stars") {
  check_growth(
      2500,
      [](std::size_t count) { return "VACUUM (" + repeated(count, [](const std::string&) { return "FULL "; }) + ")"; },
      [](const std::string& text) { (void)sql::effects_of(text); });
}
